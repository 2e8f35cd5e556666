from typing import Any

from django.core.management.base import BaseCommand, CommandError

from coproduction.accounts.models import Organisation
from coproduction.base.days import today
from coproduction.base.scope import everywhere
from principles.summary.proof import bring_up_all


class Command(BaseCommand):
    help = "Compares how each project is kept to stand with its records, and works out how it stands today. Each night."

    def handle(self, **options: Any) -> None:
        unequal = 0
        with everywhere("all organisations, one after the other, each night"):
            for organisation in Organisation.objects.order_by("pk"):
                found = bring_up_all(organisation, today())
                unequal += found.compared - found.equal
                self.stdout.write(
                    f"Organisation {organisation.pk}: {found.equal} of {found.compared} equal, "
                    f"{found.worked_out} worked out"
                )
        if unequal:
            raise CommandError(
                f"{unequal} summaries were not what their records say. They are put right; tell whoever "
                "carries the software."
            )
