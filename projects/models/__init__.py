from .money import BudgetLine, Funding, Rate, RateCard
from .project import Project, ProjectRecord, TeamMember
from .session import SafetyPlan, Session
from .stage import Stage
from .update import Update
from .ways import GroupAgreement, PowerCheck

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
