"""allauth's two pages of signing in by code, answering as every form here does: in error with 422."""

from allauth.account import views as allauth
from django.views.decorators.http import require_http_methods

from coproduction.base.http import in_error


@require_http_methods(["GET", "HEAD", "POST"])
def request_code(request):
    return with_status(allauth.request_login_code(request))


@require_http_methods(["GET", "HEAD", "POST"])
def confirm_code(request):
    return with_status(allauth.confirm_login_code(request))


def with_status(answer):
    if in_error((getattr(answer, "context_data", None) or {}).get("form")):
        answer.status_code = 422
    return answer
