"""Where a person is signed in: what kind of device, and since when. No network address is kept, and no more of what
the browser says about itself than its kind.
"""

from datetime import datetime
from itertools import product
from typing import NamedTuple

from allauth.usersessions.models import UserSession
from django.contrib.auth import logout
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.contrib.sessions.models import Session
from django.db.models.signals import pre_save
from django.dispatch import receiver
from django.utils import timezone

from .audit import note, one_piece_of_work
from .sessions import is_over

NO_ADDRESS = "0.0.0.0"

# What a browser says of itself, first match first: some claim to be others too.
BROWSERS = {
    "Edg": "Edge",
    "OPR/": "Opera",
    "SamsungBrowser/": "Samsung Internet",
    "Firefox/": "Firefox",
    "FxiOS/": "Firefox",
    "CriOS/": "Chrome",
    "Chrome/": "Chrome",
    "Safari/": "Safari",
}
DEVICES = {
    "iPhone": "an iPhone",
    "iPad": "an iPad",
    "Android+Mobile": "an Android phone",
    "Android": "an Android tablet",
    "CrOS": "a Chromebook",
    "Windows": "a Windows computer",
    "Macintosh": "a Mac or an iPad",
    "Linux": "a Linux computer",
}
A_BROWSER, A_DEVICE = "A browser", "a device we do not know"
KINDS = {
    f"{browser} on {device}"
    for browser, device in product({*BROWSERS.values(), A_BROWSER}, {*DEVICES.values(), A_DEVICE})
}


def kind_of(says):
    """What the browser says of itself, in plain words: "Chrome on an Android phone"."""
    if says in KINDS:
        return says

    def first(names, otherwise):
        return next((names[name] for name in names if all(part in says for part in name.split("+"))), otherwise)

    return f"{first(BROWSERS, A_BROWSER)} on {first(DEVICES, A_DEVICE)}"


@receiver(pre_save, sender=UserSession)
def drop_details(sender, instance, **kwargs):
    instance.ip, instance.user_agent = NO_ADDRESS, kind_of(instance.user_agent)


@receiver(user_logged_in)
def note_sign_in(sender, request, user, **kwargs):
    if not request.session.session_key:
        request.session.save()
    says = request.META.get("HTTP_USER_AGENT", "")
    UserSession.objects.get_or_create(
        session_key=request.session.session_key, defaults={"user": user, "ip": NO_ADDRESS, "user_agent": says}
    )


@receiver(user_logged_out)
def forget_place(sender, request, user, **kwargs):
    UserSession.objects.filter(session_key=request.session.session_key).delete()


class Place(NamedTuple):
    id: int
    kind: str
    since: datetime
    is_this: bool
    is_own_phone: bool


def places_of(request):
    """Where the person is signed in, this place first, then the newest. Forgets those that are over."""
    rows = {row.session_key: row for row in UserSession.objects.filter(user=request.user).order_by("-created_at")}
    alive = Session.objects.filter(session_key__in=rows, expire_date__gt=timezone.now())
    found = {session.session_key: session.get_decoded() for session in alive}
    live = {key for key, session in found.items() if not is_over(request.user, session)}
    UserSession.objects.filter(session_key__in=rows.keys() - live).delete()
    this = request.session.session_key
    return sorted(
        (
            Place(row.pk, row.user_agent, row.created_at, key == this, bool(found[key].get("own_phone")))
            for key, row in rows.items()
            if key in live
        ),
        key=lambda place: not place.is_this,
    )


def end_place(*, user, place_id):
    """Signs out one of the person's own places, by its id. One that is over, or not theirs, is no trouble."""
    row = UserSession.objects.filter(user=user, pk=place_id).first()
    if row is None:
        return
    with one_piece_of_work():
        row.end()
        note_for_user("signed out elsewhere", user)


def sign_out_everywhere(request):
    """Ends each session of this person, this one too, and any that we do not know of."""
    user = request.user
    with one_piece_of_work():
        end_all_places(user)
        note_for_user("signed out everywhere", user)
    logout(request)


def end_all_places(user):
    rows = UserSession.objects.filter(user=user)
    Session.objects.filter(session_key__in=list(rows.values_list("session_key", flat=True))).delete()
    rows.delete()
    # Sessions are sealed with what would be the password: a new one makes all of them worthless, listed or not.
    user.set_unusable_password()
    user.save(update_fields=["password"])


def note_for_user(verb, user):
    if places := {organisation for organisation, _ in user.places}:
        note(verb, about=user, by=user, organisations=places)
