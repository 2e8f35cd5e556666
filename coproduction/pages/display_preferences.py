"""How pages look to one person: the size of the text, and more contrast. Kept with the person, or with the visit."""

from django.urls import reverse
from django.views.decorators.http import require_http_methods

from coproduction.accounts.display_preferences import choose_looks
from coproduction.accounts.models import TextSize
from coproduction.base.http import address_parts, is_own_path, redirect_to, render_page


@require_http_methods(["GET", "HEAD", "POST"])
def looks(request):
    """Each button is one choice, and leads back to where it was pressed."""
    back = request.POST.get("next") or page_before(request)
    back = back if is_own_path(back) else "/"
    if request.method == "POST":
        choose_looks(request, size=request.POST.get("size"), contrast=request.POST.get("contrast"))
        return redirect_to(request, back)
    return render_page(request, "pages/looks.html", {"back": back, "sizes": TextSize.choices})


def page_before(request):
    """The page on which this was pressed, as its path; empty where a browser does not say, or it was this very one.

    Not a part of the link: what is not yours has to answer to the byte like what does not exist, whatever its address.
    """
    before = address_parts(request.headers.get("Referer", ""))
    if before is None or before.netloc != request.get_host() or before.path == reverse("looks"):
        return ""
    return before._replace(scheme="", netloc="", fragment="").geturl()
