"""What stands on every answer, errors included."""

from django.utils.cache import patch_cache_control

PERMISSIONS = "camera=(), microphone=(), geolocation=(), payment=()"


class EveryAnswer:
    """Outermost, so that no answer leaves without its headers."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        answer = self.get_response(request)
        answer.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        answer.headers["Permissions-Policy"] = PERMISSIONS
        user = getattr(request, "user", None)
        if user is not None and user.is_authenticated:
            # A shared phone must not show the page again from its cache.
            patch_cache_control(answer, no_store=True, private=True)
        return answer
