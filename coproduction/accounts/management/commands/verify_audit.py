import re
import uuid

from django.core.management.base import BaseCommand, CommandError

from coproduction.accounts.chain import chains

HASH = re.compile("[0-9a-f]{64}")


class Command(BaseCommand):
    help = "Reads the audit trail of each organisation and names the first row that is not as it was written."

    def add_arguments(self, parser):
        parser.add_argument("--organisation", type=uuid.UUID, metavar="ID", help="this one alone")
        parser.add_argument(
            "--head",
            action="append",
            default=[],
            metavar="HASH",
            help="the end of a chain as it was printed earlier and kept elsewhere: a row has to carry it still",
        )

    def handle(self, *args, organisation, head, **options):
        sought = {words.strip().lower() for words in head}
        if no_heads := [digest for digest in sought if not HASH.fullmatch(digest)]:
            raise CommandError(f"{len(no_heads)} of the heads given are no heads: each is 64 letters and digits.")
        found, faults = set(), 0
        for chain in chains(organisation, sought):
            found |= chain.met
            faults += bool(chain.fault)
            self.tell(chain)
        for lost in sorted(sought - found):
            self.stdout.write(f"No row carries {lost}: the trail was cut off or written anew since it was noted down.")
        if faults or sought - found:
            raise CommandError("The audit trail is not as it was written.", returncode=1)

    def tell(self, chain):
        if chain.fault:
            self.stdout.write(f"Organisation {chain.organisation_id}: row {chain.bad} {chain.fault}.")
        else:
            self.stdout.write(f"Organisation {chain.organisation_id}: {chain.rows} rows hold, head {chain.head}")
