from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from coproduction.base.http import render_page

from ..definitions import PARTNERSHIP, PRINCIPLES


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    context = {"partnership": PARTNERSHIP.values(), "principles": PRINCIPLES.values()}
    return render_page(request, "principles/index.html", context)
