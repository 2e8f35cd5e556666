from .audit import AuditEntry
from .organisation import Membership, Organisation
from .submitted import SubmittedForm
from .user import User

__all__ = ["AuditEntry", "Membership", "Organisation", "SubmittedForm", "User"]
