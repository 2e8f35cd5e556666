"""Sessions that are still to come, and the last update of a project, are found without reading all that were."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("projects", "0001_initial")]

    operations = [
        migrations.AddIndex(
            "session",
            models.Index(
                fields=["project", "starts_at"],
                condition=Q(held_on__isnull=True, cancelled_on__isnull=True),
                name="sessions_planned",
            ),
        ),
        migrations.AddIndex("update", models.Index(fields=["project", "told_at"], name="updates_last_told")),
    ]
