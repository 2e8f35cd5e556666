from django.views.decorators.http import require_safe

from coproduction.base.http import render_page

from ..definitions import PARTNERSHIP, PRINCIPLES


@require_safe
def index(request):
    context = {"partnership": PARTNERSHIP.values(), "principles": PRINCIPLES.values()}
    return render_page(request, "principles/index.html", context)
