"""How long the first reading of a project takes that changed: it is judged anew, and kept. Prints milliseconds, of the
clock and of CPU.
"""

import json
import time
from statistics import median

from django.db.models import Count

from coproduction.base.days import today
from principles.summary.keeping import work_out
from projects.project.models import Project
from projects.sessions.models import Session
from tests import scopes

TURNS = 7


def main():
    with scopes.everywhere():
        project = largest()
        print(json.dumps([median(numbers) for numbers in zip(*(judge(project) for _ in range(TURNS)), strict=True)]))


def largest():
    counted = Session.objects.values("stage__project").annotate(many=Count("pk")).order_by("-many", "stage__project")
    return Project.objects.get(pk=counted[0]["stage__project"])


def judge(project):
    # Whatever is written of it makes the summary older than its records.
    project.save()
    began, cpu = time.perf_counter(), time.thread_time()
    work_out([project], today())
    return 1000 * (time.perf_counter() - began), 1000 * (time.thread_time() - cpu)
