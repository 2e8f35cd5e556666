"""What a record is found by never says what the record no longer says, however it was written."""

import importlib
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.db.models import F, Value
from django.db.models.functions import Upper

from coproduction.base.folding import fold, folded_fields, holds
from coproduction.base.privacy import our_models
from participants.people.models import Participant
from projects.project.models import Project
from projects.updates.models import Update
from tests import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

FOLDED = [model for model in our_models() if folded_fields(model)]


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Zoë O’Neill-Łuc", "zoe oneill luc"),
        ("  STRAẞE  ß\u200b ", "strasse ss"),
        ("Şükrü İnönü", "sukru inonu"),
        ("Анна Ёлкина", "анна елкина"),
        ("José\n\tMaría", "jose maria"),
        ("ﬁnd ①", "find 1"),
        ("100%_sure\\", "100% sure\\"),
    ],
)
def test_what_is_folded_is_small_and_without_accents(typed, folded):
    assert fold(typed) == folded and fold(folded) == folded


def stale():
    """Rows of which the column says other than they do."""
    return [
        row
        for model in FOLDED
        for row in model.objects.all()
        for field in folded_fields(model)
        if getattr(row, field.name) != fold(" ".join(getattr(row, source) for source in field.sources))
    ]


def test_every_way_to_write_carries_it_along(organisation, project):
    asha, ben = (make.ParticipantFactory(organisation=organisation, name=name) for name in ("Ásha", "Ben"))
    update = make.UpdateFactory(project=project, told=True)
    asha.name = "Zoë"
    asha.save(update_fields=["name"])
    Participant.objects.filter(pk=ben.pk).update(name="Łuc")
    assert list(Participant.objects.order_by("folded").values_list("folded", flat=True)) == ["luc", "zoe"]
    partly = Participant.objects.only("organisation", "name").get(pk=asha.pk)
    partly.name = "Änne"
    partly.save()
    made = make.ParticipantFactory.build(organisation=organisation, name="Bjørn", welcomed_by=asha.welcomed_by)
    Participant.objects.bulk_create([made])
    Participant.objects.update_or_create(pk=ben.pk, defaults={"name": "José"})
    update.progress = "Façade"
    update.save(update_fields=["progress", *update.note_put_right(was=update)])
    assert not stale() and "facade" in Update.objects.get().folded
    assert set(Participant.objects.values_list("folded", flat=True)) == {"anne", "bjorn", "jose"}


def test_a_name_that_is_erased_goes_from_it(asha):
    Participant.objects.filter(pk=asha.pk).update(name="")
    assert Participant.objects.get(pk=asha.pk).folded == ""


def test_a_write_that_can_not_be_followed_is_refused(asha, project):
    update = make.UpdateFactory(project=project)
    asha.name = "Other"
    for write in (
        lambda: Participant.objects.update(name=Upper(F("name"))),
        lambda: Participant.objects.update(name=Value("Other")),
        lambda: Participant.objects.bulk_update([asha], ["name"]),
        lambda: Update.objects.filter(pk=update.pk).update(progress="Other"),
    ):
        with pytest.raises(TypeError, match="save each of them"), transaction.atomic():
            write()
    assert not stale()


def test_words_are_found_alike_on_both_databases(organisation):
    for title in ("The front door", "100% ours", "Under_score", "Back\\slash", "Élan's café"):
        make.ProjectFactory(organisation=organisation, title=title)

    def found(typed):
        return list(Project.objects.filter(holds(typed)).order_by("title").values_list("title", flat=True))

    assert found("DOOR front") == ["The front door"] and found("ont") == ["The front door"]
    assert found("100%") == ["100% ours"] and found("%") == ["100% ours"]
    assert found("Under_sc") == found("under score") == ["Under_score"]
    assert found("\\") == ["Back\\slash"] and found("elans CAFE") == ["Élan's café"]
    assert found("") == found(" - ") == found("_") == []


@pytest.mark.parametrize("model", FOLDED, ids=lambda model: model._meta.label)
def test_rows_from_before_are_filled_by_the_migration(model, organisation, project):
    migration = {"projects": "0004_found_by_words", "participants": "0019_found_by_words"}[model._meta.app_label]
    operations = importlib.import_module(f"{model._meta.app_label}.migrations.{migration}").Migration.operations
    make.ParticipantFactory(organisation=organisation, name="Zoë")
    make.SessionFactory(stage__project=project, about="Zoë")
    make.UpdateFactory(project=project, told=True, progress="Zoë")
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {model._meta.db_table} SET folded = ''")
    assert model.objects.filter(folded="").exists()
    operations[-1].code(apps, SimpleNamespace(connection=connection))
    assert not model.objects.filter(folded="").exists() and not stale()
