"""Who may write down what others answer to the six questions: peers and the deputy. The contact is the one rated."""

from coproduction.base import days
from participants.people.models import Participant
from participants.survey.models import SurveyInvitation
from projects.project.models import Project, TeamMember

from .models import Peer


def peer_of(user):
    """What this person is a peer in now."""
    here = user.organisations_as({"participant"})
    return Peer.objects.current().filter(participant__in=Participant.objects.same_as(user), organisation__in=here)


def is_peer(project_id, user):
    return peer_of(user).filter(project=project_id).exists()


def is_deputy(project_id, user):
    """The deputy, and nobody who is also the contact."""
    parts = parts_of(project_id, user)
    runs_it = Project.objects.run_by(user).filter(pk=project_id).exists()
    return runs_it and TeamMember.Part.DEPUTY in parts and TeamMember.Part.CONTACT not in parts


def parts_of(project_id, user):
    return set(TeamMember.objects.current().filter(project=project_id, user=user).values_list("part", flat=True))


def waiting_in(survey_round, user):
    """For the deputy: who has not answered in this round yet; for others why they can't take it down.

    `names` are rows of SurveyInvitation, None for all but the deputy.
    """
    found = (
        SurveyInvitation.objects.waiting(days.today())
        .filter(survey_round=survey_round)
        .exclude(participant__in=Participant.objects.same_as(user))
    )
    names = found.select_related("participant").order_by("participant__name")
    if is_deputy(survey_round.project_id, user):
        return {"names": list(names), "is_contact": False}
    return {"names": None, "is_contact": TeamMember.Part.CONTACT in parts_of(survey_round.project_id, user)}
