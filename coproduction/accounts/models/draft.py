import uuid

from django.conf import settings
from django.db import models

from coproduction.base.privacy import Personal


class DraftQuerySet(models.QuerySet):
    def standing(self, now):
        return self.filter(ends_at__gt=now)

    def over(self, now):
        return self.filter(ends_at__lte=now)

    def under_me(self):
        """On pages of the person's own."""
        return self.filter(path__startswith="/me/")


class Draft(models.Model):
    """What somebody typed into a form and has not sent, or was not let send: shown to nobody else, on no other page.

    One for each page that was drawn, so that what is typed in two tabs is two drafts.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    # Where the form is sent, which is the page that shows it. Ids stand in it, never a name.
    path = models.CharField(max_length=300)
    form = models.CharField(max_length=60)
    # As the browser sends it, without what the page itself brings along.
    fields = models.TextField()
    # Of the form; none where one of that token had its effect already, with other words.
    token = models.UUIDField(null=True)
    # How often it was saved: what was opened from it says from which state.
    version = models.PositiveIntegerField(default=1)
    began_at = models.DateTimeField()
    last_changed_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    objects = DraftQuerySet.as_manager()
    personal = Personal(path="owner")

    class Meta:
        indexes = [
            models.Index(fields=["owner", "path"], name="drafts_of_a_page"),
            models.Index(fields=["ends_at"], name="drafts_by_their_end"),
        ]
