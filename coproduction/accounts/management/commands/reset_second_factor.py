from django.core.management.base import BaseCommand, CommandError

from coproduction.accounts.models import User
from coproduction.accounts.organisations import take_away_second_factor
from coproduction.base.refusals import Refused
from coproduction.base.scope import everywhere


class Command(BaseCommand):
    help = "For somebody of the staff who lost their phone and their recovery codes: they can set up another."

    def add_arguments(self, parser):
        parser.add_argument("--email", required=True, help="the address they sign in with")

    def handle(self, *, email, **options):
        member = User.objects.filter(email=email.strip().lower()).first()
        if member is None:
            raise CommandError("Nobody signs in with that address.")
        try:
            with everywhere("whoever runs the server helps anybody"):
                take_away_second_factor(member=member, by=None)
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write("Done. They are signed out everywhere, sign in by a code, and set up a new second factor.")
