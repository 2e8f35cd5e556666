from participants.people.models import Participant

from .models import Involvement


def involved_in(stage):
    return Involvement.objects.for_project(stage.project_id).filter(stage=stage)


def not_yet_in(stage, user):
    inside = involved_in(stage).values("participant")
    return known_in(stage.project, user).exclude(pk__in=inside)


def known_in(project, user):
    """Those who can be picked for a project, by the name they like."""
    return Participant.objects.known_by_name(user).current().filter(organisation=project.organisation_id)
