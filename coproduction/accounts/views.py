"""allauth's two pages of signing in by code, answering as every form here does: in error with 422."""

from allauth.account.views import ConfirmLoginCodeView, RequestLoginCodeView


class InErrorIs422:
    def form_invalid(self, form):
        answer = super().form_invalid(form)
        if answer.status_code == 200:
            answer.status_code = 422
        return answer


class RequestCode(InErrorIs422, RequestLoginCodeView):
    pass


class ConfirmCode(InErrorIs422, ConfirmLoginCodeView):
    pass


request_code = RequestCode.as_view()
confirm_code = ConfirmCode.as_view()
