"""What is typed into a form and not sent is kept for whoever typed it, and for nobody else."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from coproduction.accounts.models import AuditEntry, Draft
from participants.decisions.models import Decision
from participants.drafts.models import PersonInDraft
from projects.project.models import TeamMember
from tests import factories as make
from tests.cases.visitor import Reader
from tests.conftest import signed_in

KEEP, AGAIN = reverse("keep_draft"), reverse("start_again")
SAY = reverse("me:say")
WORDS = "We open on Mondays"
THERE = {"participants_there": "1", "staff_there": "1"}

pytestmark = pytest.mark.django_db


def form_on(page, at=0):
    """What the form of a page would send, as it stands."""
    forms = [form for form in Reader(page.content.decode()).forms if "draft" in form.fields]
    return {name: list(field.values) for name, field in forms[at].fields.items() if name != "csrfmiddlewaretoken"}


def type_into(client, path, **typed):
    """Opens a page, types, and lets it keep what is typed. Returns what stands in the form then."""
    sent = form_on(client.get(path)) | typed
    answer = client.post(KEEP, {**sent, "path_of_form": path})
    assert answer.status_code == 204
    return sent


def says(client, path, *words):
    page = client.get(path).content.decode()
    return all(word in page for word in words)


@pytest.fixture
def decide(stage):
    return reverse("gatherings:decide", args=[stage.project_id])


@pytest.fixture
def in_project(stage, asha):
    make.InvolvementFactory(stage=stage, participant=asha)
    return asha


def test_what_was_typed_stands_in_the_form_again(cora_client, decide):
    type_into(cora_client, decide, words=WORDS)
    page = cora_client.get(decide)
    assert form_on(page)["words"] == [WORDS]
    assert "You began this on" in page.content.decode()


def test_a_form_that_nobody_typed_into_keeps_nothing(cora_client, decide):
    assert "You began this on" not in cora_client.get(decide).content.decode()
    assert not Draft.objects.exists()


def test_what_was_sent_is_no_draft_any_more(cora_client, decide):
    sent = type_into(cora_client, decide, words=WORDS, method="consensus", **THERE)
    cora_client.post(decide, sent)
    assert Decision.objects.get().words == WORDS
    assert not Draft.objects.exists() and form_on(cora_client.get(decide))["words"] == [""]


def test_what_was_refused_is_kept_and_stands_there_after_a_reload(cora_client, decide):
    sent = form_on(cora_client.get(decide)) | {"words": WORDS}
    assert cora_client.post(decide, sent).status_code == 422
    assert form_on(cora_client.get(decide))["words"] == [WORDS]


def test_nobody_else_sees_it_nor_who_lost_the_page(cora_client, decide, sam, project):
    type_into(cora_client, decide, words=WORDS)
    make.TeamMemberFactory(project=project, user=sam)
    assert not says(signed_in(sam), decide, WORDS)
    TeamMember.objects.filter(user=Draft.objects.get().owner).delete()
    assert cora_client.get(decide).status_code == 404


def test_nobody_keeps_anything_under_the_mark_of_another(cora_client, decide, sam, project):
    make.TeamMemberFactory(project=project, user=sam)
    other = signed_in(sam)
    sent = form_on(other.get(decide)) | {"words": WORDS, "path_of_form": decide}
    assert cora_client.post(KEEP, sent).status_code == 409
    assert cora_client.post(KEEP, sent | {"draft": "made up"}).status_code == 409
    assert not Draft.objects.exists()


def test_after_the_end_of_a_session_one_signs_in_and_is_back_in_the_form(client, cora, cora_client, decide):
    sent = form_on(cora_client.get(decide)) | {"words": WORDS}
    answer = client.post(decide, sent)
    assert answer.status_code == 302 and decide in answer.url.replace("%2F", "/")
    assert form_on(signed_in(cora).get(decide))["words"] == [WORDS]


def test_whoever_signs_in_instead_sees_nothing_of_it(client, cora_client, decide, sam, project):
    make.TeamMemberFactory(project=project, user=sam)
    client.post(decide, form_on(cora_client.get(decide)) | {"words": WORDS})
    assert not says(signed_in(sam), decide, WORDS)


def test_two_tabs_keep_both(cora_client, decide):
    first, second = (form_on(cora_client.get(decide)) for _ in range(2))
    for sent, words in ((first, WORDS), (second, "We open on Fridays")):
        cora_client.post(KEEP, sent | {"words": words, "path_of_form": decide})
    page = cora_client.get(decide)
    assert form_on(page)["words"] == ["We open on Fridays"]
    assert WORDS in page.content.decode() and "You have this form open elsewhere" in page.content.decode()


def test_keeping_is_no_sign_of_life(cora_client, decide, time_machine):
    time_machine.move_to(timezone.now())
    sent = {**form_on(cora_client.get(decide)), "path_of_form": decide}
    seen = cora_client.session["seen"]
    time_machine.shift(timedelta(minutes=10))
    assert cora_client.post(KEEP, sent).status_code == 204
    assert cora_client.session["seen"] == seen


def test_leaving_takes_along_what_was_typed_under_me_and_nothing_else(cora_client, decide, in_project):
    type_into(cora_client, decide, words=WORDS)
    client = signed_in(in_project.user)
    type_into(client, SAY, words="It was cold")
    assert says(client, SAY, "It was cold")
    client.post(reverse("account_logout"))
    cora_client.post(reverse("account_logout"))
    assert [draft.path for draft in Draft.objects.all()] == [decide]


def test_it_ends_after_fourteen_days_and_after_one_under_me(cora_client, decide, in_project):
    type_into(cora_client, decide, words=WORDS)
    type_into(signed_in(in_project.user), SAY, words="It was cold")
    ends = {draft.path: draft.ends_at - timezone.now() for draft in Draft.objects.all()}
    assert timedelta(days=13, hours=23) < ends[decide] <= timedelta(days=14)
    assert timedelta(hours=23) < ends[SAY] <= timedelta(days=1)
    Draft.objects.update(ends_at=timezone.now() - timedelta(minutes=1))
    assert not says(cora_client, decide, WORDS)
    said = StringIO()
    call_command("end_drafts", stdout=said)
    assert said.getvalue() == "2 drafts ended.\n" and not Draft.objects.exists()


def test_it_goes_with_a_person_who_is_named_in_it(cora_client, stage, organisation):
    leaves = make.ParticipantFactory(organisation=organisation)
    make.InvolvementFactory(stage=stage, participant=leaves)
    path = reverse("people:arrange", args=[leaves.pk])
    type_into(cora_client, path, words="A ramp")
    assert Draft.objects.exists()
    PersonInDraft.objects.filter(participant=leaves).delete()
    assert not Draft.objects.exists()


def test_starting_again_empties_the_form(cora_client, decide):
    type_into(cora_client, decide, words=WORDS)
    answer = cora_client.post(AGAIN, {"path_of_form": decide}, follow=True)
    assert form_on(answer)["words"] == [""] and not Draft.objects.exists()


def test_what_has_no_name_is_never_kept_by_name(in_project, stage):
    asked = make.SurveyInvitationFactory(
        survey_round=make.SurveyRoundFactory(stage=make.StageFactory(project=stage.project, closed=True)),
        participant=in_project,
    )
    client = signed_in(in_project.user)
    for path in (reverse("me:six", args=[asked.pk]), reverse("me:group")):
        page = client.get(path)
        assert page.status_code == 200 and 'name="draft"' not in page.content.decode()


def test_no_word_of_it_stands_in_the_audit_chain(cora_client, decide, caplog):
    before = AuditEntry.objects.count()
    type_into(cora_client, decide, words=WORDS)
    assert AuditEntry.objects.count() == before and WORDS not in caplog.text


def test_a_correction_that_was_begun_says_what_changed_meanwhile(cora_client, stage, sam, project):
    make.TeamMemberFactory(project=project, user=sam)
    path = reverse("corrections:in_project", args=[project.pk, "stage", stage.pk])
    type_into(cora_client, path, name="Drawing")
    other = signed_in(sam)
    other.post(path, form_on(other.get(path)) | {"name": "Sketching"})
    answer = cora_client.post(path, form_on(cora_client.get(path)))
    assert answer.status_code == 422 and "Sketching" in answer.content.decode()
    assert form_on(answer)["name"] == ["Drawing"]
