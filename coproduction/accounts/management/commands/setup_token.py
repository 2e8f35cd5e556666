from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from coproduction.accounts.models import Organisation
from coproduction.accounts.organisations import setup_token


class Command(BaseCommand):
    help = "Prints the word that the first-run page asks for, while there is no organisation yet."

    def handle(self, **options):
        if Organisation.objects.exists():
            raise CommandError(
                "There is an organisation already, so the first-run page is shut. "
                "Make another with manage.py create_organisation."
            )
        self.stdout.write(f"The set-up word is {setup_token()}")
        self.stdout.write(f"Type it in at {settings.SITE_ADDRESS}/set-up/")
