from django.db.models import F
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from coproduction.base.short_forms import meanings, used_in
from participants.corrections.history import histories
from participants.deliveries.actions import open_news
from participants.deliveries.models import Delivery
from participants.involvement.models import Involvement
from participants.owed.models import OpenAtClosing
from participants.owed.open_items import closed_over
from participants.portal.frame import my_ids, my_page

from .pages import counted_page


def my_deliveries(request):
    theirs = Delivery.objects.filter(participant__in=my_ids(request), update__told_at__isnull=False)
    return theirs.order_by("-update__told_at")


@require_safe
def news(request):
    fields = ("pk", "opened_on", "update__told_at", "update__progress", "update__project__title")
    found = counted_page(my_deliveries(request).values(*fields), request.GET.get("page"))
    return my_page(request, "me/news.html", {"page": found, "closed_over": closed_over_for(my_ids(request))})


def closed_over_for(people):
    projects = projects_of(people)
    there = OpenAtClosing.objects.closed_over().filter(project__in=projects)
    return closed_over(projects) if there.exists() else []


def projects_of(people):
    """Those they are or were in."""
    return Involvement.objects.not_declined().filter(participant__in=people).values("project")


@require_safe
def news_item(request, delivery_id):
    """Opening it is what tells us that it was read."""
    with_list = my_deliveries(request).annotate(listed=F("organisation__short_forms"))
    found = with_list.select_related("update__project")
    delivery = get_object_or_404(found, pk=delivery_id)
    if request.method == "GET" and delivery.opened_on is None:
        open_news(delivery=delivery, by=request.user)
    update = delivery.update
    history = histories([update]).get(update.pk) if update.put_right_at else None
    meant = used_in(" ".join(words for _, words in update.parts), meanings(delivery.listed))
    context = {"update": update, "project": update.project, "history": history, "meant": meant}
    return my_page(request, "me/news_item.html", context, project=update.project)
