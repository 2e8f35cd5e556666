"""Who looks for what waits finds it without reading what is settled."""

from django.db import migrations, models
from django.db.models import Q
from django.db.models.functions import Upper


class Migration(migrations.Migration):
    dependencies = [("participants", "0010_payment_numbers_given")]

    operations = [
        migrations.AddIndex(
            "contribution",
            models.Index(fields=["project"], condition=Q(told_on__isnull=True), name="contributions_not_told"),
        ),
        migrations.AddIndex(
            "delivery", models.Index(fields=["project", "state"], name="deliveries_of_project_by_state")
        ),
        migrations.AddIndex("participant", models.Index(Upper("name"), name="participant_name_in_capitals")),
        migrations.AddIndex(
            "payment",
            models.Index(fields=["organisation", "state", "due_on", "pence"], name="payments_that_wait"),
        ),
        migrations.AddIndex(
            "payment", models.Index(fields=["organisation", "state", "released_at"], name="payments_last_sent")
        ),
        migrations.AddIndex("payment", models.Index(fields=["project", "state"], name="payments_of_project_by_state")),
        migrations.AddIndex(
            "promise",
            models.Index(
                fields=["project"],
                condition=Q(kept_on__isnull=True, changed_told_on__isnull=True),
                name="promises_outstanding",
            ),
        ),
    ]
