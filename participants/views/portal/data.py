from django.views.decorators.http import require_safe

from participants.kept import kept_about
from participants.views.portal.frame import mine, my_page


@require_safe
def data(request):
    return my_page(request, "me/data.html", {"kept": kept_about(list(mine(request)))})
