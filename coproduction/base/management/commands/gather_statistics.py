from typing import Any

from django.core.management.base import BaseCommand

from coproduction.base import statistics


class Command(BaseCommand):
    help = "Lets the database see how its rows are spread, so that it finds them quickly. Run it each night."

    def handle(self, **options: Any) -> None:
        statistics.gather()
