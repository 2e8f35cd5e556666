from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.forms.models import model_to_dict

from coproduction.accounts.invitations import STANDS
from coproduction.accounts.models import Organisation
from coproduction.accounts.organisations import create_organisation
from coproduction.accounts.staff.forms import NewOrganisationForm
from coproduction.base.refusals import Refused

# Which option a field of the form came from.
OPTIONS = {"name": "--name", "region": "--region", "person": "--name-of", "email": "--email"}
NEXT = """{name} is made, and {person} is invited as coordinator and manager.

What happens next:
  1. A message goes to {email} with the next manage.py send_due.
  2. {person} opens {address}/ and signs in with that address. They have {days} days to say yes.
  3. They set up a second way to prove who they are, then invite the others and look over the settings.
"""


class Command(BaseCommand):
    help = "Makes an organisation and invites its first person, who runs projects and says who else works there."

    def add_arguments(self, parser):
        parser.add_argument("--name", required=True, help="what the organisation is called")
        parser.add_argument("--region", default="ENG", help="whose bank holidays count: ENG, SCT or NIR")
        parser.add_argument("--email", required=True, help="address of its first person")
        parser.add_argument("--name-of", required=True, help="their name")

    def handle(self, *, name, region, email, name_of, **options):
        usual = model_to_dict(Organisation())
        usual["working_days"] = list(usual["working_days"])
        form = NewOrganisationForm({**usual, "name": name, "region": region, "person": name_of, "email": email})
        if not form.is_valid():
            raise CommandError("\n".join(f"{OPTIONS[field]}: {said[0]}" for field, said in form.errors.items()))
        person, email = form.cleaned_data["person"], form.cleaned_data["email"]
        try:
            create_organisation(settled=form.settled, person=person, email=email, first=False, by=None)
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        words = {"name": form.settled["name"], "person": person, "email": email}
        self.stdout.write(NEXT.format(**words, address=settings.SITE_ADDRESS, days=STANDS.days))
