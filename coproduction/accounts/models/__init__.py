from .audit import AuditEntry, AuditHead
from .organisation import Membership, Organisation
from .sign_in import Invitation, JudgedCode, SentCode, SignInCard
from .submitted import SubmittedForm
from .user import TextSize, User

__all__ = [
    "AuditEntry",
    "AuditHead",
    "Invitation",
    "JudgedCode",
    "Membership",
    "Organisation",
    "SentCode",
    "SignInCard",
    "SubmittedForm",
    "TextSize",
    "User",
]
