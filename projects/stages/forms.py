from django import forms

from coproduction.accounts.idempotency import IdempotentForm


class StageField(forms.ModelChoiceField):
    def label_from_instance(self, stage):
        return f"{stage.name}, {stage.project.title}" if self.says_project else stage.name

    says_project = False


class SkipForm(IdempotentForm):
    reason = forms.CharField(
        label="Why does this stage not apply?",
        help_text="People who take part can read this.",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
