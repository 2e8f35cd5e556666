from .money import BudgetLine, Funding, Rate, RateCard
from .project import Project, ProjectRecord, TeamMember
from .session import SafetyPlan, Session
from .stage import Stage
from .update import Update

__all__ = [
    "BudgetLine",
    "Funding",
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
