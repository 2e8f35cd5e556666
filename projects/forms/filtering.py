from django import forms

from coproduction.base.filtering import Filter
from projects.models import Stage


class ProjectFilter(Filter):
    stage = forms.ChoiceField(label="In the stage", required=False, choices=[("", "Any"), *Stage.Kind.choices])
    state = forms.ChoiceField(
        label="Show", required=False, choices=[("", "Live ones"), ("closed", "Closed ones"), ("all", "All")]
    )

    def narrow(self, projects):
        state, kind = self.cleaned_data.get("state", ""), self.cleaned_data.get("stage", "")
        if state != "all":
            projects = projects.filter(closed_on__isnull=state != "closed")
        if kind:
            # Live projects are looked for where they are now, closed ones by where they have been.
            there = Stage.objects.filter(kind=kind, opened_on__isnull=False)
            if not state:
                there = there.open()
            projects = projects.filter(pk__in=there.values("project"))
        return projects
