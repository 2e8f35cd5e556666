"""For Django alone, which looks for models here; all else imports the room."""

from .agreements.models import GroupAgreement
from .money.models import BudgetLine, Funding, Rate, RateCard
from .power.models import PowerCheck
from .project.models import Project, ProjectRecord, TeamMember
from .sessions.models import SafetyPlan, Session
from .stages.models import Stage
from .updates.models import Update

__all__ = [
    "BudgetLine",
    "Funding",
    "GroupAgreement",
    "PowerCheck",
    "Project",
    "ProjectRecord",
    "Rate",
    "RateCard",
    "SafetyPlan",
    "Session",
    "Stage",
    "TeamMember",
    "Update",
]
