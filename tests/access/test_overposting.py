"""Fields that a form does not have, and ids that are not its sender's to name, change nothing and are not taken."""

import re
import uuid
from contextlib import contextmanager
from datetime import datetime

import pytest
from django import forms
from django.db import models, transaction

from coproduction.accounts.models import Organisation, User
from coproduction.accounts.records import Record
from coproduction.base.access import ANYONE
from coproduction.base.privacy import our_models
from participants.people.models import Participant
from projects.project.models import Project
from projects.sessions.models import Session

from .. import factories as make
from ..access_rules import POSTED, nobody, rule_for, who_enters
from ..figures import DEPTH
from ..test_access import DOORS, ROUTES, captured, may_enter, path_to, steps_of
from ..written import models_written
from .filling import filled_in

# Of the machinery: different each time, whatever is sent.
NOT_LOOKED_AT = {"AuditEntry", "AuditHead", "SubmittedForm", "AttemptSlot", "SentCode", "Draft", "PersonInDraft"}
# What a page's form is sent with where the first thing at hand is not a right answer, by route.
WAYS_IN = ("account_confirm_login_code", "account_request_login_code", "account_login", "account_card", "sign_in_again")
SAID = {
    "me:six": {"creativity": ["4"]},
    "me:take_down": {"creativity": ["4"], "agreed": ["on"]},
    "projects:plan": {"deputy": [""]},
    "principles:reflect": {"creativity": ["4"]},
    "me:group": {"principle": ["equality"], "alone": ["on"], "known": ["on"]},
    "me:group_word": {"word": ["back"]},
    "me:ways": {"says": ["change"], "words": ["Longer"]},
    "me:briefing": {"says": ["no"]},
    "me:arranged": {"says": ["no"]},
    "people:arrange": {"words": [""]},
    "people:choices": {"news": ["call"]},
    "people:helps": {"needs_asked": ["on"]},
    "gatherings:safety": {"turn_to": ["Somebody else"]},
    "corrections:in_project": {"progress": ["We met three times."]},
    "corrections:of_person": {"words": ["Large print"]},
    "me:put_right": {"words": ["It is too loud."]},
    "organisation:settings": {"short_forms": ["ICB: Integrated Care Board"]},
}
# Routes, or a step of one, whose form writes nothing about these houses, and why.
NO_EFFECT = {
    **dict.fromkeys(WAYS_IN, "the way in"),
    **dict.fromkeys(("account_logout", "sign_out_everywhere", "usersessions_list"), "about sessions alone"),
    "looks": "about how pages look alone",
    "search": "about what is looked for in this stay alone",
    "keep_draft": "only with the mark of a form",
    "start_again": "nothing is begun",
    "me:choices": "what is chosen stands already",
    "me:come_back": "nobody pauses",
    "me:group_for": "everyone signs in",
    "confirm": "nobody looks like a colleague",
    "gatherings:answer_told": "nothing is answered yet",
    "gatherings:mark_told": "does not say how",
    "money:project": "is sent already",
    "people:sign_in": "they sign in already",
    "organisation:roles": "the roles stand already",
    "organisation:lost_factor": "about sessions and second factors alone",
    "people:withdraw_card": "there is no card",
    "projects:note_meeting": "the contact is the first",
    "stages:close_project": "something is open",
    "stages:override_project": "a stage is open",
    "stages:close_round": "is still running",
    "stages:close_stage": "a session is still to come",
    **{("me:step", step): "the payment is elsewhere" for step in ("after-all", "got-it")},
    **{
        ("money:step", step): "the payment is elsewhere"
        for step in ("again", "release", "returned", "reverse", "send", "settle")
    },
}
NEW = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
PARTS = 4
FULL = DEPTH == "full"


# What stands in the database ---------------------------------------------------------------------------------------


def looked_at():
    return [model for model in our_models() if model.__name__ not in NOT_LOOKED_AT]


def everything():
    """{(model, id): its row as a dict} of all that is kept."""
    return rows_of(looked_at())


def rows_of(some):
    return {(model, row["pk"]): row for model in some for row in model._default_manager.values("pk", *attnames(model))}


def attnames(model):
    by_chance = ("password", "number", "digest")
    return [one.attname for one in model._meta.concrete_fields if not one.primary_key and one.name not in by_chance]


def difference(before, after):
    """What was written, as a sorted list; ids of new rows and moments, which are never twice the same, left out."""
    new = {key[1] for key in after.keys() - before.keys()}

    def steady(value):
        if isinstance(value, uuid.UUID) and value in new:
            return "new"
        if isinstance(value, str):
            return NEW.sub(lambda found: "new" if uuid.UUID(found[0]) in new else found[0], value)
        return "a moment" if isinstance(value, datetime) else value

    written = [
        (
            key[0]._meta.label,
            [(name, "new" if name == "pk" and value in new else steady(value)) for name, value in row.items()],
        )
        for key, row in after.items()
        if before.get(key) != row
    ]
    gone = [(key[0]._meta.label, "gone") for key in before.keys() - after.keys()]
    return sorted(map(repr, written + gone))


def written_by(client, path, data, before):
    """The answer to a form, what it wrote and the new rows; then all is as before."""
    with transaction.atomic():
        client.raise_request_exception, cookies = False, client.cookies.copy()
        with models_written() as written:
            answer = client.post(path, data)
        written &= set(looked_at())
        after = rows_of(written)
        transaction.set_rollback(True)
    client.cookies = cookies
    return answer, difference({key: row for key, row in before.items() if key[0] in written}, after)


@contextmanager
def forms_seen(monkeypatch):
    """The forms that are judged meanwhile."""
    seen, judged = [], forms.BaseForm.full_clean

    def judge(form):
        if form.is_bound:
            seen.append(form)
        return judged(form)

    with monkeypatch.context() as patch:
        patch.setattr(forms.BaseForm, "full_clean", judge)
        yield seen


# What is tried ------------------------------------------------------------------------------------------------------


def not_theirs(value_of, world):
    """{name: a value that would do harm} for every field of every model, by its name and its column."""
    found = {}
    for model in looked_at():
        for one in model._meta.concrete_fields:
            found.setdefault(one.name, value_of(one, world))
            found.setdefault(one.attname, value_of(one, world))
    return {name: value for name, value in found.items() if value is not None}


def harmful(one, world):
    if one.is_relation:
        return first_of_theirs(one.related_model, world)
    if one.primary_key:
        return str(world.outside.project.pk)
    if one.choices:
        return one.choices[-1][0]
    kinds = (
        (models.BooleanField, "on"),
        (models.DateTimeField, "2001-02-03 04:05:06"),
        (models.DateField, "2001-02-03"),
        (models.IntegerField, "4321"),
        (models.JSONField, "[]"),
        (models.UUIDField, str(uuid.uuid4())),
    )
    return next((value for kind, value in kinds if isinstance(one, kind)), "not a field of this form")


def first_of_theirs(model, world):
    if model is Organisation:
        return str(world.outside.organisation.pk)
    if model is User:
        return str(world.outside.participant.user.pk)
    row = model._default_manager.filter(organisation=world.outside.organisation).first()
    return str(row.pk) if row else None


def foreign(model, world, page):
    """Ids of this kind that are not the sender's to name: of the other organisation, and of the project next door."""
    there = model._default_manager
    if model is Organisation:
        rows = there.filter(pk=world.outside.organisation.pk)
    elif model is User:
        rows = there.filter(memberships__organisation=world.outside.organisation)
    else:
        rows = there.filter(organisation=world.outside.organisation)
    ids = list(rows.values_list("pk", flat=True)[: None if FULL else 3])
    if model not in (Organisation, User) and hasattr(model, "project_id"):
        ids += there.filter(project=world.next_door.project).values_list("pk", flat=True)[: None if FULL else 3]
    elif model.__name__ == "Project":
        ids.append(world.next_door.project.pk)
    # What the page itself offers is theirs to choose.
    return [str(one) for one in ids if str(one) not in page]


def fields_of_ids(seen, data, kinds):
    """{name: model} of what is sent and stands for something by its id, whether its form says so or not."""
    found = {}
    for form in seen:
        for name, one in form.fields.items():
            if isinstance(one, (forms.ModelChoiceField, forms.ModelMultipleChoiceField)):
                found[form.add_prefix(name)] = one.queryset.model
    for name, values in data.items():
        for value in values if isinstance(values, list) else [values]:
            if str(value) in kinds:
                found.setdefault(name, kinds[str(value)])
    return found


def declared(seen):
    return {form.add_prefix(name) for form in seen for name in form.fields}


def beginnings(seen):
    """How names of fields begin here: plainly, and as in the first rows of a table. All of them would be too many."""
    return ["", *sorted({f"{form.prefix}-" for form in seen if form.prefix})[:3]]


def senders(route, world):
    """For each step of a route somebody who may take it, and the path."""
    for step in steps_of(route):
        rule = rule_for(route, DOORS[route], captured(route), "post", step)
        for actor in reversed(world.actors) if who_enters(route) == ANYONE else world.actors:
            if rule is not nobody and may_enter(actor, route) and rule(actor, actor.home):
                yield step, actor, path_to(route, step, actor.home)
                break


@pytest.fixture
def kinds(world):
    """{id: model} of all that can be named by its id."""
    named = [model for model in looked_at() if issubclass(model, Record) or model in (Organisation, User)]
    return {str(pk): model for model in named for pk in model._default_manager.values_list("pk", flat=True)}


@pytest.mark.parametrize("part", range(PARTS))
def test_no_form_takes_what_it_does_not_ask_for(part, world, kinds, monkeypatch, figure):
    # What was planned has begun, so that it can be logged.
    Session.objects.planned().update(starts_at=make.moment(hours=3))
    before, harm = everything(), not_theirs(harmful, world)
    tried = named = 0
    faults, idle = [], set()
    for route in sorted(ROUTES)[part::PARTS]:
        for step, actor, path in senders(route, world):
            client = world.clients[actor.name]
            page = shown(client, path)
            data = filled_in(page, path) | posted(route, actor.home) | SAID.get((route, step), SAID.get(route, {}))
            with forms_seen(monkeypatch) as seen:
                answer, plain = written_by(client, path, data, before)
            if answer.status_code == 405:
                continue
            idle |= set() if plain else {(route, step) if step else route}
            extra = {f"{start}{name}": value for start in beginnings(seen) for name, value in harm.items()}
            extra = {name: value for name, value in extra.items() if name not in declared(seen) and name not in data}
            answer, over = written_by(client, path, extra | data, before)
            tried += len(extra)
            if over != plain or answer.status_code >= 500:
                faults.append(f"{route} {step or ''}: {sorted(set(over) ^ set(plain))[:4]} {answer.status_code}")
            for name, model in fields_of_ids(seen, data, kinds).items():
                for value in foreign(model, world, page):
                    answer, wrote = written_by(client, path, data | {name: [value]}, before)
                    named += 1
                    if any(value in line for line in wrote) or answer.status_code >= 500:
                        faults.append(f"{route} takes {name} of another {model.__name__}: {answer.status_code}")
    assert not faults, "\n".join(faults[:20])
    idle = {one for one in idle if not str(one).startswith("mfa_")}
    assert idle <= set(NO_EFFECT), f"these forms did nothing: {sorted(map(str, idle - set(NO_EFFECT)))}"
    figure("AZ5", tried, "fields that a form does not have, sent with it, 0 changed anything")
    figure("AZ5", named, "ids of others sent in fields of forms, 0 taken")


def shown(client, path):
    with transaction.atomic():
        client.raise_request_exception = False
        answer = client.get(path)
        transaction.set_rollback(True)
    return answer.content.decode() if answer.status_code == 200 else ""


def posted(route, house):
    return {field: [str(house.things[thing])] for field, thing in POSTED.get(route, {}).items()}


# Filters in addresses, and the model whose ids they take.
FILTERS = {
    "people:list": ("project", Project),
    "principles:dashboard": ("project", Project),
    "principles:late": ("project", Project),
    "principles:unanswered": ("project", Project),
    "principles:heard": ("project", Project),
    "principles:agreed": ("project", Project),
    "principles:sent": ("project", Project),
    "stages:brief": ("who", Participant),
}


def test_an_id_of_others_in_a_filter_is_as_good_as_one_that_does_not_exist(world, figure):
    tried, differ = 0, []
    for route, (name, model) in FILTERS.items():
        _, actor, path = next(get_openings(route, world))
        for value in foreign(model, world, ""):
            if "manager" in actor.roles and value == str(world.next_door.project.pk):
                continue
            pages = [world.clients[actor.name].get(path, {name: one}) for one in (value, str(uuid.uuid4()))]
            tried += 1
            if len({(page.status_code, without_ids(page, path)) for page in pages}) > 1:
                differ.append(f"{route}?{name}= of another {model.__name__}")
    assert not differ, "\n".join(differ)
    figure("AZ5", tried, "ids of others in filters of pages, 0 told apart from what does not exist")


def get_openings(route, world):
    for actor in world.actors:
        if may_enter(actor, route) and rule_for(route, DOORS[route], captured(route))(actor, actor.home):
            yield None, actor, path_to(route, None, actor.home)


def without_ids(page, path):
    """The page without what is new each time: tokens, and the id that was asked for."""
    asked = page.wsgi_request.GET
    words = page.content.decode()
    for value in asked.values():
        words = words.replace(value, "asked").replace(value.replace("-", ""), "asked")
    words = re.sub(r'(csrfmiddlewaretoken" value="|x-csrftoken": ")[A-Za-z0-9]{64}', "", words)
    return re.sub(r'name="(token|draft)" value="[^"]*"|data-left="[0-9]*"', "", words)
