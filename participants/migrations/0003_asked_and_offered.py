"""Asked means that somebody asked, and a choice is offered before it is picked.

Welcoming somebody dated all questions as asked. Where nothing was written that day, nobody knows whether they were:
those days go, so that they are asked.
"""

from django.conf import settings
from django.db import migrations, models


def date_what_was_picked(apps, schema_editor):
    apps.get_model("participants", "Choice").objects.exclude(picked="").update(picked_on=models.F("offered_on"))


def undo_what_nobody_asked(apps, schema_editor):
    participants = apps.get_model("participants", "Participant").objects
    for what, related in (("needs", "needs"), ("strengths", "strengths")):
        untouched = participants.filter(**{f"{what}_asked_on": models.F("welcomed_on"), f"{related}__isnull": True})
        participants.filter(pk__in=list(untouched.values_list("pk", flat=True))).update(**{f"{what}_asked_on": None})
    contacts = apps.get_model("participants", "SafeContact").objects.filter(
        checked_on=models.F("participant__welcomed_on"), hours="", say_from="",
        voicemail=False, shared_phone=False, dont_chase=False,
    )  # fmt: skip
    for contact in contacts.select_related("participant__user").prefetch_related("channels"):
        if all(is_untouched(channel, contact.participant.user) for channel in contact.channels.all()):
            contact.delete()


def is_untouched(channel, user):
    """As the page left it where nobody chose: its address was that of the sign-in."""
    of_sign_in = {user.phone, user.email} if user else set()
    return channel.safe == "ask" and channel.address in {"", *of_sign_in}


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0001_initial'),
        ('participants', '0002_payments'),
        ('projects', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='adaptation',
            options={'ordering': ['due_on', 'recorded_at']},
        ),
        migrations.AddField(
            model_name='choice',
            name='picked_on',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='participant',
            name='needs_asked_again_on',
            field=models.DateField(blank=True, null=True, verbose_name='asked again what helps'),
        ),
        migrations.AddField(
            model_name='participant',
            name='strengths_asked_again_on',
            field=models.DateField(blank=True, null=True, verbose_name='asked again what you are good at'),
        ),
        migrations.AlterField(
            model_name='adaptation',
            name='asked_on',
            field=models.DateField(verbose_name='agreed with you'),
        ),
        migrations.AlterField(
            model_name='adaptation',
            name='due_on',
            field=models.DateField(verbose_name='there by'),
        ),
        migrations.AlterField(
            model_name='adaptation',
            name='in_place_on',
            field=models.DateField(blank=True, null=True, verbose_name='in place'),
        ),
        migrations.AlterField(
            model_name='adaptation',
            name='worked',
            field=models.BooleanField(blank=True, null=True, verbose_name='it worked'),
        ),
        migrations.AlterField(
            model_name='choice',
            name='picked',
            field=models.CharField(blank=True, max_length=12),
        ),
        migrations.AlterField(
            model_name='participant',
            name='needs_asked_on',
            field=models.DateField(blank=True, null=True, verbose_name='asked what helps'),
        ),
        migrations.AlterField(
            model_name='participant',
            name='strengths_asked_on',
            field=models.DateField(blank=True, null=True, verbose_name='asked what you are good at'),
        ),
        migrations.RunPython(date_what_was_picked, migrations.RunPython.noop),
        migrations.RunPython(undo_what_nobody_asked, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name='adaptation',
            constraint=models.CheckConstraint(condition=models.Q(('due_on__gte', models.F('asked_on'))), name='adaptation_is_due_after_it_is_agreed'),
        ),
        migrations.AddConstraint(
            model_name='adaptation',
            constraint=models.CheckConstraint(condition=models.Q(('worked__isnull', True), ('in_place_on__isnull', False), _connector='OR'), name='adaptation_worked_once_it_was_in_place'),
        ),
        migrations.AddConstraint(
            model_name='choice',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('picked', ''), ('picked_on__isnull', True)), models.Q(models.Q(('picked', ''), _negated=True), ('picked_on__gte', models.F('offered_on')), ('picked_on__isnull', False)), _connector='OR'), name='choice_picked_says_when'),
        ),
        migrations.AddConstraint(
            model_name='participant',
            constraint=models.CheckConstraint(condition=models.Q(('needs_asked_again_on__isnull', True), models.Q(('needs_asked_again_on__gt', models.F('needs_asked_on')), ('needs_asked_on__isnull', False)), _connector='OR'), name='needs_are_asked_again_after_being_asked'),
        ),
        migrations.AddConstraint(
            model_name='participant',
            constraint=models.CheckConstraint(condition=models.Q(('strengths_asked_again_on__isnull', True), models.Q(('strengths_asked_again_on__gt', models.F('strengths_asked_on')), ('strengths_asked_on__isnull', False)), _connector='OR'), name='strengths_are_asked_again_after_being_asked'),
        ),
    ]
