from django.core.management.base import BaseCommand

from coproduction.base import post


class Command(BaseCommand):
    help = "Hands over the messages that are due. Run it each minute."

    def handle(self, **options):
        self.stdout.write(f"{post.send_due()} sent")
