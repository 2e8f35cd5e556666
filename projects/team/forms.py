from django import forms
from django.db.models import Q

from coproduction.accounts.idempotency import IdempotentForm
from coproduction.accounts.models import User
from coproduction.base import days
from coproduction.base.fields import DayField
from projects.project.models import TeamMember

from .actions import STANDS_IN_FOR_AT_MOST, names_themselves


class ColleagueField(forms.ModelChoiceField):
    def label_from_instance(self, user):
        return str(user)


def coordinators_of(organisations):
    holds = Q(
        memberships__organisation__in=organisations,
        memberships__role="coordinator",
        memberships__ended_at__isnull=True,
    )
    return User.objects.filter(holds, is_active=True).order_by("name").distinct()


WHEN_MET = "The day the old and the new contact met the people together"


class TeamForm(IdempotentForm):
    """Chooses one of those who coordinate projects in the organisation."""

    person = ColleagueField(
        User.objects.none(), label="Who?", empty_label="Choose", error_messages={"required": "Choose a person."}
    )

    def __init__(self, *args, project, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.project, self.user = project, user
        colleagues = coordinators_of([project.organisation_id])
        others = colleagues.exclude(pk__in=[person.pk for person in self.left_out()])
        self.fields["person"].queryset = others
        if not others:
            self.fields["person"].help_text = "Nobody else can be chosen now. A manager can invite a coordinator."

    def left_out(self):
        """Who can't be chosen: whoever is on the team already."""
        return self.team()

    def team(self, *parts):
        members = TeamMember.objects.open_ended().for_project(self.project).select_related("user")
        return [member.user for member in (members.filter(part__in=parts) if parts else members)]

    def not_themselves(self):
        return [] if names_themselves(self.project, self.user) else [self.user]


class ContactForm(TeamForm):
    met_together_on = DayField(
        label=WHEN_MET,
        help_text="Leave it empty if they have not yet. Plan it soon: people should not meet a stranger.",
        required=False,
        back=True,
    )
    stays = forms.BooleanField(label="The old contact stays on the team", required=False)

    def left_out(self):
        return [*self.team(TeamMember.Part.CONTACT), *self.not_themselves()]

    def clean_met_together_on(self):
        return not_ahead(self.cleaned_data["met_together_on"])


class DeputyForm(TeamForm):
    stays = forms.BooleanField(label="The old deputy stays on the team", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.team(TeamMember.Part.DEPUTY):
            self.fields["person"].required = False
            self.fields["person"].empty_label = "Nobody for now"
        else:
            del self.fields["stays"]

    def left_out(self):
        return [*self.team(TeamMember.Part.CONTACT, TeamMember.Part.DEPUTY), *self.not_themselves()]


class StandInForm(TeamForm):
    since = DayField(label="First day", error_messages={"required": "Write the first day."})
    until = DayField(
        label="Last day",
        help_text=f"At most {STANDS_IN_FOR_AT_MOST} days. They work like a coordinator here until this day is over.",
        error_messages={"required": "Write the last day."},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("since", days.today())

    def clean(self):
        typed = super().clean()
        since, until = typed.get("since"), typed.get("until")
        if since and since < days.today():
            self.add_error("since", "This day is over. Choose today or a later day.")
        if since and until and until < since:
            self.add_error("until", "The last day is before the first day. Check both dates.")
        return typed


class MeetingForm(IdempotentForm):
    met_together_on = DayField(
        label=WHEN_MET, back=True, error_messages={"required": "Write the day on which they met."}
    )

    def clean_met_together_on(self):
        return not_ahead(self.cleaned_data["met_together_on"])


def not_ahead(day):
    if day and day > days.today():
        raise forms.ValidationError("This day is still to come. Add it once you have met.")
    return day
