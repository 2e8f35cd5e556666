"""A write is a named action: keyword-only, by somebody, in one transaction, leaving one audit row."""

from functools import wraps
from inspect import signature

from django.db import transaction

from .models import AuditEntry

ACTIONS = {}


def action(verb):
    """Makes a function a named action. It returns the record it is about, which says whose organisation it is.

    `verb` is what the audit row says, such as "session logged".
    """

    def name_it(function):
        parameters = signature(function).parameters.values()
        if "by" not in signature(function).parameters or any(p.kind is not p.KEYWORD_ONLY for p in parameters):
            raise TypeError(f"{function.__name__} must take keywords alone, `by` among them.")

        @wraps(function)
        def act(*, by, **kwargs):
            with transaction.atomic():
                about = function(by=by, **kwargs)
                AuditEntry.objects.create(
                    organisation_id=about.organisation_id,
                    actor_id=by.pk if by else None,
                    action=verb,
                    about=about._meta.label_lower,
                    about_id=str(about.pk),
                )
            return about

        ACTIONS[f"{function.__module__}.{function.__name__}"] = verb
        return act

    return name_it
