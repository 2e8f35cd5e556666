"""Attempts at signing in take slots, by the usual name."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]

    operations = [
        migrations.RemoveConstraint("judgedcode", "judged_code_has_its_own_place"),
        migrations.RenameModel("JudgedCode", "AttemptSlot"),
        migrations.RenameField("attemptslot", "place", "slot"),
        migrations.AddConstraint(
            "attemptslot", models.UniqueConstraint(fields=("key", "slot"), name="attempt_has_its_own_slot")
        ),
    ]
