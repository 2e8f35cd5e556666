from django.core.management.base import BaseCommand
from django.utils import timezone

from coproduction.accounts.drafts.keeping import forget_over


class Command(BaseCommand):
    help = "Deletes what people began to write and have not sent, once it has waited long enough. Run it each night."

    def handle(self, *args, **options):
        self.stdout.write(f"{forget_over(timezone.now())} drafts ended.")
