"""The drafts of whoever asks, for the page that they ask for."""

import uuid

from django.db.models import Exists, OuterRef
from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import cached_property

from coproduction.accounts.models import Draft, SubmittedForm
from coproduction.accounts.sessions import seconds_left
from coproduction.base.drafts import MARK, Kept
from coproduction.base.middleware import SAFE

from .marks import Mark, read_mark


class RequestDesk:
    """See `Desk`. Asks for drafts where a page has a form that may have one, and once."""

    def __init__(self, request):
        self.request, self.reopened = request, False

    @cached_property
    def drafts(self):
        """The newest first. What had its effect is no draft, though the program may have stopped before it went."""
        request = self.request
        if request.method not in SAFE or not request.user.is_authenticated:
            return []
        sent = SubmittedForm.objects.filter(token=OuterRef("token"))
        found = Draft.objects.standing(timezone.now()).filter(owner=request.user, path=request.path)
        return list(found.exclude(Exists(sent)).order_by("-last_changed_at"))

    def kept_for(self, form):
        return [as_kept(draft) for draft in self.drafts if draft.form == form]

    def kept_with(self, name):
        return next((kept for kept in map(as_kept, self.drafts) if name in kept.fields), None)

    def mark_of(self, form):
        """The same for as long as a page is sent again and again; else of a new draft, after the one that stands."""
        user = self.request.user
        if not user.is_authenticated:
            return ""
        sent = read_mark(self.request.POST.get(MARK, ""))
        if sent and (sent.owner, sent.form) == (user.pk, form):
            return self.request.POST[MARK]
        newest = next((draft for draft in self.drafts if draft.form == form), None)
        after = (newest.pk, newest.version) if newest else ()
        return str(Mark(user.pk, uuid.uuid4(), form, *after))

    @property
    def seconds_left(self):
        return seconds_left(self.request)


def as_kept(draft):
    return Kept(QueryDict(draft.fields), draft.began_at, draft.last_changed_at)
