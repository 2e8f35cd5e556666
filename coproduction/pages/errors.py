"""Pages of errors that stand in the person's own frame wherever it is known who asks."""

from django.http import HttpResponseBadRequest
from django.shortcuts import render
from django.template.loader import render_to_string

from coproduction.base.tags import frame_of


def bad_request(request, exception):
    """What could not be read. Before it is known who asks, as where the host is wrong, it stands by itself."""
    user = getattr(request, "user", None)
    if user is None:
        return HttpResponseBadRequest(render_to_string("400.html"))
    return render(request, "400.html", {"frame": frame_of(user)}, status=400)
