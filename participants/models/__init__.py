from .closing import OpenAtClosing, OwedKind
from .consent import Choice
from .contact import Channel, SafeContact
from .gathering import Adaptation, Attendance
from .group import GroupObjection, GroupStatement, GroupYes
from .involvement import Briefing, Involvement, Peer
from .keeping_well import SensitiveNote
from .ledger import Movement
from .likeness import GivenAddress
from .offers import Offer
from .payments import Payment, PaymentNote
from .people import AccessNeed, Participant, Pause, SamePerson, Strength
from .voice import Asked, AskingRound, Contribution, Decision, Delivery, Promise, Rating
from .ways import AgreementSaid

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
