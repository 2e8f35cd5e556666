"""How long the first reading of a project takes that changed: it is judged anew, and kept. Prints milliseconds."""

import time
from statistics import median

from django.db.models import Count

from coproduction.base.days import today
from principles.summary.keeping import work_out
from projects.project.models import Project
from tests import scopes

TURNS = 7


def main():
    with scopes.everywhere():
        project = Project.objects.annotate(many=Count("stages__sessions")).order_by("-many", "title").first()
        took = []
        for _ in range(TURNS):
            # Guarded by its change count: whatever is written of it makes the summary older than its records.
            project.save()
            began = time.perf_counter()
            work_out([project], today())
            took.append(1000 * (time.perf_counter() - began))
    print(median(took))
