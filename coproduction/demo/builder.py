"""Tells a made-up project's story through the same actions that people use, on days counted from today."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from coproduction.base.days import LONDON
from coproduction.base.words import PRINCIPLE_KEYS
from participants.agreements.actions import agree_ways, say_of_agreement
from participants.agreements.models import AgreementSaid
from participants.attendance.models import Attendance
from participants.briefings.actions import record_briefing
from participants.close.actions import close_stage
from participants.deliveries.actions import mark_told
from participants.deliveries.models import Delivery
from participants.group_statements import actions as group
from participants.group_statements.rules import open_statement
from participants.involvement.models import Involvement
from participants.learning.actions import note_learning
from participants.learning.models import LearningNote
from participants.log_session.actions import log_session
from participants.payments import actions as money
from participants.payments.models import Payment
from participants.sessions.actions import plan_session
from participants.stages.actions import open_stage
from participants.survey.actions import answer_six, close_round
from participants.survey.models import SurveyInvitation, SurveyRound
from participants.tell.actions import tell_people
from principles.actions import reflect
from projects.money.models import BudgetLine
from projects.planning.actions import plan_project
from projects.power.actions import check_power
from projects.power.models import PowerCheck
from projects.stages.actions import skip_stage
from projects.stages.models import Stage

ALL_STAGES = tuple((kind, Stage.Kind(kind).label) for kind in Stage.TEMPLATE)

FULL_BUDGET = {
    "payments": (450_000, ""),
    "expenses": (60_000, ""),
    "access": (40_000, ""),
    "interpreters": (25_000, ""),
    "kit": (0, "Everyone has what they need; we lend from the shared shelf."),
    "food": (30_000, ""),
    "training": (20_000, ""),
    "coordination": (250_000, ""),
}

WAYS = (
    "We decide when we meet. Whoever can't come says what they think before.\n"
    "We each say our piece. Nobody has to agree.\n"
    "If two of us say no, we stop and talk.\n"
    "Anyone can say stop, at any time, and need not say why."
)

# Who sets the agenda, holds the money, chairs, writes the notes, and can say no.
SHARED = ("shared", "staff", "participants", "shared", "participants")

ALL_STAFF = ("staff",) * 5

SAFETY = {
    "who_is_there": "The group, Cora and Sam. Nobody else comes in.",
    "quiet_place": "The small room next door",
    "turn_to": "Sam, by the door",
    "good_area": "Asked each person; a taxi for those who would rather not walk",
}


@dataclass
class DemoOrganisation:
    """One organisation with its hands: who coordinates, stands in, approves, and sends money."""

    organisation: object
    coordinator: object
    deputy: object
    manager: object
    finance: object
    people: dict
    rate: object
    today: date

    def day(self, n):
        return self.today + timedelta(days=n)

    def moment(self, n, hour=14):
        return datetime.combine(self.day(n), time(hour), tzinfo=LONDON)

    def plan(self, title, *, start, end=None, budget=FULL_BUDGET, funded=None, stages=ALL_STAGES, **fields):
        """`start`, `end` and `funded` are days from today; the money is confirmed where `funded` is given."""
        funding = funded and {
            "source": "Brambleside Community Fund (made up)",
            "ends_on": self.day(funded),
            "confirmed_on": self.day(min(start, 0)),
        }
        project = plan_project(
            organisation=self.organisation,
            fields={
                "title": title,
                "starts_on": self.day(start),
                "ends_on": end and self.day(end),
                "can_change": fields.pop("can_change", "How it works, what it is called, who does what."),
                "cannot_change": fields.pop("cannot_change", "The building and the yearly sum."),
                "who_decides": fields.pop("who_decides", "The group decides; the manager signs."),
                **fields,
            },
            contact=self.coordinator,
            deputy=self.deputy,
            budget=budget,
            funding=funding,
            stages=stages,
            on=self.day(min(start, 0)),
            by=self.coordinator,
        )
        # The lines were written when the project was planned, not today.
        BudgetLine.objects.filter(project=project).update(recorded_at=self.moment(min(start, 0) - 1))
        return ProjectBuilder(self, project)


class ProjectBuilder:
    """A project being told."""

    def __init__(self, house, project):
        self.house, self.project = house, project

    def stage(self, kind):
        return Stage.objects.get(project=self.project, kind=kind)

    def skip(self, kind, reason):
        skip_stage(stage=self.stage(kind), reason=reason, by=self.house.coordinator)

    def open(self, kind, n, names, *, briefed=-1, not_briefed=()):
        """Opens a stage on day `n`, each person briefed `briefed` days from then."""
        rows = [
            {
                "participant": self.house.people[name],
                "part": "in the group",
                "briefed": "" if name in not_briefed else "done",
                "held_on": self.house.day(n + briefed),
                "way": "call",
            }
            for name in names
        ]
        open_stage(stage=self.stage(kind), people=rows, on=self.house.day(n), by=self.house.coordinator)

    def agree(self, n, yes, *, change=None):
        """The ways of working, agreed on day `n` by those in `yes`; `change` {name: what they would change}."""
        people = self.house.people
        agreement = agree_ways(
            project=self.project,
            words=WAYS,
            how="meeting",
            said_yes=[people[name] for name in yes],
            agreed_on=self.house.day(n),
            by=self.house.coordinator,
        )
        for name, words in (change or {}).items():
            said = AgreementSaid.objects.get(agreement=agreement, participant=people[name])
            by = people[name].user or self.house.deputy
            say_of_agreement(said=said, yes=False, words=words, on=self.house.day(n + 2), by=by)

    def hold(self, kind, n, holders=SHARED):
        """Who holds what in a stage, as looked at on day `n`."""
        held_by = dict(zip(PowerCheck.QUESTIONS, holders, strict=True))
        check_power(stage=self.stage(kind), held_by=held_by, on=self.house.day(n), by=self.house.coordinator)

    def learn(self, kind, n, words, failed=False):
        """What the team learned in a stage, noted on day `n`."""
        note = LearningNote.Kind.FAILED if failed else LearningNote.Kind.CHANGED
        by, on = self.house.coordinator, self.house.day(n)
        note_learning(stage=self.stage(kind), kind=note, words=words, on=on, by=by)

    def brief_for_all(self, names, n, kind="before"):
        """The briefing that is about the whole project."""
        for name in names:
            record_briefing(
                project=self.project,
                stage=None,
                participant=self.house.people[name],
                kind=kind,
                outcome="done",
                way="meeting",
                held_on=self.house.day(n),
                on=self.house.day(n),
                by=self.house.coordinator,
            )

    def plan_session(self, kind, n, about, names, *, ahead=18, safe=True, **fields):
        """A session on day `n`, people invited `ahead` days before it."""
        invited = [self.house.people[name] for name in names]
        fields = {
            "about": about,
            "starts_at": self.house.moment(n),
            "minutes": 120,
            "preparation_minutes": 30,
            "place_kind": "neutral",
            "place": "The Exchange, upstairs room (made up)",
            "ways": ["room", "phone", "online"],
            "place_chosen_together": True,
            "time_chosen_together": True,
            "papers_sent_on": self.house.day(n - 9),
            **fields,
        }
        return plan_session(
            stage=self.stage(kind),
            fields=fields,
            safety=SAFETY if safe else None,
            invited=invited,
            rate=self.house.rate,
            on=self.house.day(n - ahead),
            at=self.house.moment(n - 3),
            by=self.house.coordinator,
        )

    def log(self, session, n, *, missed=None, said=(), decided=(), promised=(), staff=2):
        """Logs a session on the evening of day `n`. `said`: pairs of name and words; `decided`: words and method;
        `promised`: words and the day it is due.
        """
        missed = missed or {}
        invited = Attendance.objects.filter(session=session).select_related("participant")
        rows = [
            {
                "participant": row.participant,
                "state": missed.get(row.participant.name, "came"),
                "way": "room",
                "minutes_before": session.preparation_minutes,
                "minutes_during": session.minutes,
                "minutes_after": 0,
            }
            for row in invited.order_by("participant__name")
        ]
        people = self.house.people
        log_session(
            session=session,
            attendance=rows,
            contributions=[{"words": words, "participant": people[name], "credit": "group"} for name, words in said],
            decisions=[{"words": words, "method": method, "disagreed": ""} for words, method in decided],
            promises=[{"words": words, "by_when": self.house.day(due), "participant": None} for words, due in promised],
            staff_there=staff,
            at=self.house.moment(n, 17),
            by=self.house.coordinator,
        )

    def payments(self, session):
        """By the person's name."""
        found = Payment.objects.filter(attendance__session=session).select_related("participant")
        return {payment.participant.name: payment for payment in found}

    def pay(self, session, n, *, upto="received", only=None, same_day=False):
        """Takes a session's payments from day `n` on, a day a step or all on one evening, as far as `upto`."""
        house = self.house
        steps = (
            ("submitted", money.send_to_approve, house.coordinator, 0),
            ("approved", money.approve, house.manager, 1),
            ("released", money.release, house.finance, 2),
            ("received", money.confirm_received, None, 3),
        )
        for name, payment in self.payments(session).items():
            if (only is not None and name not in only) or payment.state == Payment.State.DECLINED:
                continue
            for state, step, hand, later in steps:
                step(
                    payment=payment,
                    at=house.moment(n, 18 + later) if same_day else house.moment(min(n + later, 0), 9 + later),
                    by=hand or payment.payee or house.deputy,
                )
                payment.refresh_from_db()
                if state == upto:
                    break

    def tell(self, n, progress, outcomes="Nothing new.", blocks="Nothing new.", risks="Nothing new."):
        parts = {"progress": progress, "outcomes": outcomes, "blocks": blocks, "risks": risks}
        house = self.house
        update = tell_people(
            project=self.project,
            parts=parts,
            as_of=house.day(n),
            at=house.moment(n, 16),
            by=house.coordinator,
        )
        for delivery in Delivery.objects.filter(update=update, state=Delivery.State.WAITING):
            mark_told(delivery=delivery, on=house.day(n + 1), by=house.deputy)
        return update

    def close(self, kind, n, names, *, thanked=True):
        """Closes a stage on day `n`, each person heard afterwards."""
        debriefs = [
            {"participant": self.house.people[name], "outcome": "done", "way": "call", "held_on": self.house.day(n)}
            for name in names
        ]
        close_stage(
            stage=self.stage(kind), debriefs=debriefs, thanked=thanked, on=self.house.day(n), by=self.house.coordinator
        )

    def let_group_say(self, kind, principle, n, names):
        """The group says a principle of a stage itself: begun on day `n` by the first, who signs in; all say yes."""
        stage, on = self.stage(kind), self.house.day(n)
        involved = Involvement.objects.filter(stage=stage)
        # They were written down when they joined, not today.
        involved.update(recorded_at=self.house.moment((stage.opened_on - self.house.today).days))
        by_name = {
            involvement.participant.name: involvement
            for involvement in involved.select_related("participant", "stage__project")
        }
        first, *others = [by_name[name] for name in names]
        person = first.participant
        group.begin(participant=person, stage=stage, principle=principle, alone=True, on=on, by=person.user)
        for involvement in others:
            self.say_yes(involvement, open_statement(stage, principle, on), on)

    def say_yes(self, involvement, statement, on):
        person, word = involvement.participant, {"word": group.YES, "alone": True, "on": on}
        if person.user:
            group.say_word(participant=person, statement=statement, **word, by=person.user)
        else:
            principle = statement.principle
            group.write_down_word(involvement=involvement, principle=principle, **word, by=self.house.deputy)

    def answer_questions(self, kind, n, *, people, team, quiet=0):
        """The six answers: `people` and `team` are six numbers each. The last `quiet` of those asked do not answer.

        People answer around their number, so that a mean is a mean: one a step above, one a step below, the rest on it.
        """
        survey_round = SurveyRound.objects.get(stage=self.stage(kind))
        asked = list(
            SurveyInvitation.objects.filter(survey_round=survey_round)
            .select_related("participant")
            .order_by("participant__name")
        )
        for place, invitation in enumerate(asked[: len(asked) - quiet]):
            step = (1, -1, 0, 0)[place % 4]
            scores = {key: max(1, min(5, score + step)) for key, score in zip(PRINCIPLE_KEYS, people, strict=True)}
            answer_six(invitation=invitation, answers=scores, by=invitation.participant.user or self.house.deputy)
        reflect(
            survey_round=survey_round, answers=dict(zip(PRINCIPLE_KEYS, team, strict=True)), by=self.house.coordinator
        )
        close_round(survey_round=survey_round, on=self.house.day(n), by=self.house.deputy)
