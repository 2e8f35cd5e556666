from django.db import models

from coproduction.accounts.records import Record, RecordQuerySet
from coproduction.base.access import COORDINATOR
from coproduction.base.corrections import StandsAsWritten
from coproduction.base.privacy import Personal
from participants.people.models import GivenAddress, OfOnePersonQuerySet, Participant
from projects import deadlines


class SafeContact(Record):
    """How it is safe to reach a person, as they said it, and when they were last asked; none if never."""

    participant = models.OneToOneField(Participant, models.CASCADE, related_name="contact")
    hours = models.CharField("good days and hours", max_length=120, blank=True)
    voicemail = models.BooleanField("a voicemail is all right", default=False)
    shared_phone = models.BooleanField("somebody else uses this phone too", default=False)
    say_from = models.CharField("who we say we are", max_length=80, blank=True)
    dont_chase = models.BooleanField("don't chase me", default=False)
    checked_on = models.DateField("asked on")

    parent = "participant"
    seen_by = COORDINATOR
    known_as = "how it is safe to reach a person"
    objects = OfOnePersonQuerySet.as_manager()
    personal = Personal(path="participant")
    corrects = StandsAsWritten("asked again: the newest answer stands")

    def fresh(self, day):
        return is_fresh(self.checked_on, day)


def is_fresh(checked_on, day):
    """Until it is over, a message may go; after it, what was safe has to be asked again."""
    return day <= deadlines.contact_check(checked_on)


class ChannelQuerySet(RecordQuerySet):
    def visible_to(self, user):
        return super().visible_to(user).filter(contact__in=SafeContact.objects.visible_to(user))


class Channel(Record):
    """One way to reach a person: safe, not safe, or ask first."""

    class Kind(models.TextChoices):
        TEXT = "text", "Text message"
        CALL = "call", "Phone call"
        EMAIL = "email", "Email"
        LETTER = "letter", "Letter"

    class Safe(models.TextChoices):
        YES = "yes", "Yes, safe"
        NO = "no", "No, not safe"
        ASK = "ask", "Ask me first"

    contact = models.ForeignKey(SafeContact, models.CASCADE, related_name="channels")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    safe = models.CharField(max_length=4, choices=Safe.choices, default=Safe.NO)
    address = models.CharField(max_length=300, blank=True)

    parent = "contact"
    seen_by = COORDINATOR
    known_as = "a person's numbers and addresses"
    objects = ChannelQuerySet.as_manager()
    personal = Personal(path="contact__participant")
    corrects = StandsAsWritten("asked again, with all other ways")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["contact", "kind"], name="contact_has_each_channel_once"),
            models.CheckConstraint(
                condition=~models.Q(safe="yes") | ~models.Q(address=""), name="safe_channel_has_an_address"
            ),
        ]

    def save(self, *args, **kwargs):
        super().save(*args, **kwargs)
        if self.kind != self.Kind.LETTER:
            GivenAddress.keep(self.contact.participant, self.address)
