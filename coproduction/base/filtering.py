from collections.abc import Mapping
from typing import Any, Self

from django import forms


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
