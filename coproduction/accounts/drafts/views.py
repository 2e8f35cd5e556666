from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from coproduction.base.drafts import MARK
from coproduction.base.http import is_own_path, redirect_to

from .keeping import forget_of_page, keep
from .marks import read_mark


@require_POST
def keep_draft(request):
    """What the page of a form sends by itself while somebody types: 204 where it is kept."""
    mark = read_mark(request.POST.get(MARK, ""))
    typed = request.POST.copy()
    path = typed.pop("path_of_form", [""])[-1]
    theirs = mark is not None and mark.owner == request.user.pk
    if theirs and keep(mark=mark, path=path, typed=typed, pressed=False):
        return HttpResponse(status=204)
    return HttpResponse(status=409)


@require_POST
def start_again(request):
    """An empty form, in place of what stood in it."""
    path = request.POST.get("path_of_form", "")
    forget_of_page(request.user, path)
    return redirect_to(request, path if is_own_path(path) else reverse("home"))
