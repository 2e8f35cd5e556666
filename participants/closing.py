"""What is still open in a stage or a project: what has to be settled, or overridden with a reason, before it closes."""

from typing import NamedTuple

from django.db.models import Q
from django.urls import reverse

from coproduction.base.tags import day, plural_words
from participants.models import Briefing, Contribution, Involvement, Payment, Promise
from projects.models import Session, Stage


class OpenItem(NamedTuple):
    """A sentence that names nobody, and the route and its arguments that lead to where it is settled."""

    sentence: str
    route: str
    ids: dict

    @property
    def url(self):
        return reverse(self.route, kwargs=self.ids)


def what_is_open(stage, as_of):
    return [*sessions_open(stage, as_of), *answers_open(stage), *payments_open(stage), *debriefs_open(stage)]


def what_is_open_in(project, as_of):
    """Over all stages of a project; a stage that is not closed is an open item itself."""
    items = []
    for stage in Stage.objects.for_project(project).filter(opened_on__isnull=False):
        if stage.closed_on is None:
            ids = {"project_id": project.pk, "stage_id": stage.pk}
            items.append(OpenItem(f"The stage {stage.name} is not closed yet.", "stages:close_stage", ids))
        items += what_is_open(stage, as_of)
    return items


def sessions_open(stage, as_of):
    for session in Session.objects.planned().filter(stage=stage):
        ids = {"project_id": stage.project_id, "session_id": session.pk}
        if session.on <= as_of:
            yield OpenItem(f"The session on {day(session.on)} is not logged yet.", "stages:log_session", ids)
        else:
            sentence = f"The session on {day(session.on)} is still to come."
            yield OpenItem(sentence, "gatherings:session", ids)


def answers_open(stage):
    ids = {"project_id": stage.project_id}
    in_stage = Q(session__stage=stage)
    if count := Contribution.objects.unanswered().filter(in_stage).count():
        said = plural_words(count, "thing that was said has,things that were said have")
        yield OpenItem(f"{said} no answer yet.", "gatherings:said", ids)
    promised = Promise.objects.open().filter(in_stage)
    if count := promised.count():
        promises = plural_words(count, "promise is,promises are")
        yield OpenItem(f"{promises} neither kept nor changed and told.", "gatherings:said", ids)


def payments_open(stage):
    drafts = Payment.objects.filter(attendance__session__stage=stage, state=Payment.State.DRAFTED)
    if count := drafts.count():
        payments = plural_words(count, "payment has,payments have")
        yield OpenItem(f"{payments} not been sent to approve.", "money:project", {"project_id": stage.project_id})


def debriefs_open(stage):
    if count := without_debrief(stage).count():
        people = plural_words(count, "person has,people have")
        ids = {"project_id": stage.project_id, "stage_id": stage.pk}
        yield OpenItem(f"{people} not been offered a debrief.", "stages:stage", ids)


def without_debrief(stage):
    """The involvements of those who took part and were not offered to talk about how it was."""
    offered = Briefing.objects.filter(stage=stage, kind=Briefing.Kind.AFTER)
    there = Involvement.objects.filter(stage=stage, participant__ended_on__isnull=True).there()
    return there.exclude(participant__in=offered.values("participant"))
