"""An organisation of any size, the same each time, to measure by: made-up rows written in bulk, not through pages.

Once: 101 projects over a year, 1,000 people, 10,000 payments. Skewed as real ones are: a tenth of the projects holds
half of the sessions, and one person has some 500 payments, however large it is. Rows are as the app writes them; the
audit trail has none, and begins.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from uuid import UUID

from django.db import models, transaction

from coproduction.accounts.models import AuditHead, Membership, Organisation, User
from coproduction.base.days import LONDON
from coproduction.base.words import PRINCIPLE_KEYS
from participants.attendance.models import Attendance
from participants.briefings.models import Briefing
from participants.choices.models import Choice
from participants.contact.models import Channel, SafeContact
from participants.contributions.models import Contribution
from participants.decisions.models import Decision
from participants.deliveries.models import Delivery
from participants.involvement.models import Involvement
from participants.offers.models import Offer
from participants.payments.models import Movement, Payment
from participants.people.models import AccessNeed, Participant, Strength
from participants.promises.models import Promise
from participants.survey.models import SurveyAnswer, SurveyInvitation, SurveyRound
from projects import deadlines
from projects.money.models import BudgetLine, Funding, Rate, RateCard
from projects.power.models import PowerCheck
from projects.project.models import Project, TeamMember
from projects.sessions.models import SafetyPlan, Session
from projects.stages.models import Stage
from projects.updates.models import Update

NAME = "A great many (made up)"
PROJECTS, PEOPLE, SESSIONS, OF_ONE_PERSON = 101, 1000, 1510, 500
# How many projects a coordinator runs, and how many people came to a session.
A_COORDINATOR, CAME = 10, 7
AT_A_TIME = 2000
YEAR, UPDATE_EVERY, REST = 365, 28, 20
# The three stages of each project: the days on which it opens and closes, counted from the first day; who holds power.
STAGES = (("plan", 0, 90), ("design", 80, 220), ("deliver", 210, None))
HOLDERS = ("staff", "shared", "staff")
ANSWERS = (2, 3, 4, 4, 5, None)
SAID = "We would like to meet at a table, not in rows"


@dataclass
class Rows:
    """Rows that wait to be written many at once, in the order in which their models stand on each other."""

    random: Random
    waiting: dict[type[models.Model], list[models.Model]] = field(default_factory=dict)

    def add(self, row):
        """With an id that is the same each time."""
        row.pk = UUID(int=self.random.getrandbits(128), version=4) if isinstance(row.pk, UUID) else row.pk
        self.waiting.setdefault(type(row), []).append(row)
        return row

    def write(self):
        for model, rows in self.waiting.items():
            model.objects.bulk_create(rows, batch_size=AT_A_TIME)
        self.waiting = {}


def load_scale(times: int, day: date) -> Iterator[int]:
    """Yields how many projects are written, now and then. What is there already is left alone."""
    with transaction.atomic():
        house = Scale(times, day)
        yield from house.fill()


class Scale:
    def __init__(self, times, day):
        self.times, self.day, self.random = times, day, Random(times)
        self.rows, self.references, self.of_one_person = Rows(self.random), 0, 0
        self.people = []
        self.organisation = Organisation.objects.create(
            name=NAME, advice="Nobody (made up)", set_up_at=self.at(day, -400)
        )
        AuditHead.objects.create(pk=self.organisation.pk)
        card = RateCard.objects.create(
            organisation=self.organisation, name="Our card", valid_from=day - timedelta(days=400)
        )
        Rate.objects.create(card=card, name="An hour", unit="hour", pence=2500)

    def at(self, day, days=0, hour=10):
        return datetime.combine(day + timedelta(days=days), time(hour), tzinfo=LONDON)

    # Who ------------------------------------------------------------------------------------------------------------

    def fill(self):
        self.manager, self.finance = self.hire("manager", "manager"), self.hire("finance", "finance")
        many = -(-PROJECTS * self.times // A_COORDINATOR)
        self.coordinators = [self.hire(f"coordinator{number}", "coordinator") for number in range(max(many, 2))]
        self.rows.write()
        for number in range(PEOPLE * self.times):
            self.people.append(self.welcome(number))
            if number % AT_A_TIME == AT_A_TIME - 1:
                self.rows.write()
        self.rows.write()
        for number in range(PROJECTS * self.times):
            self.project(number)
            if number % 20 == 19:
                self.rows.write()
                yield number + 1
        self.rows.write()
        yield PROJECTS * self.times

    def user(self, local, name, role):
        user = self.rows.add(User(name=name, email=f"{local}@scale.example", password="!"))
        self.rows.add(Membership(user=user, organisation=self.organisation, role=role))
        return user

    def hire(self, local, role):
        return self.user(local, local.title(), role)

    def welcome(self, number):
        since = self.day - timedelta(days=YEAR + 10)
        by = self.coordinators[number % len(self.coordinators)]
        person = Participant(
            organisation=self.organisation,
            user=self.user(f"person{number}", f"Person {number}", "participant"),
            name=f"Person {number}",
            welcomed_on=since,
            welcomed_by=by,
            needs_asked_on=since,
            strengths_asked_on=since,
        )
        self.rows.add(person)
        contact = self.rows.add(SafeContact(participant=person, checked_on=self.day - timedelta(days=number % 100)))
        self.rows.add(Channel(contact=contact, kind="text", safe="yes", address="+447700900000"))
        self.rows.add(AccessNeed(participant=person, words="Papers in large print"))
        self.rows.add(Strength(participant=person, words="I notice what a room feels like"))
        for kind, options in Choice.OPTIONS.items():
            picked = next(iter(options))
            self.rows.add(Choice(participant=person, kind=kind, picked=picked, offered_on=since, picked_on=since))
        return person

    # The work -------------------------------------------------------------------------------------------------------

    def project(self, number):
        begun = self.day - timedelta(days=YEAR - number % 60)
        first = number // A_COORDINATOR
        contact, deputy = (self.coordinators[at % len(self.coordinators)] for at in (first, first + 1))
        project = Project(
            organisation=self.organisation,
            title=f"Project {number}",
            purpose="A place that people are not afraid of.",
            size=("one_event", "few_sessions", "long")[number % 3],
            can_change="The room, the hours.",
            cannot_change="The address.",
            who_decides="The group; the manager signs.",
            designs=True,
            delivers=True,
            starts_on=begun,
        )
        self.rows.add(project)
        for part, user in (("contact", contact), ("deputy", deputy)):
            self.rows.add(TeamMember(project=project, user=user, part=part, since=begun))
        for head in BudgetLine.Head:
            self.rows.add(BudgetLine(project=project, head=head, pence=5_000_000))
        self.rows.add(
            Funding(project=project, source="A funder", ends_on=self.day + timedelta(days=300), confirmed_on=begun)
        )
        self.stages_of(project, number, contact, begun)

    def stages_of(self, project, number, contact, begun):
        people = self.people_of(number)
        sessions = self.sessions_of(number)
        for place, (kind, opens, closes) in enumerate(STAGES):
            opened, closed = begun + timedelta(days=opens), closes and begun + timedelta(days=closes)
            stage = Stage(
                project=project,
                kind=kind,
                name=Stage.Kind(kind).label,
                verb=Stage.TEMPLATE[kind],
                position=place + 1,
                opened_on=opened,
                closed_on=closed,
                thanked_on=closed,
            )
            self.rows.add(stage)
            for person in people:
                self.take_part(stage, person, opened, closed)
            self.rows.add(
                PowerCheck(
                    stage=stage,
                    checked_on=opened,
                    **dict.fromkeys(PowerCheck.QUESTIONS, HOLDERS[place]),
                )
            )
            if closed:
                self.ask_six(stage, people, closed)
            last = (closed or self.day) - timedelta(days=1)
            held = range(place, sessions, len(STAGES))
            for turn, _ in enumerate(held):
                on = opened + (last - opened) * (turn + 1) / (len(held) + 1)
                self.session(stage, people, on, contact)
        self.updates(project, people, begun, contact)

    def sessions_of(self, number):
        """Every tenth project has half of them."""
        big = -(-PROJECTS // 10)
        return SESSIONS // 2 // big if number % 10 == 0 else SESSIONS // 2 // (PROJECTS - big)

    def people_of(self, number):
        """Ten of their own; in the first large ones also the person who has more than anybody else."""
        own = self.people[number * 10 % len(self.people) :][:10]
        busy = self.people[1]
        return [busy, *(person for person in own if person is not busy)] if self.has_the_busy_one(number) else own

    def has_the_busy_one(self, number):
        return number % 10 == 0 and self.of_one_person < OF_ONE_PERSON

    def take_part(self, stage, person, opened, closed):
        self.rows.add(
            Involvement(
                stage=stage,
                participant=person,
                state="ended" if closed else "active",
                invited_on=opened,
                joined_on=opened,
                ended_on=closed,
            )
        )
        after = [("after", closed)] if closed else []
        for kind, on in [("before", opened), *after]:
            self.rows.add(
                Briefing(
                    project=stage.project,
                    stage=stage,
                    participant=person,
                    kind=kind,
                    outcome="done",
                    way="call",
                    offered_on=on,
                    held_on=on,
                )
            )

    def ask_six(self, stage, people, closed):
        until = closed + timedelta(days=REST)
        asked = self.rows.add(SurveyRound(stage=stage, opened_on=closed, closes_on=until, closed_on=until))
        for person in people:
            self.rows.add(SurveyInvitation(survey_round=asked, participant=person, asked_on=closed, done=True))
            for principle in PRINCIPLE_KEYS:
                self.rows.add(SurveyAnswer(survey_round=asked, principle=principle, answer=self.random.choice(ANSWERS)))

    # One session ----------------------------------------------------------------------------------------------------

    def session(self, stage, people, on, contact):
        session = self.rows.add(
            Session(
                stage=stage,
                about="Which desk we want",
                starts_at=self.at(on, hour=14),
                minutes=120,
                preparation_minutes=30,
                place_kind="ours",
                place="The Exchange, ground floor",
                ways=["room", "phone"],
                time_chosen_together=True,
                invited_on=on - timedelta(days=12),
                papers_sent_on=on - timedelta(days=8),
                held_on=on,
                logged_at=self.at(on, hour=17),
                logged_by=contact,
            )
        )
        plan = {"who_is_there": "Two of us", "quiet_place": "The garden", "turn_to": "Either", "good_area": "Yes"}
        self.rows.add(SafetyPlan(session=session, made_at=self.at(on, -3), **plan))
        came = people[:CAME]
        for person in people:
            self.attend(session, person, on, contact, person in came)
        said = {"outcome": "used", "because": "It is in the plan", "answered_on": on, "told_on": on}
        told = said if self.random.random() < 0.9 else {}
        who = came[self.random.randrange(len(came))]
        self.rows.add(
            Contribution(project=stage.project, session=session, participant=who, words=SAID, said_on=on, **told)
        )
        decided = {"words": "The low desk", "method": "consensus", "participants_there": len(came), "staff_there": 2}
        self.rows.add(Decision(stage=stage, session=session, decided_on=on, told_on=on, **decided))
        by = on + timedelta(days=14)
        kept = {"kept_on": by} if self.random.random() < 0.8 and by <= self.day else {}
        self.rows.add(
            Promise(project=stage.project, session=session, words="Ask about it", made_on=on, by_when=by, **kept)
        )

    def attend(self, session, person, on, contact, came):
        minutes = {"minutes_before": 30, "minutes_during": 120}
        rate = {"rate_name": "An hour", "unit": "hour", "rate_pence": 2500, "pay_way": "bank"}
        offered = on - timedelta(days=12)
        self.rows.add(Offer(session=session, participant=person, offered_on=offered, **minutes, **rate))
        state = {"state": "came", "way": "room", **minutes} if came else {"state": "missed"}
        attendance = self.rows.add(Attendance(session=session, participant=person, **state))
        if came:
            self.pay(attendance, on, contact, {**minutes, **rate})

    def pay(self, attendance, on, contact, agreed):
        """Nearly all have the money; of the last weeks some wait for each of the three hands, one in fifty too long."""
        self.references += 1
        self.of_one_person += attendance.participant is self.people[1]
        late = self.references % 50 == 0
        done = 5 if (self.day - on).days > 25 and not late else self.references % 6
        steps = {}
        if done >= 1:
            steps |= {"state": "submitted", "sent_to_approve_at": self.at(on, 1)}
        if done >= 2:
            steps |= {"state": "approved", "approved_by": self.manager, "approved_at": self.at(on, 2)}
        if done >= 3:
            steps |= {"state": "released", "released_by": self.finance, "released_at": self.at(on, 3)}
        if done >= 5:
            steps |= {"state": "received", "received_at": self.at(on, 8)}
        payment = self.rows.add(
            Payment(
                attendance=attendance,
                participant=attendance.participant,
                activity_on=on,
                agreed_pence=6250,
                pence=6250,
                due_on=deadlines.payment("bank", on),
                reference=f"SCALE{self.references:09}",
                payee=attendance.participant.user,
                drafted_by=contact,
                drafted_at=self.at(on, hour=17),
                **agreed,
                **steps,
            )
        )
        if done >= 3:
            moved = {"from_account": "budget", "to_account": "person", "pence": 6250, "moved_at": self.at(on, 3)}
            self.rows.add(Movement(payment=payment, **moved))

    def updates(self, project, people, begun, contact):
        for days in range(UPDATE_EVERY, (self.day - begun).days, UPDATE_EVERY):
            on = begun + timedelta(days=days)
            parts = {
                "progress": "We drew three front desks.",
                "outcomes": "The low desk was chosen.",
                "blocks": "The fire door.",
                "risks": "Nothing new.",
            }
            update = self.rows.add(Update(project=project, as_of=on, written_by=contact, told_at=self.at(on), **parts))
            for person in people:
                self.rows.add(Delivery(update=update, participant=person, route="page", state="sent", reached_on=on))
