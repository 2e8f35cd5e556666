from collections.abc import Mapping
from typing import Any, Self

from django import forms
from django.utils.http import urlencode


class Filter(forms.Form):
    """Which rows a list shows, asked for in the address. What makes no sense there is left out, never an error."""

    @classmethod
    def of(cls, asked: Mapping[str, Any]) -> Self:
        """`asked` is request.GET. Returns a valid filter with what made sense in it."""
        form = cls(asked)
        form.is_valid()
        sense = cls({name: form.data.get(name, "") for name in form.cleaned_data})
        sense.is_valid()
        return sense

    @property
    def in_address(self) -> str:
        """What made sense, to stand before `page=` in the address of another page of the list. Words that somebody else
        wrote into the address are not repeated on a page that holds other people's.
        """
        said = {name: getattr(value, "pk", value) for name, value in self.cleaned_data.items() if value}
        return f"{urlencode(said)}&" if said else ""
