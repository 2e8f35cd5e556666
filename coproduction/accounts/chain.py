"""Whether an audit chain holds: read row by row, so that its length costs time and no memory."""

from dataclasses import dataclass, field

from .models import AuditEntry, AuditHead
from .models.audit import BEGINNING

BATCH = 2000


@dataclass
class Chain:
    """What was found in one organisation's chain: how many rows hold, where they end, and the first that does not.

    `fault` is empty, or says what is wrong with row `bad`; nothing is read after it. `met` are those of the `sought`
    hashes that a sound row carries, or that the empty chain begins with.
    """

    organisation_id: object
    sought: frozenset = frozenset()
    rows: int = 0
    head: str = BEGINNING
    bad: int | None = None
    fault: str = ""
    met: set = field(default_factory=set)
    last: int | None = None

    def read(self):
        """Reads on while others write: the end is reached where the head says so, and no row follows."""
        self.met |= self.sought & {self.head}
        while not self.fault and (self.read_on() or not self.ends()):
            pass
        return self

    def read_on(self):
        """Some rows more. Whether there were any. The last one is read again: its place may be taken twice."""
        here = AuditEntry.objects.filter(organisation_id=self.organisation_id, sequence__gte=self.rows)
        further = [entry for entry in here.order_by("sequence", "pk")[:BATCH] if entry.pk != self.last]
        for entry in further:
            if fault := self.wrong_with(entry):
                self.say(*fault)
                break
            self.rows, self.head, self.last = entry.sequence, entry.hash, entry.pk
            self.met |= self.sought & {entry.hash}
        return bool(further)

    def wrong_with(self, entry):
        """The number of the first row that is wrong, and what is; None where this one follows."""
        due = self.rows + 1
        if entry.sequence > due:
            return due, "is missing"
        if entry.sequence < due:
            return entry.sequence, "stands where no row belongs"
        if entry.previous != self.head:
            return due, "does not follow the row before it"
        if entry.hash != entry.worked_out():
            return due, "does not say what it said when it was written"
        return None

    def ends(self):
        """Whether the head agrees that this is the end. Where it names a later row, that one may just have come."""
        head = AuditHead.objects.filter(pk=self.organisation_id).first() or AuditHead(pk=self.organisation_id)
        if head.sequence < self.rows:
            self.say(head.sequence + 1, "stands after the end of the chain")
        elif head.sequence == self.rows and head.hash != self.head:
            self.say(self.rows, "is the last, but the end of the chain says otherwise")
        elif head.sequence > self.rows and not self.read_on():
            self.say(self.rows + 1, "is missing: the end of the chain lies further on")
        return head.sequence <= self.rows

    def say(self, bad, fault):
        self.bad, self.fault = bad, fault


def chains(organisation_id=None, sought=()):
    """The chains of all organisations, or of the one, read one after the other."""
    ids = {organisation_id} if organisation_id else organisations_with_a_chain()
    for pk in sorted(ids):
        yield Chain(pk, frozenset(sought)).read()


def organisations_with_a_chain():
    in_rows = AuditEntry.objects.order_by().values_list("organisation_id", flat=True).distinct()
    return {*in_rows, *AuditHead.objects.values_list("pk", flat=True)}
