"""Demo mode alone: come in as one of the made-up people, without a code."""

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from coproduction.accounts.allauth_internal import record_authentication
from coproduction.accounts.models import User

from .cast import SIGN_IN


@require_POST
def sign_in(request):
    if not settings.DEMO:
        raise Http404
    user = get_object_or_404(User, email=SIGN_IN.get(request.POST.get("who")), is_active=True)
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    # Nobody has a second factor to try it out with.
    record_authentication(request, user, method="mfa", type="totp")
    return redirect("home")
