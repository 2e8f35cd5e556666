from typing import Any

from django.core.management.base import BaseCommand

from coproduction.base.days import today
from coproduction.base.scope import everywhere
from principles.quarters import SHOWN
from principles.summary.freezing import freeze, quarters_over
from projects.project.models import Project


class Command(BaseCommand):
    help = "Keeps the quarters that are over as they are shown. What is kept already stays as it is."

    def handle(self, **options: Any) -> None:
        with everywhere("the quarters of all organisations"):
            projects = list(Project.objects.select_related("organisation").order_by("pk"))
            for first in quarters_over(today(), SHOWN):
                self.stdout.write(f"Quarter of {first}: kept for {freeze(first, projects)} projects")
