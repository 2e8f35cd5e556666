"""Peers, and taking down what somebody else answers: a peer or the deputy, never the contact, who is being rated."""

from collections.abc import Mapping

from coproduction.accounts.audit import action
from coproduction.accounts.models import User
from coproduction.base import days
from coproduction.base.refusals import Refused
from participants.involvement.models import Involvement
from participants.people.models import Participant
from participants.survey.actions import take_answers
from participants.survey.models import SurveyInvitation, SurveyRound
from projects.project.models import Project

from .models import Peer
from .proxy_answers import is_deputy, is_peer


@action("peer named")
def name_peer(*, project: Project, participant: Participant, by: User) -> Peer:
    project = Project.objects.select_for_update(no_key=True).get(pk=project.pk)
    involved = Involvement.objects.active().for_project(project).filter(participant=participant)
    if participant.ended_on or not involved.exists():
        raise Refused(f"{participant} does not take part in this project now. Choose someone who does.")
    if Peer.objects.current().for_project(project).filter(participant=participant).exists():
        raise Refused(f"{participant} is a peer in this project already.")
    return Peer.objects.create(project=project, participant=participant, since=days.today())


@action("peer let go")
def end_peer(*, peer: Peer, by: User) -> Peer:
    peer = Peer.objects.select_for_update(no_key=True).get(pk=peer.pk)
    if peer.until:
        raise Refused(f"{peer.participant} is no longer a peer here.")
    peer.until = days.today()
    peer.save(update_fields=["until"])
    return peer


def take_down_answers(*, invitation: SurveyInvitation, answers: Mapping[str, int | None], by: User) -> SurveyRound:
    """`answers` as in `take_answers`. By whom it was taken down is kept with who was asked, never with the answers."""
    invitation = (
        SurveyInvitation.objects.waiting(days.today()).filter(pk=invitation.pk).select_related("participant").first()
    )
    if invitation is None:
        raise Refused("These questions are closed now. Thank you all the same.")
    if invitation.participant.is_same_as(by):
        raise Refused("These are your own questions. Answer them on your own page.")
    if not (is_peer(invitation.project_id, by) or is_deputy(invitation.project_id, by)):
        raise Refused("A peer or the deputy of this project can take this down. Ask one of them.")
    return take_answers(invitation=invitation, answers=answers, taken_down_by=by, by=None)
