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
    found |= {kind: opened(declared[kind], project, ids) for kind, ids in wanted.items() if kind in declared}
    return {ref: found.get(ref.kind, {}).get(ref.id) or Opened(UNNAMED) for ref in refs}


def opened(model, project, ids):
    """By what the record itself says: `opened_as`, its kind; `opens()`, its name and its page."""
    return {record.pk: Opened(*record.opens()) for record in those(model, project, ids)}


def those(model, project, ids, *related):
    return model.objects.for_project(project).filter(pk__in=ids).select_related(*related)


# Where a check counts the project itself, a record is missing: by its statement what that is, and where the team
# writes it.
MISSING = {
    "S3b": ("An update to everyone", "gatherings:tell"),
    "R1": ("Somebody for this part of the team", "project_team"),
    "E1": ("What the group has agreed", "stages:ways"),
    "U4": ("A record of ordinary work", None),
}


def missing(counted, statement, project, teammate):
    """What is not there yet, and by when it is owed."""
    what, route = MISSING.get(statement, ("What this asks for", None))
    due = f", due {day(counted.overdue_since)}" if counted.overdue_since else ""
    return Opened(f"{what}{due}", link(route, project.pk) if route and teammate else None)


def link(route, *args):
    return reverse(route, args=args)


def sessions(project, ids, teammate):
    return {
        session.pk: Opened(
            f"Session on {day(session.starts_at)}: {session.about}", link("gatherings:session", project.pk, session.pk)
        )
        for session in those(Session, project, ids)
    }


def stages(project, ids, teammate):
    return {
        stage.pk: Opened(stage.name, stage_url(project, stage.pk, teammate)) for stage in those(Stage, project, ids)
    }


def stage_url(project, stage_id, teammate):
    return link("stages:stage", project.pk, stage_id) if teammate else link("projects:stages", project.pk)


def updates(project, ids, teammate):
    return {
        update.pk: Opened(f"Update of {day(update.as_of)}", link("gatherings:update", project.pk, update.pk))
        for update in those(Update, project, ids)
    }


def team(project, ids, teammate):
    return {
        member.pk: Opened(f"{member.user}, {member.get_part_display().lower()} since {day(member.since)}")
        for member in those(TeamMember, project, ids, "user")
    }


def budget_heads(project, ids, teammate):
    return {uuid5(project.pk, head): Opened(head.label) for head in BudgetLine.Head}


def funding(project, ids, teammate):
    return {
        funding.pk: Opened(f"{funding.source}, until {day(funding.ends_on)}")
        for funding in those(Funding, project, ids)
    }


def persons(project, ids, teammate):
    if not teammate:
        return {}
    known = Participant.objects.filter(organisation=project.organisation_id, pk__in=ids)
    return {
        person.pk: Opened(person.name, person_url(person.pk, person.opens))
        for person in known.annotate(opens=opens(teammate))
    }


def opens(teammate, person="pk"):
    """Whether this reader may open the person's page: of somebody who said no they have only the name."""
    return Q(**{f"{person}__in": Participant.objects.visible_to(teammate).values("pk")})


def person_url(person_id, opens):
    return link("people:person", person_id) if opens else None


def involvements(project, ids, teammate):
    if not teammate:
        return {}
    return {
        involvement.pk: Opened(
            f"{involvement.participant} in {involvement.stage}", stage_url(project, involvement.stage_id, teammate)
        )
        for involvement in those(Involvement, project, ids, "participant", "stage")
    }


def attendances(project, ids, teammate):
    if not teammate:
        return {}
    return {
        attendance.pk: Opened(
            f"{attendance.participant}, session on {day(attendance.session.starts_at)}",
            link("gatherings:session", project.pk, attendance.session_id),
        )
        for attendance in those(Attendance, project, ids, "participant", "session")
    }


def deliveries(project, ids, teammate):
    if not teammate:
        return {}
    return {
        delivery.pk: Opened(
            f"Update of {day(delivery.update.as_of)} to {delivery.participant}",
            link("gatherings:update", project.pk, delivery.update_id),
        )
        for delivery in those(Delivery, project, ids, "participant", "update")
    }


def adaptations(project, ids, teammate):
    """What helps a person is theirs and the team's: others see that there is something."""
    if not teammate:
        return dict.fromkeys(ids, Opened("Something that helps a person take part"))
    return {
        adaptation.pk: Opened(
            f"{adaptation.participant}: {adaptation.words}", person_url(adaptation.participant_id, adaptation.opens)
        )
        for adaptation in those(Adaptation, project, ids, "participant").annotate(opens=opens(teammate, "participant"))
    }


def payments(project, ids, teammate):
    """Who approves money sees whose it is on its own page; here it is one of many."""
    return {
        payment.pk: Opened(
            f"Payment for {day(payment.activity_on)}{f' to {payment.participant}' if teammate else ''}",
            link("money:payment", payment.pk),
        )
        for payment in those(Payment, project, ids, "participant")
    }


def offers(project, ids, teammate):
    return {offer.pk: Opened(f"Offer of {day(offer.offered_on)}") for offer in those(Offer, project, ids)}


def contributions(project, ids, teammate):
    return {
        contribution.pk: Opened(
            contribution.words if teammate else f"Something said on {day(contribution.said_on)}",
            link("gatherings:answer", project.pk, contribution.pk) if teammate else None,
        )
        for contribution in those(Contribution, project, ids)
    }


def decisions(project, ids, teammate):
    page = link("gatherings:decisions", project.pk)
    return {
        decision.pk: Opened(f"{sentence_start(decision.words)}, {day(decision.decided_on)}", page)
        for decision in those(Decision, project, ids)
    }


def promises(project, ids, teammate):
    return {
        promise.pk: Opened(
            promise.words if teammate else f"Something promised for {day(promise.by_when)}",
            link("gatherings:promise", project.pk, promise.pk) if teammate else None,
        )
        for promise in those(Promise, project, ids)
    }


def agreements(project, ids, teammate):
    return {
        agreement.pk: Opened(
            f"Ways of working, version {agreement.version}, agreed on {day(agreement.agreed_on)}",
            link("stages:ways", project.pk) if teammate else None,
        )
        for agreement in those(GroupAgreement, project, ids)
    }


def power_checks(project, ids, teammate):
    return {
        power_check.pk: Opened(
            f"Who has the power to decide what in {power_check.stage}",
            stage_url(project, power_check.stage_id, teammate),
        )
        for power_check in those(PowerCheck, project, ids, "stage")
    }


def briefings(project, ids, teammate):
    return dict.fromkeys(ids, Opened("A talk with somebody, before or after"))


def choices(project, ids, teammate):
    return dict.fromkeys(ids, Opened("A choice that somebody was offered"))


def rounds(project, ids, teammate):
    return {
        survey_round.pk: Opened(
            f"The six questions after {survey_round.stage}", stage_url(project, survey_round.stage_id, teammate)
        )
        for survey_round in those(SurveyRound, project, ids, "stage")
    }


OPENERS = {
    "session": sessions,
    "stage": stages,
    "update": updates,
    "team": team,
    "budget_head": budget_heads,
    "funding": funding,
    "person": persons,
    "involvement": involvements,
    "attendance": attendances,
    "delivery": deliveries,
    "adaptation": adaptations,
    "payment": payments,
    "offer": offers,
    "contribution": contributions,
    "decision": decisions,
    "promise": promises,
    "agreement": agreements,
    "power_check": power_checks,
    "briefing": briefings,
    "choice": choices,
    "round": rounds,
}
