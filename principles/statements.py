"""Thirty-one statements, each with what a coordinator would record for it to be answered."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Statement:
    """core: it decides the state of its principle; the others inform."""

    key: str
    principle: str
    text: str
    core: bool
    needs: str

    @property
    def recordable(self) -> bool:
        """Whether any page of this app writes down what it asks; else it is in no total."""
        return self.key not in NOT_RECORDED_YET


CREATIVITY, RELATIONSHIPS, RESOURCES = "creativity", "relationships", "resources"
EQUALITY, TRAUMA_INFORMED, SUSTAINABILITY = "equality", "trauma_informed", "sustainability"

CORE, INFORMS = True, False

# No page writes these down yet, so no check reads them. A check that is added takes its key out of here.
NOT_RECORDED_YET = frozenset({"R3", "S5", "E5", "E6", "E7", "T3", "U3"})

ROWS = (
    (
        "C1",
        CREATIVITY,
        INFORMS,
        "We try different ways of working, and change them when they do not fit.",
        "the ways to take part that each session offers",
    ),
    (
        "C2",
        CREATIVITY,
        CORE,
        "We find out what each person needs to join in, and put it in place.",
        "that each person was asked what helps them, and the day each thing was in place",
    ),
    (
        "C3",
        CREATIVITY,
        INFORMS,
        "We are brave. We listen to new ideas and can change our minds.",
        "a note, each stage, of something we tried or changed our minds about",
    ),
    (
        "C4",
        CREATIVITY,
        INFORMS,
        "We go to where people are, even when that is new or hard for us.",
        "where each session is, and who chose the place and the time",
    ),
    (
        "R1",
        RELATIONSHIPS,
        CORE,
        "We build trust first. Each person knows who to turn to.",
        "a named contact and a deputy, and the day they met people when this changed",
    ),
    (
        "R2",
        RELATIONSHIPS,
        CORE,
        "We are honest and do what we said. We take time to get to know each other.",
        "what was promised, by when, and whether it was kept or changed",
    ),
    (
        "R3",
        RELATIONSHIPS,
        CORE,
        "We say clearly what can change and what can't. Everyone says what they expect.",
        "the day each person agreed what to expect, before their second session",
    ),
    (
        "R4",
        RELATIONSHIPS,
        CORE,
        "We treat people as experts, and tell them what came of what they said.",
        "what people said, what came of it and why, and the day they were told",
    ),
    (
        "S1",
        RESOURCES,
        CORE,
        "There is enough money and support to do it well.",
        "a sum, or a reason for none, in each part of the budget before the first day",
    ),
    (
        "S2",
        RESOURCES,
        CORE,
        "Everyone gets enough time, and is told early.",
        "the day people were invited to each session and the day papers went out",
    ),
    (
        "S3a",
        RESOURCES,
        CORE,
        "People with lived experience take part in every stage, before things are decided.",
        "who takes part in each stage that has started, or why nobody does",
    ),
    (
        "S3b",
        RESOURCES,
        CORE,
        "We tell people how it is going: what is done, what came of it, what is stuck or risky.",
        "an update in four parts at least every 28 days, and whom it reached",
    ),
    (
        "S4",
        RESOURCES,
        CORE,
        "We talk with each person before it starts and after it ends.",
        "the day each person was briefed before, and the day they were debriefed after",
    ),
    (
        "S5",
        RESOURCES,
        CORE,
        "We give extra help and equipment, so that everyone can take part.",
        "what help or equipment people asked for, and the day they had it",
    ),
    (
        "S6",
        RESOURCES,
        CORE,
        "People bring skills we need. We offer fair pay and pay it on time.",
        "the offer before each session, and the day each payment was sent",
    ),
    (
        "E1",
        EQUALITY,
        CORE,
        "We start as equals, and agree together how we work.",
        "ways of working agreed with the group before its first decision, and looked at again every six months",
    ),
    (
        "E2",
        EQUALITY,
        CORE,
        "No one in the group matters more than anyone else.",
        "each decision, how it was made, and how many of each side were there",
    ),
    (
        "E3",
        EQUALITY,
        CORE,
        "We look for who holds power, also where it is hard to see.",
        "a short check in each stage of who sets the agenda, holds the money, chairs, writes notes and can say no",
    ),
    (
        "E4",
        EQUALITY,
        INFORMS,
        "We need many different people, and ask who is missing.",
        "who takes part in the project",
    ),
    (
        "E5",
        EQUALITY,
        INFORMS,
        "People can question each other, and what we take for granted.",
        "what people challenged, and the day it was answered",
    ),
    (
        "E6",
        EQUALITY,
        CORE,
        "Everyone is made welcome, feels equal and can join in.",
        "that someone spoke with each person after their first time, and when they went quiet",
    ),
    (
        "E7",
        EQUALITY,
        CORE,
        "Rooms and papers work for everyone. We carry people's points to where they can't speak.",
        "a check of each venue, and papers ready in the formats people need",
    ),
    (
        "E8",
        EQUALITY,
        CORE,
        "All we say and write is easy to understand.",
        "updates that people were told, in words that are easy to read",
    ),
    (
        "T1",
        TRAUMA_INFORMED,
        CORE,
        "We make it safe for everyone, staff too.",
        "a safety plan for each session, and a recent check of how each person can be safely reached",
    ),
    (
        "T2",
        TRAUMA_INFORMED,
        CORE,
        "We know that hard things happen to people. We start from what they are good at.",
        "a note on what may be hard before a session about it, and a talk with each person after",
    ),
    (
        "T3",
        TRAUMA_INFORMED,
        CORE,
        "We are patient and kind. The door stays open.",
        "how often people are reminded, and that they are invited again after a pause",
    ),
    (
        "T4",
        TRAUMA_INFORMED,
        CORE,
        "Each person knows best what suits them. We offer clear choices.",
        "at least three kinds of choice offered to each person, and what they agreed to",
    ),
    (
        "U1",
        SUSTAINABILITY,
        INFORMS,
        "We value what people know, use it, and say that it came from them.",
        "what people brought to each stage, and whether it was used",
    ),
    (
        "U2",
        SUSTAINABILITY,
        CORE,
        "We say thank you, and make sure there is money to carry on.",
        "how long the money is confirmed for, and the day people were thanked",
    ),
    (
        "U3",
        SUSTAINABILITY,
        CORE,
        "We help people learn, grow and lead the life they want.",
        "chances to learn or lead that were offered, and the talk with people who leave",
    ),
    (
        "U4",
        SUSTAINABILITY,
        CORE,
        "We write down what we learn, and tell people what came of it.",
        "ordinary records for each principle, and a review when a stage closes",
    ),
)

STATEMENTS = {key: Statement(key, principle, text, core, needs) for key, principle, core, text, needs in ROWS}
