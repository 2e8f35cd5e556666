"""The six questions by the field's own names: a round of the survey, an invitation to it, an answer."""

from django.db import migrations, models


class Migration(migrations.Migration):
    # The first migration of `principles` names the round as it was called then.
    dependencies = [("participants", "0008_learning_notes"), ("principles", "0001_initial")]

    operations = [
        migrations.RemoveConstraint("asked", "person_is_asked_once_in_a_round"),
        migrations.RemoveConstraint("rating", "rating_is_one_to_five_or_cant_say"),
        migrations.RenameModel("AskingRound", "SurveyRound"),
        migrations.RenameModel("Asked", "SurveyInvitation"),
        migrations.RenameModel("Rating", "SurveyAnswer"),
        migrations.RenameField("surveyinvitation", "round", "survey_round"),
        migrations.RenameField("surveyanswer", "round", "survey_round"),
        migrations.AlterField(
            "surveyinvitation",
            "survey_round",
            models.ForeignKey("participants.SurveyRound", models.PROTECT, related_name="invitations"),
        ),
        migrations.AlterField(
            "surveyinvitation",
            "participant",
            models.ForeignKey("participants.Participant", models.CASCADE, related_name="survey_invitations"),
        ),
        migrations.AlterField(
            "surveyanswer",
            "survey_round",
            models.ForeignKey("participants.SurveyRound", models.PROTECT, related_name="answers"),
        ),
        migrations.AddConstraint(
            "surveyinvitation",
            models.UniqueConstraint(fields=("survey_round", "participant"), name="person_is_asked_once_in_a_round"),
        ),
        migrations.AddConstraint(
            "surveyanswer",
            models.CheckConstraint(
                condition=models.Q(("answer__isnull", True), ("answer__range", (1, 5)), _connector="OR"),
                name="survey_answer_is_one_to_five_or_cant_say",
            ),
        ),
    ]
