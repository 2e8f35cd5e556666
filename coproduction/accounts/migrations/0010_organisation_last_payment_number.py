from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_attempt_slots")]

    operations = [
        migrations.AddField(
            "organisation", "last_payment_number", models.PositiveIntegerField(default=1000, editable=False)
        ),
    ]
