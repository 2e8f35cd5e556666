from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_change_counts")]

    operations = [
        migrations.AddField(
            "organisation", "last_payment_number", models.PositiveIntegerField(default=1000, editable=False)
        ),
    ]
