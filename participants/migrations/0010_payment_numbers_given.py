"""Each organisation knows the last number that a payment of its people has."""

import re

from django.db import migrations

NUMBERED = re.compile(r".{1,4} (\d+)", re.DOTALL)


def note_last_numbers(apps, schema_editor):
    Payment = apps.get_model("participants", "Payment")
    for organisation in apps.get_model("accounts", "Organisation").objects.all():
        references = Payment.objects.filter(organisation=organisation).values_list("reference", flat=True)
        numbers = [int(found[1]) for words in references.iterator() if (found := NUMBERED.fullmatch(words))]
        organisation.last_payment_number = max([organisation.last_payment_number, *numbers])
        organisation.save(update_fields=["last_payment_number"])


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0004_last_payment_number"),
        ("participants", "0009_survey_names"),
    ]

    operations = [migrations.RunPython(note_last_numbers, migrations.RunPython.noop)]
