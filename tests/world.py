"""Three houses with the same things in them: a project of Cora's, one next door in her organisation, one in another.

The people who try every door stand in `actors`.
"""

from contextlib import nullcontext
from dataclasses import dataclass, field

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP

from coproduction.accounts.models import User
from participants.survey.models import SurveyRound
from projects.project.models import Project
from projects.stages.models import Stage

from . import factories as make
from .canaries import planting
from .kept import once
from .second_factor import held_by


@dataclass(eq=False)
class House:
    """One project with everything in it; `things` answers what stands in a path, by the name it has there."""

    name: str
    organisation: object
    project: Project
    participant: object
    things: dict = field(default_factory=dict)
    # Ids of those who take part in it, and of the sign-ins that are theirs.
    people: set = field(default_factory=set)
    signed_in: set = field(default_factory=set)


@dataclass(frozen=True)
class Actor:
    name: str
    user: User | None
    home: House
    roles: frozenset

    def on_team_of(self, house):
        return "coordinator" in self.roles and self.home is house

    def in_organisation_of(self, house):
        return self.user is not None and self.home.organisation == house.organisation


@dataclass
class World:
    mine: House
    next_door: House
    outside: House
    actors: list = field(default_factory=list)
    # What was planted where, by the planted word.
    canaries: dict = field(default_factory=dict)

    @property
    def houses(self):
        return (self.mine, self.next_door, self.outside)


@once
def build(planted=False):
    """`planted`: with a word of its own in every text field of every row."""
    canaries = {}
    with planting(canaries) if planted else nullcontext():
        world = three_houses()
    world.canaries = canaries
    return world


def three_houses():
    here, elsewhere = make.OrganisationFactory(), make.OrganisationFactory()
    coordinators = [make.member(organisation, "coordinator") for organisation in (here, here, elsewhere)]
    world = World(
        furnished("mine", here, coordinators[0]),
        furnished("next door", here, coordinators[1]),
        furnished("outside", elsewhere, coordinators[2]),
    )
    for name, house, role, user in (
        ("coordinator on the team", world.mine, "coordinator", coordinators[0]),
        ("coordinator of another project", world.next_door, "coordinator", coordinators[1]),
        ("coordinator of the other organisation", world.outside, "coordinator", coordinators[2]),
        ("manager", world.mine, "manager", make.member(here, "manager")),
        ("finance", world.mine, "finance", make.member(here, "finance")),
        ("manager of the other organisation", world.outside, "manager", make.member(elsewhere, "manager")),
        ("participant on the project", world.mine, "participant", world.mine.participant.user),
        ("participant of the same organisation", world.next_door, "participant", world.next_door.participant.user),
        ("participant of the other organisation", world.outside, "participant", world.outside.participant.user),
    ):
        world.actors.append(Actor(name, user, house, frozenset({role})))
    for actor in world.actors:
        TOTP.activate(actor.user, "A" * 32)
        RecoveryCodes.activate(actor.user)
    world.actors.append(Actor("anonymous", None, world.mine, frozenset()))
    return world


def furnished(name, organisation, contact):
    project = make.ProjectFactory(organisation=organisation, contact=contact)
    participant = make.ParticipantFactory(organisation=organisation, welcomed_by=contact, signs_in=True)
    house = House(name, organisation, project, participant)
    passkey, _ = held_by(participant.user)
    house.things = {"project_id": project.pk, "person_id": participant.pk, "passkey_id": passkey.pk}
    invitation = make.InvitationFactory(organisation=organisation, invited_by=contact)
    house.things |= {"organisation_id": organisation.pk, "member_id": contact.pk, "invitation_id": invitation.pk}
    house.things |= work_in(house, contact) | money_in(house, contact) | voice_in(house, contact)
    house.things["note_id"] = personal_in(house)
    make.SamePersonFactory(user=contact, participant=participant)
    house.things["message_id"] = make.MessageFactory(organisation=organisation, recipient=participant.user).pk
    # Somebody else in the same project: what is theirs must not show on this person's page.
    neighbour = make.ParticipantFactory(organisation=organisation, welcomed_by=contact, signs_in=True)
    make.InvolvementFactory(stage=Stage.objects.get(pk=house.things["stage_id"]), participant=neighbour)
    asked = make.SurveyInvitationFactory(
        survey_round=SurveyRound.objects.get(pk=house.things["survey_round_id"]), participant=neighbour
    )
    house.things["neighbour_survey_invitation_id"] = asked.pk
    personal_in(House(name, organisation, project, neighbour))
    house.people = {participant.pk, neighbour.pk}
    house.signed_in = {participant.user_id, neighbour.user_id}
    return house


def work_in(house, contact):
    project, participant = house.project, house.participant
    stage = make.StageFactory(project=project, open=True)
    later = make.StageFactory(project=project)
    make.BudgetLineFactory(project=project)
    make.FundingFactory(project=project)
    involvement = make.InvolvementFactory(stage=stage, participant=participant)
    peer = make.PeerFactory(project=project, participant=participant)
    colleague = make.TeamMemberFactory(project=project, user=make.member(house.organisation, "coordinator"))
    briefing = make.BriefingFactory(stage=stage, project=project, participant=participant)
    planned = make.SessionFactory(stage=stage)
    make.SafetyPlanFactory(session=planned)
    make.AttendanceFactory(session=planned, participant=participant)
    make.OfferFactory(session=planned, participant=participant)
    adaptation = make.AdaptationFactory(project=project, participant=participant)
    in_place = make.AdaptationFactory(project=project, participant=participant, in_place_on=make.ago(6))
    agreement = make.GroupAgreementFactory(project=project)
    said = make.AgreementSaidFactory(agreement=agreement, participant=participant, would_change=True)
    make.PowerCheckFactory(stage=stage)
    note = make.LearningNoteFactory(stage=stage)
    make.LearningNoteFactory(stage=stage, kind="different", about=note)
    statement = make.GroupStatementFactory(stage=stage)
    make.GroupYesFactory(statement=statement, participant=participant)
    make.GroupObjectionFactory(statement=statement)
    make.OpenAtClosingFactory(project=project, closed_over=True)
    update = make.UpdateFactory(project=project, written_by=contact, told=True, put_right_at=make.moment())
    make.CorrectionFactory(project=project, about=update.pk, made_by=contact)
    delivery = make.DeliveryFactory(update=update, participant=participant)
    return {
        "stage_id": stage.pk,
        "later_stage_id": later.pk,
        "session_id": planned.pk,
        "update_id": update.pk,
        "update_kind": "update",
        "delivery_id": delivery.pk,
        "briefing_id": briefing.pk,
        "agreement_id": agreement.pk,
        "said_id": said.pk,
        "statement_id": statement.pk,
        "learning_note_id": note.pk,
        "peer_id": peer.pk,
        "adaptation_id": adaptation.pk,
        "adaptation_in_place_id": in_place.pk,
        "involvement_id": involvement.pk,
        "colleague_id": colleague.pk,
    }


def money_in(house, contact):
    project, participant = house.project, house.participant
    rate = make.RateFactory(card__organisation=house.organisation)
    held = make.SessionFactory(stage=make.StageFactory(project=project, open=True), held=True, logged_by=contact)
    come = make.AttendanceFactory(session=held, participant=participant, came=True)
    payment = make.PaymentFactory(attendance=come, drafted_by=contact, due=True)
    make.PaymentNoteFactory(payment=payment)
    return {"card_id": rate.card_id, "rate_id": rate.pk, "held_session_id": held.pk, "payment_id": payment.pk}


def voice_in(house, contact):
    project, participant = house.project, house.participant
    contribution = make.ContributionFactory(project=project, participant=participant)
    promise = make.PromiseFactory(project=project, participant=participant)
    done = make.StageFactory(project=project, closed=True)
    make.DecisionFactory(stage=done)
    asked = make.SurveyInvitationFactory(survey_round=make.SurveyRoundFactory(stage=done), participant=participant)
    make.InvolvementFactory(stage=done, participant=participant)
    make.SurveyAnswerFactory(survey_round=asked.survey_round)
    return {
        "contribution_id": contribution.pk,
        "promise_id": promise.pk,
        "survey_invitation_id": asked.pk,
        "survey_round_id": asked.survey_round_id,
        "closed_stage_id": done.pk,
    }


def personal_in(house):
    participant = house.participant
    make.StrengthFactory(participant=participant)
    make.GivenAddressFactory(participant=participant)
    need = make.AccessNeedFactory(participant=participant)
    house.things |= {"need_kind": "accessneed", "need_id": need.pk}
    of_the_need = {
        "project": None,
        "participant": participant,
        "kind": "accessneed",
        "about": need.pk,
        "field": "words",
    }
    make.CorrectionFactory(organisation=house.organisation, made_by=participant.welcomed_by, **of_the_need)
    note = make.SensitiveNoteFactory(participant=participant, written_by=participant.welcomed_by)
    contact = make.SafeContactFactory(participant=participant)
    make.ChannelFactory(contact=contact)
    make.ChannelFactory(contact=contact, kind="email")
    for kind, picked in (("pay", "bank"), ("news", "page"), ("credit", "name"), ("join", "room")):
        make.ChoiceFactory(participant=participant, kind=kind, picked=picked)
    make.ContributionFactory(project=house.project, participant=participant)
    make.PromiseFactory(project=house.project, participant=participant)
    return note.pk
