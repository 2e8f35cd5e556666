"""People know whether they are in no project: those are seen by every coordinator, and were looked for among all."""

from django.db import migrations, models
from django.db.models import Exists, OuterRef, Q


def note_who_is_in_none(apps, schema_editor):
    there = apps.get_model("participants", "Involvement").objects.exclude(state="declined")
    people = apps.get_model("participants", "Participant").objects
    people.update(in_no_project=~Exists(there.filter(participant=OuterRef("pk"))))


class Migration(migrations.Migration):
    dependencies = [("participants", "0011_index_what_waits")]

    operations = [
        migrations.AddField("participant", "in_no_project", models.BooleanField(default=True, editable=False)),
        migrations.AddIndex(
            "participant",
            models.Index(condition=Q(("in_no_project", True)), fields=["organisation"], name="participant_in_no_project"),
        ),
        migrations.RunPython(note_who_is_in_none, migrations.RunPython.noop),
    ]
