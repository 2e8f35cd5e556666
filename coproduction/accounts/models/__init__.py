from .audit import AuditEntry, AuditHead, ChangeCount
from .draft import Draft
from .organisation import Membership, Organisation
from .sign_in import AttemptSlot, Invitation, SentCode, SignInCard
from .submitted import SubmittedForm
from .user import TextSize, User

__all__ = [
    "AuditEntry",
    "AuditHead",
    "ChangeCount",
    "Draft",
    "Invitation",
    "AttemptSlot",
    "Membership",
    "Organisation",
    "SentCode",
    "SignInCard",
    "SubmittedForm",
    "TextSize",
    "User",
]
