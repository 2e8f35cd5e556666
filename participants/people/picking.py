from typing import Any

from django import forms


class PersonField(forms.ChoiceField):
    """Picks one of the people that it was given by `choose_from`, who were read already. Gives them, or None."""

    default_error_messages = {"invalid_choice": "Select a valid choice. That choice is not one of the available ones."}

    def __init__(self, *, empty_label: str, **kwargs: Any) -> None:
        self.empty_label = empty_label
        super().__init__(**kwargs)

    def choose_from(self, people: Any) -> None:
        self.people = {str(person.pk): person for person in people}
        self.choices = [("", self.empty_label), *((pk, person.name) for pk, person in self.people.items())]

    def clean(self, value: Any) -> Any:
        return self.people.get(super().clean(value))


class PeopleField(forms.MultipleChoiceField):
    """Picks any of the people that it was given by `choose_from`. Gives a list of them."""

    widget = forms.CheckboxSelectMultiple
    default_error_messages = {"invalid_choice": "Select a valid choice. That choice is not one of the available ones."}

    def choose_from(self, people: Any) -> None:
        self.people = {str(person.pk): person for person in people}
        self.choices = [(pk, person.name) for pk, person in self.people.items()]

    def clean(self, value: Any) -> list[Any]:
        return [self.people[pk] for pk in super().clean(value)]
