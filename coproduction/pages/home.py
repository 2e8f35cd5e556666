from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from coproduction.accounts.invitations import is_current, own_invitations
from coproduction.base.http import render_page
from coproduction.base.words import PRINCIPLES

# Where each role begins; a person with two roles begins at the first.
BEGINS = (
    ("coordinator", "today"),
    ("manager", "principles:dashboard"),
    ("finance", "money:list"),
    ("participant", "me:home"),
)


@require_safe
def home(request):
    """Signed out: what this is. Signed in: an invitation that waits for an answer, else the home of the first role."""
    if request.user.is_authenticated:
        if "later" not in request.GET and (waits := next(filter(is_current, own_invitations(request.user)), None)):
            return redirect("invitation", waits.pk)
        for role, route in BEGINS:
            if role in request.user.roles:
                return redirect(route)
    return render_page(request, "pages/home.html", {"principles": PRINCIPLES})
