"""Who takes part, and what hangs on one person alone."""

import hashlib
from datetime import datetime, time

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Upper

from coproduction.accounts.records import Record, RecordQuerySet
from coproduction.accounts.spellings import spellings
from coproduction.base.access import COORDINATOR
from coproduction.base.corrections import PutRight, StandsAsWritten
from coproduction.base.days import LONDON
from coproduction.base.folding import Folded
from coproduction.base.opening import Opened, page
from coproduction.base.privacy import BLANK, Personal
from projects.project.models import Project, TeamMember

# Who on a team is named to a person, and may know what is for few.
IN_CARE = frozenset({TeamMember.Part.CONTACT, TeamMember.Part.DEPUTY})


class ParticipantQuerySet(RecordQuerySet):
    def visible_to(self, user):
        """Whose page a coordinator opens: who is in a project they run, and who is in none yet."""
        found = super().visible_to(user)
        run = involvements().not_declined().filter(project__in=Project.objects.run_by(user)).order_by()
        theirs = involvements().not_declined().filter(participant=OuterRef("pk"))
        # Asked only of those few who may be in none; of all people it would take long.
        in_none = found.filter(~Exists(theirs), in_no_project=True).order_by()
        return found.filter(pk__in=run.values("participant").union(in_none.values("pk")))

    def known_by_name(self, user):
        """Everyone of the organisation, to be named or picked by the name they like; nothing more comes with it."""
        return super().visible_to(user).only("organisation", "name")

    def in_care_of(self, user):
        """Who takes part now in a live project whose named contact or deputy this person is."""
        named = TeamMember.objects.current().filter(user=user, part__in=IN_CARE, project__closed_on__isnull=True)
        taking_part = involvements().current().filter(project__in=named.values("project"))
        return super().visible_to(user).current().filter(pk__in=taking_part.values("participant"))

    def of(self, user):
        """The rows that are this person: one for each organisation they take part in."""
        return self.same_as(user).filter(organisation__in=user.organisations_as({"participant"}))

    def same_as(self, user):
        """Whose own account this is, or that of a colleague who has said, and proved, that it is them."""
        joined = SamePerson.objects.filter(user=user, joined=True).values("participant")
        return self.filter(Q(user=user) | Q(pk__in=joined))

    def current(self):
        """Those who take part, paused or not."""
        return self.filter(ended_on__isnull=True)

    def never_asked_contact(self):
        """Nobody has asked them yet how it is safe to reach them, so nothing is sent to them."""
        return self.filter(contact__isnull=True)


def involvements():
    """They stand on people, so people reach them by the relation alone."""
    return Participant._meta.get_field("involvements").related_model.objects


class Participant(Record):
    """A person with lived experience, by the name they like. No story, no diagnosis, no date of birth."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    name = models.CharField("the name they like", max_length=60)
    folded = Folded("name")
    welcomed_on = models.DateField()
    welcomed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False)
    # The first day on which somebody asked, whatever the answer: "nothing, thank you" is one. And the last, where
    # they were asked again.
    needs_asked_on = models.DateField("asked what helps", null=True, blank=True)
    needs_asked_again_on = models.DateField("asked again what helps", null=True, blank=True)
    strengths_asked_on = models.DateField("asked what you are good at", null=True, blank=True)
    strengths_asked_again_on = models.DateField("asked again what you are good at", null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    # Kept by their involvements. Where it says that they are in none, that is asked once more.
    in_no_project = models.BooleanField(default=True, editable=False)

    seen_by = COORDINATOR
    objects = ParticipantQuerySet.as_manager()
    opened_as = "person"
    known_as = "who takes part, by the name they like"
    personal = Personal(path="self", on_erase=BLANK, fields=("name",))
    corrects = PutRight(
        {"name": "The name they like"}, shared={"name": "The name you like"}, forgotten=frozenset({"name"})
    )

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "user"], name="person_takes_part_once_in_an_organisation"),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("welcomed_on")),
                name="participant_leaves_after_being_welcomed",
            ),
            models.CheckConstraint(
                condition=Q(needs_asked_again_on__isnull=True)
                | Q(needs_asked_on__isnull=False, needs_asked_again_on__gt=F("needs_asked_on")),
                name="needs_are_asked_again_after_being_asked",
            ),
            models.CheckConstraint(
                condition=Q(strengths_asked_again_on__isnull=True)
                | Q(strengths_asked_on__isnull=False, strengths_asked_again_on__gt=F("strengths_asked_on")),
                name="strengths_are_asked_again_after_being_asked",
            ),
        ]
        indexes = [
            # As it is compared with the names of colleagues.
            models.Index(Upper("name"), name="participant_name_in_capitals"),
            models.Index(fields=["organisation"], condition=Q(in_no_project=True), name="participant_in_no_project"),
        ]

    def opens(self, reader):
        return Opened(self.name, self.page_for(reader)) if reader.on_team else None

    def counted_under(self):
        """Each project they were ever asked into."""
        return list(involvements().filter(participant=self).order_by().values_list("project", flat=True).distinct())

    def note_put_right(self, was):
        """Whoever signs in by that name does so by the new one: the former is read nowhere."""
        if self.user_id:
            type(self.user).objects.filter(pk=self.user_id, name=was.name).update(name=self.name)
        return ()

    def page_for(self, reader):
        """Of somebody who said no the team has only the name."""
        return page("people:person", self.pk) if reader.may_open_person(self.pk) else None

    def __str__(self):
        return self.name

    def is_same_as(self, user):
        """See `same_as`."""
        return self.user_id == user.pk or Participant.objects.same_as(user).filter(pk=self.pk).exists()


class OfOnePersonQuerySet(RecordQuerySet):
    """Rows that hang on a participant: who may open the person may read them."""

    def visible_to(self, user):
        return super().visible_to(user).filter(participant__in=Participant.objects.visible_to(user))


class PauseQuerySet(OfOnePersonQuerySet):
    def current(self):
        return self.filter(ended_at__isnull=True)

    def on(self, day):
        """Those that lasted on that day."""
        begun = self.filter(began_at__lte=datetime.combine(day, time.max, tzinfo=LONDON))
        return begun.exclude(ended_at__lt=datetime.combine(day, time.min, tzinfo=LONDON))


class Pause(Record):
    """A time in which a person wants nothing from us. No reason is asked."""

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="pauses")
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    parent = "participant"
    seen_by = COORDINATOR
    objects = PauseQuerySet.as_manager()
    known_as = "who is on a pause"
    personal = Personal(path="participant")
    corrects = StandsAsWritten("the person begins and ends it")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["participant"], condition=Q(ended_at__isnull=True), name="participant_pauses_once_at_a_time"
            )
        ]

    def lasted_at(self, moment):
        return self.began_at <= moment and (self.ended_at is None or moment <= self.ended_at)


class Strength(Record):
    """What a person is good at or wants to do, in their own words."""

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="strengths")
    words = models.CharField(max_length=200)

    parent = "participant"
    seen_by = COORDINATOR
    known_as = "what a person is good at"
    objects = OfOnePersonQuerySet.as_manager()
    personal = Personal(path="participant")
    corrects = PutRight({"words": "What they bring"}, shared={"words": "What you are good at"})


class AccessNeed(Record):
    """What helps a person take part, in their own words. Never why."""

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="needs")
    words = models.CharField(max_length=200)
    ended_on = models.DateField(null=True, blank=True)

    parent = "participant"
    seen_by = COORDINATOR
    known_as = "what helps a person take part"
    objects = OfOnePersonQuerySet.as_manager()
    personal = Personal(path="participant")
    corrects = PutRight({"words": "What helps them take part"}, shared={"words": "What helps you take part"})


class SamePerson(Record):
    """What a colleague said when they were asked whether they take part here too. Theirs alone to know."""

    class Answer(models.TextChoices):
        YES = "yes", "Yes, it is me"
        NO = "no", "No"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="+")
    answer = models.CharField(max_length=3, choices=Answer.choices)
    # Whether their account opens the person's own pages; not where nothing proved that it is theirs.
    joined = models.BooleanField(default=False)

    parent = "participant"
    seen_by = frozenset()
    known_as = "what a colleague answered when asked whether they take part too"
    personal = Personal(path="user")
    corrects = StandsAsWritten("the answer of one colleague, which opens nothing")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "participant"], name="colleague_is_asked_once_about_a_person"),
            models.UniqueConstraint(
                fields=["organisation", "user"],
                condition=Q(joined=True),
                name="colleague_is_one_participant_in_an_organisation",
            ),
            models.CheckConstraint(condition=Q(joined=False) | Q(answer="yes"), name="only_a_yes_joins_two_records"),
        ]


class GivenAddress(Record):
    """A phone or email that was ever given for a person, to be compared and never read: digests of its spelling.

    It stays when the address is changed later or was left off because it is somebody else's, so that no change opens
    what was closed. Nobody sees it: whoever knew what it is compared with would learn whom it is like.
    """

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="+")
    exact = models.CharField(max_length=64)
    same = models.CharField(max_length=64)
    sign_in = models.BooleanField("given to sign in with", default=False)

    parent = "participant"
    seen_by = frozenset()
    known_as = "marks of the numbers and addresses a person gave, so that nobody pays themselves"
    personal = Personal(path="participant")
    corrects = StandsAsWritten("what was ever given for a person")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["participant", "exact", "sign_in"], name="given_address_is_kept_once")
        ]
        indexes = [models.Index(fields=["same"], name="given_address_same")]

    @classmethod
    def keep(cls, participant, *texts, sign_in=False):
        """`texts`: as people typed them, empty ones among them. What it does is the same whosever they are."""
        place = participant.organisation_id
        found = dict.fromkeys(spelled for text in texts for spelled in spellings(text))
        cls.objects.bulk_create(
            (
                cls(
                    participant=participant,
                    exact=digest(place, spelled.exact),
                    same=digest(place, spelled.same),
                    sign_in=sign_in,
                )
                for spelled in found
            ),
            ignore_conflicts=True,
        )


def digest(organisation_id, text):
    """By organisation, so that one address in two of them shows nothing in common. Not keyed by a secret of the server:
    a changed key would open what is closed, and nobody would notice.
    """
    return hashlib.sha256(f"{organisation_id}\n{text}".encode()).hexdigest()
