from django.contrib import messages
from django.http import Http404
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from coproduction.accounts.idempotency import submit_once
from participants.corrections.actions import fields_for_person, find_own, put_right
from participants.corrections.forms import OwnWordsForm
from participants.portal.frame import mine, my_page


@require_http_methods(["GET", "HEAD", "POST"])
def put_mine_right(request, record_id):
    """What they wrote themselves, and what is theirs to say: their name, what they are good at, what helps them."""
    record = find_own(mine(request), record_id)
    if record is None:
        raise Http404
    typed = request.POST if request.method == "POST" else None
    form = OwnWordsForm(typed, record=record, fields=fields_for_person(record))
    back = reverse(record.own_page)
    if answer := submit_once(request, form, lambda: put_mine_right_and_say(request, record, form, back)):
        return answer
    context = {"form": form, "back": back, "meanwhile": form.meanwhile()}
    return my_page(request, "me/put_right.html", context, project=getattr(record, "project_id", None))


def put_mine_right_and_say(request, record, form, back):
    typed = form.cleaned_data
    unsafe = typed.get("unsafe", False)
    put_right(record=record, values=form.values, seen=typed["seen"], unsafe=unsafe, by=request.user)
    messages.success(request, "Changed.")
    return back
