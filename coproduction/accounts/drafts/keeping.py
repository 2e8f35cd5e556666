"""How a draft is kept, and how it goes."""

from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.dispatch import Signal
from django.urls import Resolver404, resolve
from django.utils import timezone

from coproduction.accounts.idempotency import NOT_TYPED, read_token
from coproduction.accounts.models import Draft, SubmittedForm, User
from coproduction.base.access import doors_by_route, organisations_of
from coproduction.base.drafts import NEVER_KEPT
from coproduction.base.scope import within

# On pages of one's own a draft is gone a day later: a phone may be shared.
STANDS, STANDS_UNDER_ME = timedelta(days=14), timedelta(days=1)
LONGEST_PATH, MOST_LETTERS = 300, 200_000
# For whoever knows the people in it: receives `draft`, `arguments` (of its path) and `fields`, in the owner's scope.
draft_kept = Signal()


def keep(*, mark, path, typed, pressed):
    """Keeps what was typed into the form of this mark; whether it could be kept.

    `pressed`: sent by a button, and not by the page itself while somebody types.
    """
    owner = User.objects.filter(pk=mark.owner, is_active=True).first()
    arguments = arguments_of(path, owner) if owner else None
    fields = typed.copy()
    token = read_token(fields.get("token"))
    for name in {*NOT_TYPED, "token"}:
        fields.pop(name, None)
    if arguments is None or NEVER_KEPT & fields.keys() or len(fields.urlencode()) > MOST_LETTERS:
        return False
    if SubmittedForm.objects.filter(token=token, user=owner).exists():
        if not pressed:
            return False
        token = None
    with transaction.atomic(), within(lambda: organisations_of(owner)):
        draft = write_down(owner, mark, path, fields.urlencode(), token)
        draft_kept.send(Draft, draft=draft, arguments=arguments, fields=fields)
    return True


def arguments_of(path, user):
    """The arguments of the route that this path is of; None where it is none, or this person may not enter."""
    try:
        match = resolve(path)
    except Resolver404:
        return None
    may_enter = len(path) <= LONGEST_PATH and doors_by_route()[match.view_name].admits(user)
    return match.kwargs if may_enter else None


def write_down(owner, mark, path, fields, token):
    now = timezone.now()
    said = {
        "path": path,
        "form": mark.form,
        "fields": fields,
        "token": token,
        "last_changed_at": now,
        "ends_at": now + (STANDS_UNDER_ME if path.startswith("/me/") else STANDS),
    }
    opened = Draft.objects.filter(pk=mark.after, owner=owner).first()
    began = {"owner": owner, "began_at": opened.began_at if opened else now}
    draft, is_new = Draft.objects.get_or_create(pk=mark.draft, defaults=began | said)
    if not is_new:
        Draft.objects.filter(pk=draft.pk, owner=owner).update(version=F("version") + 1, **said)
    forget_opened(mark)
    return draft


def forget_opened(mark):
    """The draft that this form was filled in with, unless it was typed on elsewhere since."""
    if mark.after:
        Draft.objects.filter(pk=mark.after, owner=mark.owner, version=mark.version).delete()


def forget_sent(mark):
    """What was typed had its effect."""
    forget_opened(mark)
    Draft.objects.filter(pk=mark.draft, owner=mark.owner).delete()


def forget_of_page(user, path):
    Draft.objects.filter(owner=user, path=path).delete()


def forget_under_me(user_id):
    """Whoever leaves leaves nothing of their own half written."""
    Draft.objects.under_me().filter(owner=user_id).delete()


def forget_over(now):
    """Returns how many."""
    return Draft.objects.over(now).delete()[1].get("accounts.Draft", 0)
