from django import forms

from coproduction.accounts.forms import TypedCodeForm
from coproduction.accounts.idempotency import IdempotentForm

ANSWERS = (("yes", "Yes, it is me"), ("no", "No"))


class TakesPartForm(IdempotentForm):
    """Asked of a colleague. It names nobody: the person they look like may be a stranger to them."""

    # That they were asked is theirs alone to know.
    drafted = False

    answer = forms.ChoiceField(
        label="Has somebody here welcomed you as a person who takes part?",
        choices=ANSWERS,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose yes or no."},
    )
    name = forms.CharField(
        label="The name you take part under",
        required=False,
        max_length=60,
        help_text="As you gave it when you were welcomed. Only if you said yes.",
        widget=forms.TextInput({"autocomplete": "off"}),
    )

    def clean(self):
        typed = super().clean()
        if typed.get("answer") == "yes" and not typed.get("name"):
            self.add_error("name", "Write the name that you gave when you were welcomed.")
        return typed


class ProofForm(IdempotentForm):
    drafted = False

    code = TypedCodeForm.base_fields["code"]
    clean_code = TypedCodeForm.clean_code
