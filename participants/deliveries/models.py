from django.db import models
from django.db.models import Q

from coproduction.base.access import COORDINATOR
from coproduction.base.corrections import StandsAsWritten
from coproduction.base.opening import Opened, page
from coproduction.base.privacy import Personal
from coproduction.base.tags import day
from participants.people.models import Participant
from projects.project.models import ProjectRecord
from projects.updates.models import Update


class Delivery(ProjectRecord):
    """How one update reached one person, or why it waits."""

    class Route(models.TextChoices):
        PAGE = "page", "on their page"
        TEXT = "text", "on their page, with a text"
        EMAIL = "email", "on their page, with an email"
        CALL = "call", "by phone"
        LETTER = "letter", "on paper"
        PERSON = "person", "face to face"

    class State(models.TextChoices):
        WAITING = "waiting", "waiting"
        SENT = "sent", "sent"
        TOLD = "told", "told"
        BLOCKED = "blocked", "no safe way now"

    update = models.ForeignKey(Update, models.PROTECT, related_name="+")
    participant = models.ForeignKey(Participant, models.PROTECT, related_name="deliveries")
    route = models.CharField(max_length=8, choices=Route.choices)
    state = models.CharField(max_length=8, choices=State.choices)
    reached_on = models.DateField(null=True, blank=True)
    opened_on = models.DateField(null=True, blank=True)

    parent = "update"
    seen_by = COORDINATOR
    opened_as = "delivery"
    opens_with = ("participant", "update")
    known_as = "who has heard which news"
    personal = Personal(path="participant")
    corrects = StandsAsWritten("what happened with a message, as it happened")

    class Meta:
        # Most have arrived; somebody looks for those that have not.
        indexes = [models.Index(fields=["project", "state"], name="deliveries_of_project_by_state")]
        constraints = [
            models.UniqueConstraint(fields=["update", "participant"], name="person_is_told_an_update_once"),
            models.CheckConstraint(
                condition=~Q(state__in=["sent", "told"]) | Q(reached_on__isnull=False),
                name="delivery_made_says_when",
            ),
        ]

    def opens(self, reader):
        if not reader.on_team:
            return None
        label = f"Update of {day(self.update.as_of)} to {self.participant}"
        return Opened(label, page("gatherings:update", self.project_id, self.update_id))
