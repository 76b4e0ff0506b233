"""The identity of what is traded: one film, one series, or one season of a series, whoever lists it.

A programme is one organisation's listing of one work. Rights that are taken meet on the work's root (`lock_id`: the
series, else the work itself) and in the part of it that they concern; see `listings.models.rights`.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.expressions import RawSQL
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User

# Numbers that name a work wherever it is listed. A house's own number stays with its listing.
SHARED_SCHEMES = ("eidr", "isan", "imdb")


class Work(models.Model):
    """A film, a whole series (no season), or season `season` of `series`. Its facts follow its only listing's."""

    kind = models.CharField(_("type"), max_length=16)
    original_title = models.CharField(_("original title"), max_length=300)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    production_territories = ArrayField(models.CharField(max_length=2), verbose_name=_("production territories"))
    series = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="seasons")
    season = models.PositiveSmallIntegerField(_("season"), null=True, blank=True, help_text="empty: not known, or all")
    lock_id = models.GeneratedField(
        expression=RawSQL("coalesce(series_id, id)", ()), output_field=models.BigIntegerField(), db_persist=True
    )
    created_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    compared_at = models.DateTimeField(
        null=True,
        blank=True,
        help_text="when its listings were first compared with others; every save compares them again",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(season=None) | models.Q(series__isnull=False), name="season_has_a_series"
            ),
            models.UniqueConstraint(fields=["series", "season"], name="one_work_per_season"),
        ]
        indexes = [
            models.Index(fields=["lock_id"], name="works_by_lock"),
            models.Index(fields=["id"], condition=models.Q(compared_at=None), name="works_to_compare"),
        ]

    def __str__(self) -> str:
        return self.original_title

    @property
    def root_id(self) -> int:
        """The work whose row is locked by whoever takes rights of this one."""
        return self.series_id or self.pk


class WorkIdentifier(models.Model):
    """An EIDR, ISAN or IMDb number: it names one work, of all listings."""

    work = models.ForeignKey(Work, models.CASCADE, related_name="identifiers")
    scheme = models.CharField(_("scheme"), max_length=12)
    value = models.CharField(_("number"), max_length=80)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scheme", "value"], name="identifier_names_one_work"),
            models.CheckConstraint(condition=models.Q(scheme__in=SHARED_SCHEMES), name="work_identifier_is_shared"),
        ]

    def __str__(self) -> str:
        return f"{self.scheme} {self.value}"


class Cut(models.Model):
    """A version of a work that may be licensed by itself: a territory's cut, the airline cut. `work` is a root.

    Where several organisations list the work, a cut is one only after staff confirmed that it is: until then what is
    taken of it is taken of the whole.
    """

    work = models.ForeignKey(Work, models.PROTECT, related_name="cuts")
    name = models.CharField(_("cut"), max_length=80)
    minutes = models.PositiveSmallIntegerField(_("minutes"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=200, blank=True)
    confirmed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint("work", Lower("name"), name="one_cut_per_name")]

    def __str__(self) -> str:
        return self.name
