"""Signing in by code: allauth's process and stages, with our own codes and our own counter in front.

Until the right code comes, the session knows what was typed and nothing of whose it is, nor any code: so pages and
queries are the same whether the address is known, unknown or switched off.
"""

import secrets
import time

from allauth.account.adapter import get_adapter
from allauth.account.models import Login
from allauth.account.stages import LoginByCodeStage, LoginStageController
from allauth.core import ratelimit

from coproduction.accounts import sign_in_codes as codes
from coproduction.accounts.allauth_internal import LoginCodeVerificationProcess

from .sessions import keep_own_phone

RIGHT, WRONG, WAIT = "right", "wrong", "wait"


class SignIn(LoginCodeVerificationProcess):
    @classmethod
    def begin(cls, request, **where):
        """`where`: email=, or phone=. Sends a code, if there is somebody to send it to."""
        login = Login(email=where.get("email"))
        login.state["stages"] = {"current": LoginByCodeStage.key}
        stage = LoginByCodeStage(LoginStageController(request, login), request, login)
        stage.state.update(cls.initial_state(user=None, **where), initiated_by_user=True)
        sign_in = cls(stage)
        sign_in.send()
        sign_in.persist()

    @classmethod
    def resume(cls, stage):
        """What this browser began; None where that is too long ago."""
        return cls(stage).abort_if_invalid()

    @property
    def channel(self):
        return "email" if "email" in self.state else "text"

    @property
    def address(self):
        return self.state.get("email") or self.state["phone"]

    def generate_code(self):
        adapter = get_adapter()
        if self.channel == "email":
            return adapter.generate_login_code()
        return adapter.generate_phone_verification_code(user=None, phone=self.address)

    def send(self, skip_enumeration_mails=False):
        """Past the limit nothing is sent, and what was sent before keeps working."""
        account = codes.account_at(self.channel, self.address)
        key = codes.key_of(account, self.address)
        code, ticket = self.generate_code(), secrets.token_urlsafe()
        if not codes.may_be_sent(key):
            return
        goes_out = account is not None and self.is_safe_for(account)
        codes.store_code(key, ticket, code if goes_out else None)
        self.state.update(ticket=ticket, at=time.time())
        self.stage.login.initiated_at = self.state["at"]
        if goes_out:
            self.hand_over(account, code)

    def is_safe_for(self, account):
        return not (account.email_unsafe if self.channel == "email" else account.phone_unsafe)

    def hand_over(self, account, code):
        adapter = get_adapter()
        if self.channel == "email":
            adapter.send_mail("account/email/login_code", account.email, {"code": code})
        else:
            adapter.send_verification_code_sms(user=account, phone=account.phone, code=code)

    def resend(self):
        self.send()
        self.record_resend()
        self.persist()

    def judge(self, code):
        """RIGHT, WRONG, or WAIT where it was not looked at. Who it is, is known after RIGHT alone."""
        account = codes.account_at(self.channel, self.address)
        key = codes.key_of(account, self.address)
        if not codes.may_attempt(key):
            return WAIT
        if codes.consume_code(key, self.state.get("ticket", ""), code) and account is not None:
            self._user = account
            return RIGHT
        return WRONG

    def come_in(self, next_url, own_phone):
        """Signs in, or goes on to the second factor. Returns the answer."""
        codes.delete_old()
        # What an earlier try on this phone said does not count.
        self.request.session.pop("own_phone", None)
        if own_phone:
            keep_own_phone(self.request)
        return self.finish(next_url)


def may_ask(request, address):
    """How often one browser's address on the net, and one typed address, may ask in a minute."""
    return ratelimit.consume(request, action="request_login_code", key=address)
