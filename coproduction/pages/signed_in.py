"""Where a person is signed in, and the ways out."""

from allauth.account import views as allauth
from django.contrib import messages
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from coproduction.accounts import devices
from coproduction.base.http import redirect_to, render_page, whole_number

# Not the cache: it holds nothing of anybody's, and loading it again costs money.
WIPES = '"cookies", "storage"'


@require_http_methods(["GET", "HEAD", "POST"])
def where(request):
    if request.method == "POST":
        place_id = whole_number(request.POST.get("place", ""))
        if place_id is not None:
            devices.end_place(user=request.user, place_id=place_id)
        messages.success(request, "It is signed out there.")
        return redirect_to(request, "usersessions_list")
    return render_page(request, "usersessions/where.html", {"places": devices.places_of(request)})


@require_POST
def everywhere(request):
    devices.sign_out_everywhere(request)
    return wipe_browser(redirect_to(request, "signed_out"))


@require_http_methods(["GET", "HEAD", "POST"])
def sign_out(request):
    answer = allauth.logout(request)
    return wipe_browser(answer) if request.method == "POST" else answer


def wipe_browser(answer):
    """Nothing of this person stays in the browser."""
    answer.headers["Clear-Site-Data"] = WIPES
    return answer


@require_safe
def signed_out(request):
    if request.user.is_authenticated:
        return redirect("home")
    return render_page(request, "account/signed_out.html")
