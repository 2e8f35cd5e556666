"""Who holds a role in an organisation is found without reading all who take part in it."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("accounts", "0004_last_payment_number")]

    operations = [
        migrations.AddIndex(
            "membership",
            models.Index(fields=["organisation", "role"], condition=Q(ended_at__isnull=True), name="roles_held_now"),
        ),
    ]
