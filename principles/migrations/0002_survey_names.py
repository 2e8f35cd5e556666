"""The team's own answers hang on a round of the survey, by its new name."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("participants", "0009_survey_names"), ("principles", "0001_initial")]

    operations = [
        migrations.RemoveConstraint("reflection", "team_member_reflects_once_in_a_round"),
        migrations.RenameField("reflection", "round", "survey_round"),
        migrations.AddConstraint(
            "reflection",
            models.UniqueConstraint(
                fields=("survey_round", "user", "principle"), name="team_member_reflects_once_in_a_round"
            ),
        ),
    ]
