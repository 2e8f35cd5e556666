"""For Django alone, which looks for models here; all else imports the room."""

from .adaptations.models import Adaptation
from .agreements.models import AgreementSaid
from .attendance.models import Attendance
from .briefings.models import Briefing
from .choices.models import Choice
from .contact.models import Channel, SafeContact
from .contributions.models import Contribution
from .decisions.models import Decision
from .deliveries.models import Delivery
from .group_statements.models import GroupObjection, GroupStatement, GroupYes
from .involvement.models import Involvement
from .notes.models import SensitiveNote
from .offers.models import Offer
from .owed.models import OpenAtClosing, OwedKind
from .payments.models import Movement, Payment, PaymentNote
from .peers.models import Peer
from .people.models import AccessNeed, GivenAddress, Participant, Pause, SamePerson, Strength
from .promises.models import Promise
from .survey.models import Asked, AskingRound, Rating

__all__ = [
    "AccessNeed",
    "Adaptation",
    "AgreementSaid",
    "Asked",
    "AskingRound",
    "Attendance",
    "Briefing",
    "Channel",
    "Choice",
    "Contribution",
    "Decision",
    "Delivery",
    "GivenAddress",
    "GroupObjection",
    "GroupStatement",
    "GroupYes",
    "Involvement",
    "Movement",
    "Offer",
    "OpenAtClosing",
    "OwedKind",
    "Participant",
    "Pause",
    "Payment",
    "PaymentNote",
    "Peer",
    "Promise",
    "Rating",
    "SafeContact",
    "SamePerson",
    "SensitiveNote",
    "Strength",
]
