"""Ways of working: what the group agreed, and what each person says of it."""

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from coproduction.accounts.audit import action
from coproduction.accounts.models import User
from coproduction.base import days
from coproduction.base.refusals import Refused
from participants.involvement.models import Involvement
from participants.people.models import Participant
from projects.agreements.models import GroupAgreement
from projects.project.models import Project

from .models import AgreementSaid


def people_to_ask(project: Project) -> QuerySet[Participant]:
    """Those taking part now."""
    active = Involvement.objects.for_project(project).active().values("participant")
    return Participant.objects.current().filter(organisation=project.organisation_id, pk__in=active)


@action("ways of working agreed")
def agree_ways(
    *,
    project: Project,
    words: str,
    how: str,
    said_yes: Iterable[Participant] = (),
    agreed_on: date | None = None,
    by: User,
) -> GroupAgreement:
    """A new version. Everyone taking part is asked about it; `said_yes` are those who said so when it was agreed."""
    agreed_on = agreed_on or days.today()
    project = Project.objects.select_for_update(no_key=True).get(pk=project.pk)
    if project.closed_on:
        raise Refused("This project is closed, so nothing new can be agreed in it.")
    if not words.strip():
        raise Refused("Write how you decide, how you disagree, and how you stop.")
    before = GroupAgreement.objects.current_for(project)
    if before and agreed_on < before.agreed_on:
        raise Refused("A newer version is agreed already. Check the day.")
    version = before.version + 1 if before else 1
    agreement = GroupAgreement.objects.create(
        project=project, words=words.strip(), how=how, agreed_on=agreed_on, version=version
    )
    agreeing = {person.pk for person in said_yes}
    for person in people_to_ask(project):
        answer = {"yes": True, "said_on": agreed_on} if person.pk in agreeing else {}
        AgreementSaid.objects.create(agreement=agreement, participant=person, **answer)
    return agreement


def ask_about_ways(participant: Participant, project: Project) -> None:
    """Part of involving a person: who comes later is asked about what was agreed before."""
    # A version being agreed meanwhile is waited for, so that nobody falls between the two.
    Project.objects.select_for_update(no_key=True).get(pk=project.pk)
    if agreement := GroupAgreement.objects.current_for(project):
        AgreementSaid.objects.get_or_create(agreement=agreement, participant=participant)


@action("ways of working answered")
def say_of_agreement(
    *, said: AgreementSaid, yes: bool, words: str = "", on: date | None = None, by: User
) -> AgreementSaid:
    """`yes` is False for "I would change something", with or without `words`. It can be said again, another way."""
    said = AgreementSaid.objects.select_for_update(no_key=True).select_related("agreement", "project").get(pk=said.pk)
    if said.project.closed_on:
        raise Refused("This project is over, so this stands as it is.")
    if GroupAgreement.objects.current_for(said.project) != said.agreement:
        raise Refused("There is a newer version now. Please look at that one.")
    said.yes, said.words, said.said_on = yes, "" if yes else words.strip(), on or days.today()
    said.save(update_fields=["yes", "words", "said_on"])
    return said
