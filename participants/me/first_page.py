"""What a person's first page leads on to."""

from datetime import timedelta
from enum import StrEnum, auto

from django.db.models import Value
from django.utils import timezone

from coproduction.base import days
from participants.agreements.models import AgreementSaid
from participants.attendance.models import Attendance
from participants.contributions.models import Contribution
from participants.group_statements.models import GroupStatement
from participants.involvement.models import Involvement
from participants.owed.models import OpenAtClosing
from participants.peers.models import Peer
from participants.people.models import Pause
from participants.survey.models import SurveyInvitation

from .news import projects_of

LATELY = timedelta(weeks=4)


class Kind(StrEnum):
    PAUSED = auto()
    ANSWERED = auto()
    ASKED = auto()
    PEER = auto()
    # Of these it says that there may be some.
    CLOSED_OVER = auto()
    UNDER_WAY = auto()
    WAYS = auto()


def kinds_there(people):
    """Of which kinds there is anything for these people: seldom more than a few, and one statement tells."""
    first, *others = rows_of_each_kind(people)
    return {kind for (kind,) in first.union(*others)}


def rows_of_each_kind(people):
    theirs = {"participant__in": people}
    there = Involvement.objects.past_or_current().filter(**theirs).values("stage")
    over = {"left_on__gte": days.today() - LATELY, "project__in": projects_of(people)}
    yield only_kind(Kind.PAUSED, Pause.objects.current().filter(**theirs))
    yield only_kind(Kind.ANSWERED, answered_contributions(people))
    yield only_kind(Kind.ASKED, waiting_questions(people))
    yield only_kind(Kind.PEER, Peer.objects.current().filter(**theirs, project__closed_on__isnull=True))
    yield only_kind(Kind.CLOSED_OVER, OpenAtClosing.objects.closed_over().filter(**over))
    yield only_kind(Kind.UNDER_WAY, GroupStatement.objects.filter(stage__in=there))
    yield only_kind(Kind.WAYS, AgreementSaid.objects.filter(**theirs, yes__isnull=True))


def only_kind(kind, rows):
    """An ordering would stand inside the UNION."""
    return rows.order_by().values_list(Value(str(kind)))


def coming(people):
    """Invitations to sessions that are still to come, today's with them until they are over."""
    since = timezone.localtime(timezone=days.LONDON).replace(hour=0, minute=0, second=0, microsecond=0)
    invited = Attendance.objects.filter(
        participant__in=people,
        state=Attendance.State.INVITED,
        session__cancelled_on__isnull=True,
        session__held_on__isnull=True,
        session__starts_at__gte=since,
    )
    return invited.select_related("session").order_by("session__starts_at")


def answered_contributions(people):
    """What they said and we answered lately."""
    return Contribution.objects.filter(participant__in=people, answered_on__gte=days.today() - LATELY)


def waiting_questions(people):
    waiting = SurveyInvitation.objects.waiting(days.today()).filter(participant__in=people)
    return waiting.select_related("survey_round__stage").order_by("asked_on")
