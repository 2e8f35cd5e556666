"""Creativity: ways to take part, and what helps each person."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from ..facts import AdaptationFact, Id, PersonFact, ProjectFacts, Ref, StageFact
from ..findings import CountedRecord, Criterion, Finding, State, criterion, finding
from ..timing import active_people, everyone, first_days, happened, in_time, openly, paused_on

WAYS_AT_LEAST = 2
WITH_WAYS = 0.8
IN_PLACE_IN_TIME = 0.9
LEARNED = 0.8
CHOSEN_WITH_PEOPLE = 0.6
AWAY_FROM_OURS = 0.25
ENOUGH_SESSIONS_TO_MOVE = 4
SOME_NOT_ASKED = " Not everyone who takes part was asked yet."


def c1_ways_to_take_part(facts: ProjectFacts) -> Finding:
    counted = [
        CountedRecord(session.ref, session.ways_offered >= WAYS_AT_LEAST, "ways offered") for session in happened(facts)
    ]
    return finding("C1", criterion(counted, "offered at least two ways to take part", met_at=WITH_WAYS))


def c2_what_helps(facts: ProjectFacts) -> Finding:
    does = "were asked what helps them before their first session"
    asked = criterion(_asked(facts), does, openly=openly(facts, does))
    in_place = criterion(
        [_in_place(facts, adaptation) for adaptation in facts.adaptations],
        "were in place in time and worked",
        things="things that help people",
        chosen=True,
        met_at=IN_PLACE_IN_TIME,
    )
    return finding("C2", _everyone_asked(facts, asked, in_place), in_place)


def _everyone_asked(facts: ProjectFacts, asked: Criterion, in_place: Criterion) -> Criterion:
    """Until something that helps can be judged, it is met only where everyone who takes part was asked, due or not."""
    waiting = [
        person for person in active_people(facts) if not person.needs_asked_on or person.needs_asked_on > facts.as_of
    ]
    if asked.state == State.NO_DATA or not waiting:
        return asked
    told = asked.openly and replace(asked.openly, also=SOME_NOT_ASKED)
    asked = replace(asked, sentence=f"{asked.sentence}{SOME_NOT_ASKED}", openly=told)
    return replace(asked, state=State.PARTLY) if asked.state == State.MET and not in_place.counted else asked


def _asked(facts: ProjectFacts) -> Iterator[CountedRecord | None]:
    firsts, active = first_days(facts), {person.id for person in active_people(facts)}
    for person in everyone(facts):
        first = firsts.get(person.id)
        if first:
            yield _asked_before(facts, person, first, person.id in active)
        elif person.needs_asked_on and person.needs_asked_on <= facts.as_of:
            yield CountedRecord(person.ref, True, "asked before a first session", person=person.id)


def _asked_before(facts: ProjectFacts, person: PersonFact, first: date, active: bool) -> CountedRecord | None:
    """Who was asked in time stays counted, however long ago; being asked has no end date."""
    if person.needs_asked_on and person.needs_asked_on <= first:
        return CountedRecord(person.ref, True, "asked before the first session", person=person.id)
    if not person.needs_asked_on and paused_on(facts, person.id, first):
        return None
    return in_time(facts, person.ref, first, person.needs_asked_on, owed=active, person=person.id)


def _in_place(facts: ProjectFacts, adaptation: AdaptationFact) -> CountedRecord | None:
    if adaptation.due_on is None:
        return None
    who, due_on = adaptation.person, adaptation.due_on
    counted = in_time(facts, adaptation.ref, due_on, adaptation.in_place_on, owed=True, person=who)
    if counted and adaptation.worked is False:
        return CountedRecord(adaptation.ref, False, "the person says it did not work", late=counted.late, person=who)
    return counted


def c3_open_minds(facts: ProjectFacts) -> Finding:
    """Nothing has to be made for this: where no note was ever written, nothing is said."""
    closed = [
        stage for stage in facts.stages if stage.closed_on and facts.window_from <= stage.closed_on <= facts.as_of
    ]
    learned = {note.stage: note.ref for note in facts.learning}
    counted = [
        CountedRecord(learned.get(stage.id, stage.ref), stage.id in learned, _learned(stage, learned))
        for stage in closed
    ]
    does = "have a note of something we learned"
    return finding("C3", criterion(counted if learned else (), does, things="closed stages", met_at=LEARNED))


def _learned(stage: StageFact, learned: Mapping[Id, Ref]) -> str:
    return "something was learned" if stage.id in learned else "nothing is written down"


def c4_where_people_are(facts: ProjectFacts) -> Finding:
    sessions = happened(facts)
    chosen = [
        CountedRecord(session.ref, session.place_chosen_with and session.time_chosen_with, "who chose")
        for session in sessions
    ]
    with_people = criterion(chosen, "had a place and time chosen with participants", met_at=CHOSEN_WITH_PEOPLE)
    if len(sessions) < ENOUGH_SESSIONS_TO_MOVE:
        return finding("C4", with_people)
    away = [CountedRecord(session.ref, session.place_type != "ours", "where it was") for session in sessions]
    return finding("C4", with_people, criterion(away, "were away from our own building", met_at=AWAY_FROM_OURS))


CREATIVITY_RULES = {"C1": c1_ways_to_take_part, "C2": c2_what_helps, "C3": c3_open_minds, "C4": c4_where_people_are}
