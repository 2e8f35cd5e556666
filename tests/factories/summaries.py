"""What is worked out and kept of a project and its organisation: nothing in it is written by hand."""

from coproduction.base.days import today
from principles.models import FrozenQuarter, KeptFinding, KeptLateStep
from principles.quarters import quarter_start
from principles.summary.proof import bring_up_all

FIELDS = {
    FrozenQuarter: {"principle": "resources", "quarter": []},
    KeptFinding: {"statement": "S6", "finding": []},
    KeptLateStep: {"step": "approval", "payments": 1, "days": 1},
}


def kept_row(model, project):
    """One that nobody worked out."""
    first = {"first": quarter_start(today())} if model is FrozenQuarter else {}
    return model.objects.create(project=project, organisation=project.organisation, **FIELDS[model], **first)


def kept_rows(project):
    """One of each kind, in its organisation."""
    bring_up_all(project.organisation, today())
    for model in (FrozenQuarter, KeptLateStep):
        model.objects.filter(project=project).exists() or kept_row(model, project)
