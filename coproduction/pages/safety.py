"""How we keep people safe: promises in plain words, each with the measured figures that back it; and whom to tell."""

from datetime import timedelta
from typing import NamedTuple

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from coproduction.base.http import render_page


class Promise(NamedTuple):
    """`backed_by`: ids of figures that the test run prints; a promise without one must not stand here."""

    words: str
    backed_by: tuple


PROMISES = (
    (
        "Who can see you",
        (
            Promise(
                "Each page is only for the people it is meant for. We test every page, for every kind of person.",
                ("AZ1", "AZ2", "AZ8"),
            ),
            Promise(
                "Other organisations cannot see you here. They cannot even find out that you are here.",
                ("TN1", "TN2", "AZ4"),
            ),
            Promise("When somebody stops working here, their very next click is refused.", ("AZ7",)),
            Promise("When somebody reads your private notes, we write down who and when. You can see it.", ("AU1",)),
            Promise("If somebody changed that record, it would show.", ("AU2", "AU3")),
        ),
    ),
    (
        "Coming in",
        (
            Promise("A code works once, for ten minutes, and only where you asked for it.", ("LG4",)),
            Promise(
                "Trying many codes does not open your page. After five tries we wait a while. "
                "That never takes longer than 15 minutes after the last try.",
                ("LG1", "LG2"),
            ),
            Promise("Nobody can find out from us that your number or email is known here.", ("LG3",)),
            Promise("The people who run projects sign in with two steps, not one.", ("LG5",)),
            Promise(
                "You are signed out automatically after half an hour of nothing, or sooner if you like. "
                "If you said that it is your own phone, it is two weeks.",
                ("LG6",),
            ),
        ),
    ),
    (
        "Your phone",
        (
            Promise("Leave this page takes you away at once, and Back does not bring you back here.", ("PV3",)),
            Promise(
                "After you sign out, nothing of yours stays in the phone's browser, other than its own history.",
                ("PV1",),
            ),
            Promise("Pages ask nothing from other companies. Nobody follows you from here.", ("UX1",)),
        ),
    ),
    (
        "What you say, and your money",
        (
            Promise(
                "What small groups said is not shown. "
                "It cannot be worked out from what the dashboard shows at one time.",
                ("PV4",),
            ),
            Promise("Names, numbers and codes are not in our logs.", ("OP1",)),
        ),
    ),
)
NOT_PROMISED = (
    "We cannot clear the history of your browser. If somebody looks at your phone, use a private window.",
    "With scripts switched off, Back can bring a page up again while you are signed in. Sign out first.",
    "A code comes as a text or email. It holds six digits and nothing else. Somebody with your phone can read it.",
    "If somebody goes on guessing at your code for hours, codes stay shut that long. A card or a passkey still works.",
    "We cannot protect you from the people who run the computer this stands on.",
)


@require_safe
def safety(request):
    context = {
        "promises": PROMISES,
        "not_promised": NOT_PROMISED,
        "report_to": settings.SECURITY_CONTACT,
    }
    return render_page(request, "pages/safety.html", context)


@require_safe
def security_txt(request):
    """Whom to tell of a vulnerability, in the form of RFC 9116."""
    told = settings.SECURITY_CONTACT or settings.SITE_ADDRESS + reverse("safety")
    expires = (timezone.now() + timedelta(days=180)).strftime("%Y-%m-%dT00:00:00Z")
    lines = [f"Contact: {told}", f"Expires: {expires}", "Preferred-Languages: en"]
    lines.append(f"Canonical: {settings.SITE_ADDRESS}{request.path}")
    lines.append(f"Policy: {settings.SITE_ADDRESS}{reverse('safety')}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
