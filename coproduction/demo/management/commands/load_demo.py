from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from coproduction.demo.load import load


class Command(BaseCommand):
    help = "Loads the made-up organisations and their projects, once."

    def handle(self, **options):
        if not settings.DEMO:
            raise CommandError("Made-up people belong in demo mode alone: set COPRODUCTION_DEMO=1.")
        self.stdout.write("Made-up people are in." if load() else "They are in already.")
