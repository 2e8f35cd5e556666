"""How every form is drawn: hint before the control, errors tied to it, a summary that takes focus."""

from typing import NamedTuple

from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    form_template_name = "forms/form.html"
    formset_template_name = "forms/formset.html"
    field_template_name = "forms/field.html"


class Why(NamedTuple):
    """Why something is asked: the key of its principle, and in a sentence or two what it is for and who sees it.

    A form says it as `why = {"field": Why(...)}`; under ALL, of the form as a whole.
    """

    principle: str
    words: str


ALL = "all"
