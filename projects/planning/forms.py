from django import forms

from coproduction.accounts.idempotency import IdempotentForm
from coproduction.accounts.models import Organisation, User
from coproduction.base import days
from coproduction.base.access import COORDINATOR
from coproduction.base.fields import DayField
from coproduction.base.filtering import Filter
from coproduction.base.forms import Why
from projects.project.models import Project
from projects.stages.models import Stage
from projects.team.forms import ColleagueField, coordinators_of

TEMPLATE_KINDS = [(kind.value, kind.label) for kind in Stage.TEMPLATE]

VERBS = (
    ("designs", "We design something"),
    ("reviews", "We review something"),
    ("delivers", "We deliver something"),
)


class StagesField(forms.MultipleChoiceField):
    """Not optional, though it may be empty: a stage of their own will do."""

    widget = forms.CheckboxSelectMultiple

    def validate(self, value):
        if value:
            super().validate(value)


class PlanForm(IdempotentForm, forms.ModelForm):
    why = {
        "cannot_change": Why(
            "relationships",
            "Trust begins with what is honest from the start. Your whole team reads this, and can be asked.",
        ),
        "deputy": Why(
            "trauma_informed",
            "So that nobody has to tell a worry about the contact to the contact. Your team sees the name.",
        ),
        "why_none": Why(
            "resources", "It shows before the first day what there is no money for. Your team and your managers see it."
        ),
        "money_until": Why(
            "sustainability", "It shows how long this work can carry on. Your team and your managers see it."
        ),
    }
    together = forms.MultipleChoiceField(
        label="What do you do together?",
        help_text="Tick at least one. Asking people what they think is good, but it is not yet coproduction.",
        choices=VERBS,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick at least one: design, review or deliver."},
    )
    organisation = forms.ModelChoiceField(Organisation.objects.none(), label="For which organisation?")
    contact = ColleagueField(
        User.objects.none(),
        label="Who is the contact?",
        help_text="The one person that people in the project can always turn to.",
    )
    deputy = ColleagueField(
        User.objects.none(),
        label="Who is the deputy?",
        help_text="Steps in when the contact is away, and hears anything that is about the contact.",
        required=False,
        empty_label="Nobody yet",
    )
    starts_on = DayField(label="First day")
    ends_on = DayField(label="Last day", required=False, ahead=True)
    why_none = forms.CharField(
        label="Why the empty lines have no money",
        help_text="One reason for all the lines left empty. You can give a line its own reason instead.",
        required=False,
        max_length=200,
    )
    source = forms.CharField(label="Who pays for this work?", required=False, max_length=120)
    money_until = DayField(label="The money lasts until", required=False, ahead=True)
    confirmed = forms.BooleanField(label="This money is confirmed", required=False)
    stages = StagesField(
        label="Which stages does it have?",
        help_text="Stages can overlap. One that turns out not to apply can be marked so later, with a reason.",
        choices=TEMPLATE_KINDS,
        initial=[kind for kind, _ in TEMPLATE_KINDS],
    )
    own_stage = forms.CharField(label="A stage of your own", required=False, max_length=60)

    # As on the page, so that the list of what to put right follows it.
    field_order = (
        "organisation", "title", "purpose", "together", "size", "starts_on", "ends_on", "can_change", "cannot_change",
        "who_decides", "contact", "deputy", "stages", "own_stage", "why_none", "source", "money_until", "confirmed",
    )  # fmt: skip

    class Meta:
        model = Project
        fields = [
            "title", "purpose", "size", "starts_on", "ends_on", "can_change", "cannot_change", "who_decides",
        ]  # fmt: skip
        labels = {
            "title": "What is it called?",
            "purpose": "What is it for?",
            "size": "How big is it?",
            "can_change": "What can change?",
            "cannot_change": "What can't change?",
            "who_decides": "Who decides?",
        }
        help_texts = {
            "purpose": "Two or three lines, in words that everyone in it would use.",
            "can_change": "What people's work here can really alter.",
            "cannot_change": "Money, law, time: say it now, so that nobody finds out later.",
            "who_decides": "Who has the last word, and how people with lived experience take part in it.",
        }
        widgets = {
            "purpose": forms.Textarea(attrs={"rows": 3}),
            "can_change": forms.Textarea(attrs={"rows": 3}),
            "cannot_change": forms.Textarea(attrs={"rows": 3}),
            "size": forms.RadioSelect,
        }

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.places = Organisation.objects.filter(pk__in=user.organisations_as(COORDINATOR)).order_by("name")
        colleagues = coordinators_of(self.places)
        self.fields["organisation"].queryset = self.places
        self.fields["contact"].queryset = self.fields["deputy"].queryset = colleagues
        self.fields["size"].choices = Project.Size.choices
        self.initial |= {"starts_on": days.today(), "contact": user.pk, "organisation": self.places.first()}
        others = [person.pk for person in colleagues if person != user]
        if len(others) == 1:
            self.initial["deputy"] = others[0]
        if len(self.places) == 1:
            del self.fields["organisation"]

    def clean(self):
        typed = super().clean()
        if not typed.get("stages") and not typed.get("own_stage"):
            self.add_error("stages", "Tick at least one stage, or write one of your own.")
        if typed.get("contact") and typed.get("contact") == typed.get("deputy"):
            self.add_error("deputy", "Choose two people: the deputy steps in when the contact is away.")
        if typed.get("source") and not typed.get("money_until") and "money_until" not in self.errors:
            self.add_error("money_until", "Say until when this money lasts.")
        if typed.get("money_until") and not typed.get("source"):
            self.add_error("source", "Say who pays for this work.")
        return typed

    def explains(self, budget):
        """Whether each head of the budget has money or a reason; if not, one line says which do not."""
        without = budget.unexplained
        if without and not self.cleaned_data.get("why_none"):
            self.add_error("why_none", f"Say why, or write a sum for: {', '.join(without)}.")
            return False
        return True

    @property
    def planned(self):
        """What `plan_project` takes, save the money by head."""
        typed = self.cleaned_data
        fields = {name: typed[name] for name in self._meta.fields}
        return {
            "organisation": typed.get("organisation") or self.places[0],
            "fields": fields | {verb: verb in typed["together"] for verb, _ in VERBS},
            "contact": typed["contact"],
            "deputy": typed["deputy"],
            "funding": self.funding,
            "stages": self.chosen_stages,
        }

    @property
    def funding(self):
        typed = self.cleaned_data
        if not typed["source"]:
            return None
        confirmed_on = days.today() if typed["confirmed"] else None
        return {"source": typed["source"], "ends_on": typed["money_until"], "confirmed_on": confirmed_on}

    @property
    def chosen_stages(self):
        """Pairs of kind and name; a stage of their own comes before sharing back and celebrating."""
        typed = self.cleaned_data
        stages = [(kind, name) for kind, name in TEMPLATE_KINDS if kind in typed["stages"]]
        if typed["own_stage"]:
            last = stages and stages[-1][0] == Stage.Kind.SHARE
            stages.insert(len(stages) - bool(last), (Stage.Kind.OWN, typed["own_stage"]))
        return stages


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
