from typing import Any

from django.core.management.base import BaseCommand

from coproduction.base import outbox
from coproduction.base.scope import everywhere


class Command(BaseCommand):
    help = "Hands over the messages that are due. Run it each minute."

    def handle(self, **options: Any) -> None:
        with everywhere("one worker carries the messages of all organisations"):
            self.stdout.write(f"{outbox.send_due()} sent")
