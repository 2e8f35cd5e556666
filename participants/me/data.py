from django.views.decorators.http import require_safe

from participants.notes.models import SensitiveNote
from participants.notes.reads import looks_at_notes_of
from participants.portal.frame import mine, my_page

from .data_held import kept_about

# Of those who looked; the earlier ones are folded away.
SHOWN = 10


@require_safe
def data(request):
    people = list(mine(request))
    seen = looks_at_notes_of(people)
    context = {
        "kept": kept_about(people),
        "noted": SensitiveNote.objects.filter(participant__in=people).order_by("-recorded_at"),
        "seen": seen[:SHOWN],
        "seen_earlier": seen[SHOWN:],
    }
    return my_page(request, "me/data.html", context)
