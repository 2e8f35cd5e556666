from django.contrib import messages
from django.http import Http404
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from coproduction.accounts.idempotency import submit_once
from coproduction.base.access import MANAGER
from coproduction.base.http import render_page

from .actions import publish_rates
from .forms import RateCardForm
from .models import RateCard


@require_http_methods(["GET", "HEAD", "POST"])
def rates(request):
    """Every card that is or was; a manager adds the next."""
    organisations = request.user.organisations_as(MANAGER)
    form = None
    if organisations:
        form = RateCardForm(request.POST if request.method == "POST" else None, organisations=organisations)
    elif request.method == "POST":
        raise Http404
    if form and (answer := submit_once(request, form, lambda: publish_rates_and_say(request, form))):
        return answer
    cards = RateCard.objects.visible_to(request.user).select_related("organisation").prefetch_related("rates")
    crumbs = [("Money", reverse("money:list")), ("Rate cards", None)]
    return render_page(request, "money/rates.html", {"form": form, "cards": cards, "crumbs": crumbs})


def publish_rates_and_say(request, form):
    typed = form.cleaned_data
    fields = {name: typed[name] for name in ("organisation", "name", "valid_from", "covers_preparation")}
    publish_rates(**fields, rates=form.rates, below_floor=form.is_below_floor, by=request.user)
    messages.success(request, "The new card counts for sessions planned from now on. What was promised before stands.")
    return reverse("money:rates")
