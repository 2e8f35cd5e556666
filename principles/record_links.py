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
    return {one.pk: Opened(*one.opens()) for one in those(model, project, ids)}


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
    due = f", due {day(counted.owed_since)}" if counted.owed_since else ""
    return Opened(f"{what}{due}", link(route, project.pk) if route and teammate else None)


def link(route, *args):
    return reverse(route, args=args)


def sessions(project, ids, teammate):
    return {
        one.pk: Opened(f"Session on {day(one.starts_at)}: {one.about}", link("gatherings:session", project.pk, one.pk))
        for one in those(Session, project, ids)
    }


def stages(project, ids, teammate):
    return {one.pk: Opened(one.name, stage_url(project, one.pk, teammate)) for one in those(Stage, project, ids)}


def stage_url(project, stage_id, teammate):
    return link("stages:stage", project.pk, stage_id) if teammate else link("projects:stages", project.pk)


def updates(project, ids, teammate):
    return {
        one.pk: Opened(f"Update of {day(one.as_of)}", link("gatherings:update", project.pk, one.pk))
        for one in those(Update, project, ids)
    }


def team(project, ids, teammate):
    return {
        one.pk: Opened(f"{one.user}, {one.get_part_display().lower()} since {day(one.since)}")
        for one in those(TeamMember, project, ids, "user")
    }


def budget_heads(project, ids, teammate):
    return {uuid5(project.pk, head): Opened(head.label) for head in BudgetLine.Head}


def funding(project, ids, teammate):
    return {one.pk: Opened(f"{one.source}, until {day(one.ends_on)}") for one in those(Funding, project, ids)}


def persons(project, ids, teammate):
    if not teammate:
        return {}
    known = Participant.objects.filter(organisation=project.organisation_id, pk__in=ids)
    return {one.pk: Opened(one.name, person_url(one.pk, one.opens)) for one in known.annotate(opens=opens(teammate))}


def opens(teammate, person="pk"):
    """Whether this reader may open the person's page: of somebody who said no they have only the name."""
    return Q(**{f"{person}__in": Participant.objects.visible_to(teammate).values("pk")})


def person_url(person_id, opens):
    return link("people:person", person_id) if opens else None


def involvements(project, ids, teammate):
    if not teammate:
        return {}
    return {
        one.pk: Opened(f"{one.participant} in {one.stage}", stage_url(project, one.stage_id, teammate))
        for one in those(Involvement, project, ids, "participant", "stage")
    }


def attendances(project, ids, teammate):
    if not teammate:
        return {}
    return {
        one.pk: Opened(
            f"{one.participant}, session on {day(one.session.starts_at)}",
            link("gatherings:session", project.pk, one.session_id),
        )
        for one in those(Attendance, project, ids, "participant", "session")
    }


def deliveries(project, ids, teammate):
    if not teammate:
        return {}
    return {
        one.pk: Opened(
            f"Update of {day(one.update.as_of)} to {one.participant}",
            link("gatherings:update", project.pk, one.update_id),
        )
        for one in those(Delivery, project, ids, "participant", "update")
    }


def adaptations(project, ids, teammate):
    """What helps a person is theirs and the team's: others see that there is something."""
    if not teammate:
        return dict.fromkeys(ids, Opened("Something that helps a person take part"))
    return {
        one.pk: Opened(f"{one.participant}: {one.words}", person_url(one.participant_id, one.opens))
        for one in those(Adaptation, project, ids, "participant").annotate(opens=opens(teammate, "participant"))
    }


def payments(project, ids, teammate):
    """Who approves money sees whose it is on its own page; here it is one of many."""
    return {
        one.pk: Opened(
            f"Payment for {day(one.activity_on)}{f' to {one.participant}' if teammate else ''}",
            link("money:payment", one.pk),
        )
        for one in those(Payment, project, ids, "participant")
    }


def offers(project, ids, teammate):
    return {one.pk: Opened(f"Offer of {day(one.offered_on)}") for one in those(Offer, project, ids)}


def contributions(project, ids, teammate):
    return {
        one.pk: Opened(
            one.words if teammate else f"Something said on {day(one.said_on)}",
            link("gatherings:answer", project.pk, one.pk) if teammate else None,
        )
        for one in those(Contribution, project, ids)
    }


def decisions(project, ids, teammate):
    page = link("gatherings:decisions", project.pk)
    return {
        one.pk: Opened(f"{sentence_start(one.words)}, {day(one.decided_on)}", page)
        for one in those(Decision, project, ids)
    }


def promises(project, ids, teammate):
    return {
        one.pk: Opened(
            one.words if teammate else f"Something promised for {day(one.by_when)}",
            link("gatherings:promise", project.pk, one.pk) if teammate else None,
        )
        for one in those(Promise, project, ids)
    }


def agreements(project, ids, teammate):
    return {
        one.pk: Opened(
            f"Ways of working, version {one.version}, agreed on {day(one.agreed_on)}",
            link("stages:ways", project.pk) if teammate else None,
        )
        for one in those(GroupAgreement, project, ids)
    }


def power_checks(project, ids, teammate):
    return {
        one.pk: Opened(f"Who has the power to decide what in {one.stage}", stage_url(project, one.stage_id, teammate))
        for one in those(PowerCheck, project, ids, "stage")
    }


def briefings(project, ids, teammate):
    return dict.fromkeys(ids, Opened("A talk with somebody, before or after"))


def choices(project, ids, teammate):
    return dict.fromkeys(ids, Opened("A choice that somebody was offered"))


def rounds(project, ids, teammate):
    return {
        one.pk: Opened(f"The six questions after {one.stage}", stage_url(project, one.stage_id, teammate))
        for one in those(SurveyRound, project, ids, "stage")
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
