from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from listings.models.programme import Programme
from listings.states import VersionKind, VersionState
from marketplace.files.models import StoredFile


class LanguageVersion(models.Model):
    """A subtitle, dub or sound version: what exists in which language."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="versions")
    language = models.CharField(_("language"), max_length=12, blank=True)
    kind = models.CharField(_("kind"), max_length=10, choices=VersionKind)
    state = models.CharField(_("state"), max_length=12, choices=VersionState, default=VersionState.READY)
    note = models.CharField(_("note"), max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["programme", "language", "kind"], name="version_once")]

    def __str__(self) -> str:
        return f"{self.language} {self.kind}"


class ReviewedArtwork(models.Manager["Artwork"]):
    """Pictures that buyers may see."""

    def get_queryset(self) -> models.QuerySet["Artwork"]:
        return super().get_queryset().filter(waiting=False)


class Artwork(models.Model):
    """A picture, re-encoded by us in two sizes; the file that was sent is not kept.

    `waiting`: part of a revision of a published listing that nobody has reviewed. Whoever does not ask for `with_waiting`
    never meets such pictures.
    """

    class Kind(models.TextChoices):
        POSTER = "poster", _("Poster")
        STILL = "still", _("Still")

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="artworks")
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.POSTER)
    large = models.ForeignKey(
        StoredFile, models.PROTECT, to_field="place", db_column="large", db_index=False, related_name="+"
    )
    small = models.ForeignKey(
        StoredFile, models.PROTECT, to_field="place", db_column="small", db_index=False, related_name="+"
    )
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()
    sha256 = models.CharField(max_length=64)
    uploaded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(default=timezone.now)
    waiting = models.BooleanField(db_default=False, default=False)

    objects = ReviewedArtwork()
    with_waiting = models.Manager["Artwork"]()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["programme", "sha256"], name="artwork_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.sha256[:8]}"
