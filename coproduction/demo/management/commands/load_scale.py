import time

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from coproduction.accounts.models import Organisation
from coproduction.base import statistics
from coproduction.base.days import today
from coproduction.base.scope import everywhere
from coproduction.demo.scale import NAME, load_scale


class Command(BaseCommand):
    help = "Loads one made-up organisation with very many rows, to measure by, once."

    def add_arguments(self, parser):
        parser.add_argument("--times", type=int, default=1, help="101 projects, 1,000 people and 10,000 payments each")

    def handle(self, *, times, **options):
        if not settings.DEMO:
            raise CommandError("Made-up people belong in demo mode alone: set COPRODUCTION_DEMO=1.")
        if Organisation.objects.filter(name=NAME).exists():
            raise CommandError("It is loaded already. Take another folder or another database.")
        began = time.monotonic()
        with everywhere("an organisation is only being made"):
            for written in load_scale(times, today()):
                self.stdout.write(f"{written} projects, {time.monotonic() - began:.0f} s")
        statistics.gather()
