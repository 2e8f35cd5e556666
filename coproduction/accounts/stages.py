from allauth.mfa.stages import AuthenticateStage

from coproduction.base.access import STAFF


class SecondStep(AuthenticateStage):
    """After the code, for staff alone: a participant whose phone is gone must still get in by a code."""

    def _should_handle(self, request):
        return self.login.user is not None and bool(self.login.user.roles & STAFF) and super()._should_handle(request)
