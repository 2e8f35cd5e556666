"""How a group works together, read for a page: what was agreed, what people say of it, who holds what."""

from participants.involvement.models import Involvement
from projects.agreements.models import GroupAgreement
from projects.power.models import PowerCheck
from projects.stages.models import Stage

from .models import AgreementSaid


def said_of(agreement):
    """What each person says of one version; with names, so for the team alone."""
    if agreement is None:
        return AgreementSaid.objects.none()
    said = AgreementSaid.objects.for_project(agreement.project_id).filter(agreement=agreement)
    return said.select_related("participant").order_by("participant__name")


def ways_of(stage):
    agreement = GroupAgreement.objects.current_for(stage.project_id)
    said = [answer.yes for answer in said_of(agreement)]
    held = PowerCheck.objects.for_project(stage.project_id).filter(stage=stage).first()
    return {"agreement": agreement, "yes": said.count(True), "of": len(said), "change": said.count(False), "held": held}


def current_answers_of(people):
    """What these people were asked about the versions that stand, in projects that go on."""
    newest = GroupAgreement.objects.current().filter(project__closed_on__isnull=True)
    said = AgreementSaid.objects.filter(participant__in=people, agreement__in=newest)
    return said.select_related("agreement", "project").order_by("-agreement__agreed_on")


def held_in_stages_of(participant, project):
    """Pairs of a stage they are part of and its newest power check, the last stage first."""
    mine = Involvement.objects.for_project(project).filter(participant=participant)
    part_of = mine.exclude(state=Involvement.State.DECLINED).values("stage")
    stages = Stage.objects.for_project(project).filter(pk__in=part_of).order_by("-position")
    newest = {}
    for check in PowerCheck.objects.for_project(project).filter(stage__in=stages):
        newest.setdefault(check.stage_id, check)
    return [(stage, newest[stage.pk]) for stage in stages if stage.pk in newest]
