"""What a page with a form has of drafts; what stands above the form is part of its summary of errors."""

from typing import Any

from django import template

from .drafts import Drafted, desk_of_request

register = template.Library()


@register.inclusion_tag("components/start_again.html", takes_context=True)
def form_to_start_again(context: template.Context) -> dict[str, Any]:
    """What the button above a form that was filled in belongs to: it may stand in that form, which sends elsewhere."""
    desk = desk_of_request()
    path = context["request"].path if desk and desk.reopened else ""
    return {"path": path, "csrf_token": context.get("csrf_token")}


@register.simple_tag
def mark_of_draft(form: Any) -> str:
    """Where no token stands, which brings it along."""
    return form.mark if isinstance(form, Drafted) and "token" not in form.fields else ""
