"""Every form of every page, sent by who may: what changes anything leaves its rows, or is not done at all."""

import hashlib
from collections import Counter
from contextlib import contextmanager

import pytest
from django.db import transaction
from django.urls import resolve, reverse

from coproduction.accounts import audit
from coproduction.accounts.audit import ACTIONS
from coproduction.accounts.chain import chains
from coproduction.accounts.models import (
    AttemptSlot,
    AuditEntry,
    AuditHead,
    ChangeCount,
    Draft,
    SentCode,
    SubmittedForm,
)
from coproduction.base.access import ANYONE
from coproduction.base.days import today
from coproduction.base.privacy import our_models
from participants.drafts.models import PersonInDraft
from principles.evidence import gather
from principles.models import KeptFinding, KeptLateStep, OrganisationSummary, ProjectSummary
from principles.summary.keys import keys_of
from projects.project.models import Project
from tests.access_rules import rule_for
from tests.conftest import signed_in
from tests.test_access import DOORS, ROUTES, captured, path_to, steps_of
from tests.world import build
from tests.written import models_written

from .filling import WAYS, Forms, filled

# The trail itself, the counters that stand before a sign-in, and what is worked out from what others wrote: they name
# nobody and nothing of the work.
NOT_STATE = {AuditEntry, AuditHead, ChangeCount, SubmittedForm, AttemptSlot, SentCode, Draft, PersonInDraft}
NOT_STATE |= {OrganisationSummary, ProjectSummary, KeptFinding, KeptLateStep}
# Pages that show what is so much a person's own that each look at it is kept: route, and what its row says.
SENSITIVE_READS = {"people:notes": "sensitive notes read"}


def state(models):
    """{model: one number for all its rows}, for those of `models` that are ours and count."""
    return {
        model: hashlib.sha256(repr(list(model._base_manager.order_by("pk").values_list())).encode()).hexdigest()
        for model in our_models()
        if model not in NOT_STATE and model in models
    }


@contextmanager
def undone():
    """Yields a set that fills with the models that were written to."""
    with transaction.atomic(), models_written() as written:
        yield written
        transaction.set_rollback(True)


def pages(actor):
    """Route and path of each page that this person may open at home."""
    for route in sorted(ROUTES):
        door = DOORS[route]
        if ":" not in route or door.who == ANYONE or not door.admits(actor.user):
            continue
        for step in steps_of(route):
            if rule_for(route, door, captured(route), "get", step)(actor, actor.home):
                yield route, path_to(route, step, actor.home)


def one_of_each_role(world):
    return {actor.roles: actor for actor in reversed(world.actors) if actor.user}.values()


class Walk:
    """What was sent and what became of it: `verbs` are the rows that were left, `faults` what should not be."""

    def __init__(self):
        self.sent, self.verbs, self.reads = set(), Counter(), Counter()
        self.rows = AuditEntry.objects.count()
        self.changed, self.broken, self.faults = 0, 0, []
        self.projects = list(Project.objects.all())
        self.counted, self.stands = self.how_projects_stand()
        self.moved = 0

    def how_projects_stand(self):
        """How often each changed, and what its records say."""
        return keys_of(self.projects, today()), gather(self.projects, today())

    def differs(self, written):
        return any(now != self.before[model] for model, now in state(written).items())

    def look(self, client, route, path):
        with undone() as written:
            rows = AuditEntry.objects.count()
            answer = client.get(path)
            left = list(AuditEntry.objects.order_by("pk").values_list("action", flat=True)[rows:])
            if left or route in SENSITIVE_READS:
                self.reads[route] += 1
                changed = self.differs(written)
                if not changed and left != [SENSITIVE_READS.get(route)]:
                    self.faults.append(f"{path} left {left} and changed nothing")
            elif self.differs(written):
                self.faults.append(f"{path} changed something by being looked at, without a row")
        return answer.content.decode() if answer.status_code == 200 else ""

    def send(self, client, path, data):
        """Whether it was taken."""
        with undone() as written:
            rows = AuditEntry.objects.count()
            answer = client.post(path, data)
            if answer.status_code >= 400:
                return False
            left = list(AuditEntry.objects.order_by("pk").values_list("action", "about_id")[rows:])
            changed = self.differs(written)
            self.judge(path, left, changed)
        if changed:
            self.send_where_no_row_can_be_written(client, path, data)
        return answer.status_code in {302, 303}

    def judge(self, path, left, changed):
        if changed and not left:
            self.faults.append(f"{path} changed something and left no row")
        if len(left) != len(set(left)):
            self.faults.append(f"{path} left a row twice: {left}")
        if changed:
            self.judge_counts(path)
        if any(chain.fault for chain in chains()):
            self.faults.append(f"{path} broke the chain")
        self.changed += changed
        self.verbs.update(verb for verb, _ in left)

    def judge_counts(self, path):
        """What its records say of a project cannot change while it counts no change."""
        counted, stands = self.how_projects_stand()
        for project in self.projects:
            if stands[project.pk] != self.stands[project.pk]:
                self.moved += 1
                if counted[project.pk] == self.counted[project.pk]:
                    self.faults.append(f"{path} changed how {project} stands and counted no change")

    def send_where_no_row_can_be_written(self, client, path, data):
        def full(rows):
            raise RuntimeError("the disk is full")

        with undone() as written, pytest.MonkeyPatch.context() as patch:
            patch.setattr(audit, "write_rows", full)
            answer = client.post(path, data)
            if answer.status_code != 500 or self.differs(written) or AuditEntry.objects.count() != self.rows:
                self.faults.append(f"{path} did something although its row could not be written")
        self.broken += 1

    def send_all(self, client, actor, path, html):
        for form in Forms(html).found:
            to = form.action or path
            for button in [None, *form.buttons]:
                known = (resolve(to.split("?")[0]).view_name, to if "/step" in to else "", actor.roles, button)
                if ":" not in known[0] or known in self.sent:
                    continue
                for way in WAYS:
                    data = filled(form, *way) | ({button[0]: button[1]} if button else {})
                    if self.send(client, to, data):
                        self.sent.add(known)
                        break


@pytest.mark.django_db
def test_whatever_changes_leaves_its_rows_or_is_not_done(figure):
    world = build()
    walk = Walk()
    for actor in one_of_each_role(world):
        client = signed_in(actor.user)
        client.raise_request_exception = False
        walk.before = state(our_models())
        for route, path in pages(actor):
            walk.send_all(client, actor, path, walk.look(client, route, path))
    assert not walk.faults, "\n".join(walk.faults[:20])
    assert walk.reads.keys() >= SENSITIVE_READS.keys()
    assert walk.changed == walk.broken > 20 and len(walk.verbs) > len(ACTIONS) // 2, sorted(walk.verbs)
    words = f"forms that changed something ({len(walk.verbs)} kinds of action), each with its rows, 0 without"
    figure("AU1", walk.changed, words)
    figure("AU1", walk.broken, "of them sent while no row can be written, 0 done")
    figure("AU1", sum(walk.reads.values()), "looks that leave a row, exactly one each")
    figure("SM1", walk.moved, "projects that stood differently after a form, each counted as changed")


def test_reading_what_is_sensitive_leaves_one_row_and_being_turned_away_none(db, figure):
    world = build()
    for route, verb in SENSITIVE_READS.items():
        for actor in world.actors[:-1]:
            path = reverse(route, args=[world.mine.participant.pk])
            answer = signed_in(actor.user).get(path)
            left = AuditEntry.objects.filter(action=verb, actor_id=actor.user.pk).count()
            assert left == (answer.status_code == 200) == (actor is world.actors[0])
