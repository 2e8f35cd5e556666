"""The looks a person chose: kept on them, so that each visit begins with it; a stranger's, for the visit alone."""

from .models import TextSize

SESSION = "looks"


def looks_of(request):
    """Pair of size, a TextSize value, and whether contrast is raised."""
    user = getattr(request, "user", None)
    if user is not None and user.is_authenticated:
        return user.text_size, user.more_contrast
    size, contrast = getattr(request, "session", {}).get(SESSION, (TextSize.USUAL, False))
    return size, contrast


def choose_looks(request, *, size=None, contrast=None):
    """`contrast`: "more" or "usual". What is None or makes no sense stays as it is."""
    size_now, contrast_now = looks_of(request)
    size = size if size in TextSize.values else size_now
    contrast = {"more": True, "usual": False}.get(contrast, contrast_now)
    if request.user.is_authenticated:
        request.user.text_size, request.user.more_contrast = size, contrast
        request.user.save(update_fields=["text_size", "more_contrast"])
    else:
        request.session[SESSION] = [size, contrast]
