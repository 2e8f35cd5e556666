from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from participants.deliveries.actions import open_news
from participants.deliveries.models import Delivery
from participants.involvement.models import Involvement
from participants.owed.open_items import closed_over
from participants.portal.frame import mine, my_page

PER_PAGE = 20


def my_deliveries(request):
    theirs = Delivery.objects.filter(participant__in=mine(request), update__told_at__isnull=False)
    return theirs.select_related("update__project").order_by("-update__told_at")


@require_safe
def news(request):
    found = Paginator(my_deliveries(request), PER_PAGE).get_page(request.GET.get("page"))
    return my_page(request, "me/news.html", {"page": found, "closed_over": closed_over(projects_of(mine(request)))})


def projects_of(people):
    """Those they are or were in."""
    return Involvement.objects.not_declined().filter(participant__in=people).values("project")


@require_safe
def news_item(request, delivery_id):
    """Opening it is what tells us that it was read."""
    delivery = get_object_or_404(my_deliveries(request), pk=delivery_id)
    if request.method == "GET" and delivery.opened_on is None:
        open_news(delivery=delivery, by=request.user)
    context = {"update": delivery.update, "project": delivery.update.project}
    return my_page(request, "me/news_item.html", context, project=delivery.update.project)
