"""What is still open in a stage or a project: to be settled, handed over with a day, or closed over with a reason."""

from collections import defaultdict
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from django.urls import reverse

from coproduction.base.due import in_words
from coproduction.base.tags import day as full_day
from coproduction.base.tags import near_day, plural_words, sentence_start
from participants.involvement.models import Involvement
from participants.payments.life import SHOWN
from projects import deadlines
from projects.sessions.models import Session
from projects.stages.models import Stage

from .kinds import Owed, TakenOn, things_to_do
from .models import NOT_HANDED_OVER, OpenAtClosing, OwedKind
from .queries import owed_in, without_debrief


@dataclass(frozen=True)
class OpenItem:
    """A sentence that names nobody who takes part, and the route and its arguments that lead to where it is settled.

    `rows`: what is owed, as in queries.py; none for work that is not done yet. `taken_on`: who of the team has it, and
    until when; None while nobody has. `overdue_from`: the same where that day is over: nobody has it any more.
    """

    sentence: str
    route: str
    ids: dict
    rows: tuple[Owed, ...] = ()
    taken_on: TakenOn | None = None
    overdue_from: TakenOn | None = None
    must_close_first: bool = False

    @property
    def url(self):
        return reverse(self.route, kwargs=self.ids)

    @property
    def key(self):
        """The same for the same things, so that a form can name them."""
        return f"{self.rows[0].kind}:{min(str(row.about) for row in self.rows)}" if self.rows else ""

    @property
    def can_be_handed_over(self):
        return bool(self.rows) and self.rows[0].kind not in NOT_HANDED_OVER

    @property
    def is_debrief(self):
        return bool(self.rows) and self.rows[0].kind == OwedKind.DEBRIEF

    @property
    def whose(self):
        if self.taken_on:
            return f"{self.taken_on.name} does this by {near_day(self.taken_on.by_when)}."
        if self.overdue_from:
            return f"{self.overdue_from.name} was to do this by {near_day(self.overdue_from.by_when)}."
        return ""


def what_is_open(stage, as_of, counted=True):
    """In one stage, sessions still to come among it. `counted`: see `About`."""
    project = stage.project
    rows = [row for row in owed_in([project]) if row.stage == stage.pk and is_asked_for(row, as_of)]
    if stage.closed_on is None:
        rows = [row for row in rows if row.kind != OwedKind.DEBRIEF]
        rows += debriefs_at_closing(stage, as_of)
    return [*to_come(stage, as_of), *in_sentences(project, rows, as_of, counted)]


def what_is_open_in(project, as_of, counted=True):
    """Over all its stages, and what belongs to none. A stage that is not closed is an open item itself."""
    items = []
    for stage in Stage.objects.for_project(project).filter(opened_on__isnull=False):
        if stage.closed_on is None:
            ids = {"project_id": project.pk, "stage_id": stage.pk}
            sentence = f"The stage {stage.name} is not closed yet."
            items.append(OpenItem(sentence, "stages:close_stage", ids, must_close_first=True))
        items += to_come(stage, as_of)
    rows = [row for row in owed_in([project]) if is_asked_for(row, as_of)]
    return [*items, *in_sentences(project, rows, as_of, counted)]


def is_asked_for(row, as_of):
    """A session is written down on its day, the next update is missing once it is late; all else is owed at once."""
    if row.kind == OwedKind.UPDATE:
        return row.is_late(as_of)
    return row.kind != OwedKind.SESSION or row.due <= as_of


def to_come(stage, as_of):
    for session in Session.objects.planned().filter(stage=stage):
        if session.on > as_of:
            ids = {"project_id": stage.project_id, "session_id": session.pk}
            sentence = f"The session on {full_day(session.on)} is still to come."
            yield OpenItem(sentence, "gatherings:session", ids)


def debriefs_at_closing(stage, as_of):
    """Everyone who took part in the stage that is about to close."""
    there = without_debrief(Involvement.objects.for_project(stage.project_id).filter(stage=stage))
    for about, person in there.values_list("pk", "participant_id"):
        ids, due = (about, stage.project_id, stage.pk, person), deadlines.debrief(as_of)
        yield Owed(OwedKind.DEBRIEF, *ids, as_of, due, says=stage.name)


def handed_to_others(items):
    """What a closing waits for no longer: somebody has it, with a day."""
    return [item for item in items if item.taken_on]


def still_open(items):
    return [item for item in items if not item.taken_on]


# In sentences ---------------------------------------------------------------------------------------------------------
class About(NamedTuple):
    """What the sentences of one project's items are made of. `counted` only for those who run it: beside "7 of 7" one
    person who is waited for is one who is on a pause, or has left.
    """

    region: str
    as_of: object
    counted: bool

    def people(self, rows, forms):
        return plural_words(len(rows), forms) if self.counted else f"some {forms.partition(',')[2]}"

    def late(self, row):
        if not row.is_late(self.as_of):
            return ""
        return f", {in_words(row.due, self.as_of, self.region)}"


def in_sentences(project, rows, as_of, counted):
    """One item for what is one thing to do, however many people wait for it."""
    about = About(project.organisation.region, as_of, counted)
    for same in things_to_do(rows, apart=lambda row: APART[row.kind](row) if row.kind in APART else None):
        sentence, route, ids = SENTENCES[same[0].kind](same, about)
        on = same[0].taken_on
        is_over = on is not None and on.by_when < as_of
        hands = {"overdue_from": on} if is_over else {"taken_on": on}
        yield OpenItem(sentence, route, {"project_id": project.pk, **ids}, tuple(same), **hands)


# What a sentence names, beside what makes several things one to do.
APART = {OwedKind.PAYMENT: lambda row: row.due, OwedKind.ANSWER: lambda row: row.happened_on}


def payment_sentence(rows, about):
    first, people = rows[0], plural_words(len(rows), "person,people")
    step = SHOWN[first.says].wait.to_staff
    return f"Payment for {full_day(first.happened_on)}: {step}{about.late(first)} ({people}).", "money:project", {}


def put_off_sentence(rows, about):
    """How many people chose it stays theirs."""
    on = full_day(rows[0].happened_on)
    return f"Payment for {on}: put off, as was asked for. It is still theirs.", "money:project", {}


def session_sentence(rows, about):
    sentence = f"The session on {full_day(rows[0].happened_on)} is not logged yet."
    return sentence, "stages:log_session", {"session_id": rows[0].about}


def answer_sentence(rows, about):
    first, on = rows[0], full_day(rows[0].happened_on)
    single = len(rows) == 1
    said = f"Something said on {on} " if single else f"{len(rows)} things said on {on} "
    if first.says:
        verb = "has an answer that was not told yet" if single else "have answers that were not told yet"
        return f"{said}{verb}{about.late(first)}.", "gatherings:said", {}
    sentence = f"{said}{'has' if single else 'have'} no answer yet{about.late(first)}."
    return sentence, *(("gatherings:answer", {"contribution_id": first.about}) if single else ("gatherings:said", {}))


def promise_sentence(rows, about):
    (row,) = rows
    sentence = f"Something promised for {full_day(row.due)} is neither kept nor changed and told{about.late(row)}."
    return sentence, "gatherings:promise", {"promise_id": row.about}


def update_sentence(rows, about):
    sentence = f"An update to everyone, due {full_day(rows[0].due)}, has not been told{about.late(rows[0])}."
    return sentence, "gatherings:tell", {}


def delivery_sentence(rows, about):
    people = about.people(rows, "person,people")
    sentence = f"The update of {full_day(rows[0].happened_on)} has not reached {people} yet{about.late(rows[0])}."
    return sentence, "gatherings:update", {"update_id": UUID(rows[0].says)}


def briefing_sentence(rows, about):
    people, stage = sentence_start(about.people(rows, "person has,people have")), rows[0].stage
    return f"{people} not been briefed for {rows[0].says}.", "stages:stage", {"stage_id": stage}


def debrief_sentence(rows, about):
    people, stage = sentence_start(about.people(rows, "person has,people have")), rows[0].stage
    return f"{people} not been offered a debrief after {rows[0].says}.", "stages:stage", {"stage_id": stage}


def project_debrief_sentence(rows, about):
    people = sentence_start(about.people(rows, "person has,people have"))
    sentence = f"{people} not been offered a talk about the whole project{about.late(rows[0])}."
    return sentence, "stages:talks", {}


def questions_sentence(rows, about):
    (row,) = rows
    name, until = row.says, full_day(row.due)
    can = "can be closed now" if row.is_late(about.as_of) else f"can be answered until {until}"
    return f"The six questions after {name} {can}.", "stages:stage", {"stage_id": row.stage}


SENTENCES = {
    OwedKind.PAYMENT: payment_sentence,
    OwedKind.PUT_OFF: put_off_sentence,
    OwedKind.SESSION: session_sentence,
    OwedKind.ANSWER: answer_sentence,
    OwedKind.PROMISE: promise_sentence,
    OwedKind.UPDATE: update_sentence,
    OwedKind.DELIVERY: delivery_sentence,
    OwedKind.BRIEFING: briefing_sentence,
    OwedKind.DEBRIEF: debrief_sentence,
    OwedKind.PROJECT_DEBRIEF: project_debrief_sentence,
    OwedKind.QUESTIONS: questions_sentence,
}


# What was closed over -------------------------------------------------------------------------------------------------
class ClosedOver(NamedTuple):
    """A stage, or a whole project, that a manager closed although something was open."""

    project: object
    name: str
    on: object
    open_then: str
    reason: str
    is_settled: bool

    def __str__(self):
        on, since = full_day(self.on), "All of it is done since. " if self.is_settled else ""
        name = sentence_start(self.name)
        return f"{name} was closed on {on}, although this was open: {self.open_then}. {since}{self.why}"

    @property
    def why(self):
        return f"The reason: {self.reason}"

    @property
    def to_the_person(self):
        """In short sentences."""
        on = full_day(self.on)
        name = sentence_start(self.name)
        now = "It is all done now." if self.is_settled else "We owe it until it is done."
        return f"{name} was closed on {on}. This was still open: {self.open_then}. {now} {self.why}"


def closed_over(projects):
    """The latest first; no word about whom it is owed to, and no number."""
    rows = OpenAtClosing.objects.closed_over().for_projects(projects).select_related("stage", "project")
    found = defaultdict(list)
    for row in rows:
        name = row.stage.name if row.stage else "the project"
        found[row.project, name, row.left_on, row.reason].append(row)
    open_still = {thing_of(row) for row in owed_in({row.project for row in rows})} if found else set()
    over = [
        ClosedOver(project, name, on, kinds_of(same), reason, open_still.isdisjoint(map(thing_of, same)))
        for (project, name, on, reason), same in found.items()
    ]
    return sorted(over, key=lambda closing: (closing.on, closing.name), reverse=True)


def thing_of(row):
    """What is owed, also where the person has put off their money since, or wants it after all."""
    return OwedKind.PAYMENT if row.kind == OwedKind.PUT_OFF else OwedKind(row.kind), row.about


def kinds_of(rows):
    kinds = {row.kind for row in rows}
    return ", ".join(kind.label for kind in OwedKind if kind in kinds)
