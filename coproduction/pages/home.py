from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from coproduction.base.http import page


@require_safe
def home(request):
    """Signed out: what this is. Signed in: the home of the person's first role."""
    return page(request, "pages/home.html")
