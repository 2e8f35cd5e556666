"""From a counted record to the page it stands on, and a name for it that this reader may see."""

from dataclasses import dataclass
from uuid import uuid5

from django.db.models import Q
from django.urls import reverse

from coproduction.base.privacy import our_models
from coproduction.base.tags import day, sentence_start
from participants.adaptations.models import Adaptation
from participants.attendance.models import Attendance
from participants.contributions.models import Contribution
from participants.decisions.models import Decision
from participants.deliveries.models import Delivery
from participants.involvement.models import Involvement
from participants.offers.models import Offer
from participants.payments.models import Payment
from participants.people.models import Participant
from participants.promises.models import Promise
from participants.survey.models import SurveyRound
from projects.agreements.models import GroupAgreement
from projects.money.models import BudgetLine, Funding
from projects.power.models import PowerCheck
from projects.project.models import TeamMember
from projects.sessions.models import Session
from projects.stages.models import Stage
from projects.updates.models import Update

UNNAMED = "A record"


@dataclass(frozen=True, slots=True)
class Opened:
    """url None: there is no page of its own, or none that this reader may open."""

    label: str
    url: str | None = None


def open_all(refs, project, teammate):
    """{ref: Opened}, one query for each kind of record. `teammate`: the reader, if on the team, who sees who."""
    wanted = {}
    for ref in refs:
        wanted.setdefault(ref.kind, set()).add(ref.id)
    declared = {model.opened_as: model for model in our_models() if getattr(model, "opened_as", "")}
    found = {kind: OPENERS[kind](project, ids, teammate) for kind, ids in wanted.items() if kind in OPENERS}
    found |= {kind: open_declared(declared[kind], project, ids) for kind, ids in wanted.items() if kind in declared}
    return {ref: found.get(ref.kind, {}).get(ref.id) or Opened(UNNAMED) for ref in refs}


def open_declared(model, project, ids):
    """By what the record itself says: `opened_as`, its kind; `opens()`, its name and its page."""
    return {record.pk: Opened(*record.opens()) for record in rows_of(model, project, ids)}


def rows_of(model, project, ids, *related):
    return model.objects.for_project(project).filter(pk__in=ids).select_related(*related)


# Where a check counts the project itself, a record is missing: by its statement what that is, and where the team
# writes it.
MISSING = {
    "S3b": ("An update to everyone", "gatherings:tell"),
    "R1": ("Somebody for this part of the team", "project_team"),
    "E1": ("What the group has agreed", "stages:ways"),
    "U4": ("A record of ordinary work", None),
}


def missing_record(counted, statement, project, teammate):
    """What is not there yet, and by when it is owed."""
    what, route = MISSING.get(statement, ("What this asks for", None))
    due = f", due {day(counted.overdue_since)}" if counted.overdue_since else ""
    return Opened(f"{what}{due}", link(route, project.pk) if route and teammate else None)


def link(route, *args):
    return reverse(route, args=args)


def open_sessions(project, ids, teammate):
    return {
        session.pk: Opened(
            f"Session on {day(session.starts_at)}: {session.about}", link("gatherings:session", project.pk, session.pk)
        )
        for session in rows_of(Session, project, ids)
    }


def open_stages(project, ids, teammate):
    return {
        stage.pk: Opened(stage.name, stage_url(project, stage.pk, teammate)) for stage in rows_of(Stage, project, ids)
    }


def stage_url(project, stage_id, teammate):
    return link("stages:stage", project.pk, stage_id) if teammate else link("projects:stages", project.pk)


def open_updates(project, ids, teammate):
    return {
        update.pk: Opened(f"Update of {day(update.as_of)}", link("gatherings:update", project.pk, update.pk))
        for update in rows_of(Update, project, ids)
    }


def open_team(project, ids, teammate):
    return {
        member.pk: Opened(f"{member.user}, {member.get_part_display().lower()} since {day(member.since)}")
        for member in rows_of(TeamMember, project, ids, "user")
    }


def open_budget_heads(project, ids, teammate):
    return {uuid5(project.pk, head): Opened(head.label) for head in BudgetLine.Head}


def open_funding(project, ids, teammate):
    return {
        funding.pk: Opened(f"{funding.source}, until {day(funding.ends_on)}")
        for funding in rows_of(Funding, project, ids)
    }


def open_persons(project, ids, teammate):
    if not teammate:
        return {}
    known = Participant.objects.filter(organisation=project.organisation_id, pk__in=ids)
    return {
        person.pk: Opened(person.name, person_url(person.pk, person.opens))
        for person in known.annotate(opens=may_open(teammate))
    }


def may_open(teammate, person="pk"):
    """Whether this reader may open the person's page: of somebody who said no they have only the name."""
    return Q(**{f"{person}__in": Participant.objects.visible_to(teammate).values("pk")})


def person_url(person_id, opens):
    return link("people:person", person_id) if opens else None


def open_involvements(project, ids, teammate):
    if not teammate:
        return {}
    return {
        involvement.pk: Opened(
            f"{involvement.participant} in {involvement.stage}", stage_url(project, involvement.stage_id, teammate)
        )
        for involvement in rows_of(Involvement, project, ids, "participant", "stage")
    }


def open_attendances(project, ids, teammate):
    if not teammate:
        return {}
    return {
        attendance.pk: Opened(
            f"{attendance.participant}, session on {day(attendance.session.starts_at)}",
            link("gatherings:session", project.pk, attendance.session_id),
        )
        for attendance in rows_of(Attendance, project, ids, "participant", "session")
    }


def open_deliveries(project, ids, teammate):
    if not teammate:
        return {}
    return {
        delivery.pk: Opened(
            f"Update of {day(delivery.update.as_of)} to {delivery.participant}",
            link("gatherings:update", project.pk, delivery.update_id),
        )
        for delivery in rows_of(Delivery, project, ids, "participant", "update")
    }


def open_adaptations(project, ids, teammate):
    """What helps a person is theirs and the team's: others see that there is something."""
    if not teammate:
        return dict.fromkeys(ids, Opened("Something that helps a person take part"))
    return {
        adaptation.pk: Opened(
            f"{adaptation.participant}: {adaptation.words}", person_url(adaptation.participant_id, adaptation.opens)
        )
        for adaptation in rows_of(Adaptation, project, ids, "participant").annotate(
            opens=may_open(teammate, "participant")
        )
    }


def open_payments(project, ids, teammate):
    """Who approves money sees whose it is on its own page; here it is one of many."""
    return {
        payment.pk: Opened(
            f"Payment for {day(payment.activity_on)}{f' to {payment.participant}' if teammate else ''}",
            link("money:payment", payment.pk),
        )
        for payment in rows_of(Payment, project, ids, "participant")
    }


def open_offers(project, ids, teammate):
    return {offer.pk: Opened(f"Offer of {day(offer.offered_on)}") for offer in rows_of(Offer, project, ids)}


def open_contributions(project, ids, teammate):
    return {
        contribution.pk: Opened(
            contribution.words if teammate else f"Something said on {day(contribution.said_on)}",
            link("gatherings:answer", project.pk, contribution.pk) if teammate else None,
        )
        for contribution in rows_of(Contribution, project, ids)
    }


def open_decisions(project, ids, teammate):
    page = link("gatherings:decisions", project.pk)
    return {
        decision.pk: Opened(f"{sentence_start(decision.words)}, {day(decision.decided_on)}", page)
        for decision in rows_of(Decision, project, ids)
    }


def open_promises(project, ids, teammate):
    return {
        promise.pk: Opened(
            promise.words if teammate else f"Something promised for {day(promise.by_when)}",
            link("gatherings:promise", project.pk, promise.pk) if teammate else None,
        )
        for promise in rows_of(Promise, project, ids)
    }


def open_agreements(project, ids, teammate):
    return {
        agreement.pk: Opened(
            f"Ways of working, version {agreement.version}, agreed on {day(agreement.agreed_on)}",
            link("stages:ways", project.pk) if teammate else None,
        )
        for agreement in rows_of(GroupAgreement, project, ids)
    }


def open_power_checks(project, ids, teammate):
    return {
        power_check.pk: Opened(
            f"Who has the power to decide what in {power_check.stage}",
            stage_url(project, power_check.stage_id, teammate),
        )
        for power_check in rows_of(PowerCheck, project, ids, "stage")
    }


def open_briefings(project, ids, teammate):
    return dict.fromkeys(ids, Opened("A talk with somebody, before or after"))


def open_choices(project, ids, teammate):
    return dict.fromkeys(ids, Opened("A choice that somebody was offered"))


def open_rounds(project, ids, teammate):
    return {
        survey_round.pk: Opened(
            f"The six questions after {survey_round.stage}", stage_url(project, survey_round.stage_id, teammate)
        )
        for survey_round in rows_of(SurveyRound, project, ids, "stage")
    }


OPENERS = {
    "session": open_sessions,
    "stage": open_stages,
    "update": open_updates,
    "team": open_team,
    "budget_head": open_budget_heads,
    "funding": open_funding,
    "person": open_persons,
    "involvement": open_involvements,
    "attendance": open_attendances,
    "delivery": open_deliveries,
    "adaptation": open_adaptations,
    "payment": open_payments,
    "offer": open_offers,
    "contribution": open_contributions,
    "decision": open_decisions,
    "promise": open_promises,
    "agreement": open_agreements,
    "power_check": open_power_checks,
    "briefing": open_briefings,
    "choice": open_choices,
    "round": open_rounds,
}
