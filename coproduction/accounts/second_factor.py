"""A second factor: which code fits, once; and what is kept of its coming and going."""

from contextlib import contextmanager

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import decrypt
from django.db import transaction

from coproduction.accounts.allauth_internal import (
    compare_user_code,
    end_other_sessions,
    format_hotp_value,
    hotp_value,
    record_authentication,
    yield_hotp_counters_from_time,
)
from coproduction.base.access import STAFF
from coproduction.base.proof import forget_second_factor, has_second_factor

from .audit import note, one_piece_of_work

APP, PASSKEY, RECOVERY = Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN, Authenticator.Type.RECOVERY_CODES
ADDED = {APP: "code app added", PASSKEY: "passkey added", RECOVERY: "recovery codes made"}
REMOVED = {APP: "code app removed", PASSKEY: "passkey removed", RECOVERY: "recovery codes removed"}


def period_of(secret, code, after=-1):
    """Which half minute a code of the app belongs to, of those that count now and come after the one given; or None."""
    for period in yield_hotp_counters_from_time():
        if period > after and compare_user_code(actual=code, expected=format_hotp_value(hotp_value(secret, period))):
            return period
    return None


@transaction.atomic
def use_code_of_app(factor, code):
    """True where the code fits. It and all before it are used up, in the row itself: a cache forgets."""
    factor = Authenticator.objects.select_for_update(no_key=True).get(pk=factor.pk)
    period = period_of(decrypt(factor.data["secret"]), code, after=factor.data.get("period", -1))
    if period is None:
        return False
    factor.data["period"] = period
    factor.save(update_fields=["data"])
    return True


def use_code(user, code):
    """The factor whose code this is, an app or recovery codes, with the code used up; None where it fits none."""
    for factor in factors_of(user).exclude(type=PASSKEY):
        fits = use_code_of_app(factor, code) if factor.type == APP else factor.wrap().validate_code(code)
        if fits:
            return factor
    return None


def factors_of(user):
    return Authenticator.objects.filter(user_id=user.pk).order_by("pk")


def has_passkey(user):
    return factors_of(user).filter(type=PASSKEY).exists()


@contextmanager
def change_factors(request):
    """What goes on inside may add or remove a factor of this person: with its audit rows, all of it or nothing."""
    with one_piece_of_work():
        before = {factor.pk: factor for factor in factors_of(request.user)}
        yield
        if not request.user.roles & STAFF:
            # allauth makes them for everybody; who gets in by a code in any case has no use for more paper.
            factors_of(request.user).filter(type=RECOVERY).delete()
        after = {factor.pk: factor for factor in factors_of(request.user)}
        added = [after[pk] for pk in after.keys() - before.keys()]
        removed = [before[pk] for pk in before.keys() - after.keys()]
        in_their_place = {factor.type for factor in added}
        note_factors(request.user, [ADDED[factor.type] for factor in added])
        note_factors(request.user, [REMOVED[factor.type] for factor in removed if factor.type not in in_their_place])
        for factor in added:
            count_as_shown(request, factor)
        if removed and not has_second_factor(request.user):
            end_other_proofs(request)


def note_factors(user, verbs):
    if organisations := {organisation for organisation, _ in user.places}:
        for verb in verbs:
            note(verb, about=user, by=user, organisations=organisations)


def count_as_shown(request, factor):
    """Setting one up takes a code of it, or the finger, face or PIN: it need not be shown again at once."""
    if factor.type == APP:
        use_code_of_app(factor, request.POST.get("code", ""))
    if factor.type != RECOVERY:
        record_authentication(request, request.user, "mfa", id=factor.pk, type=factor.type)


def end_other_proofs(request):
    """Wherever else it was shown, it counts no longer."""
    forget_second_factor(request)
    end_other_sessions(request, request.user)
