"""Rights in (what the seller holds) and rights out (what is taken): the only truth about availability.

Sets of territories, media, languages and their uses are multiranges. Migrations 0002, 0004, 0006, 0019 and 0024 add
what Django cannot say: the lock and the lanes, the exclusion constraint `no_double_sale`, the triggers that keep every sale inside the
rights held and every mandate's rights inside the mandate, and the history.

The lock: what is taken through any listing of a work meets on the work's root (`lock_id`), in the seasons (`parts`) and
cuts (`cuts`) that it concerns. `desks` are the listings that it meets: every one, except that a mandate, and a holdback
of what its seller does not hold at all, bind their own listing only. Triggers set all four. A row fills a plane of two lanes:

    exclusive (S)   x all                y all     meets everything
    sole (E)        x all but `owners`   y all     meets everything but the owner's own use
    non-exclusive   x = id               y all     meets exclusive, sole, holdbacks
    holdback        x all                y = id    meets everything but holdbacks
    own use         x = in `owners`      y all     meets exclusive and holdbacks, and the sole of other sellers
    term only       empty                          meets nothing

The owners of a sole licence are its seller and, where that is an agent, the organisation it has its mandate from.
Rows of one holding, which a line of a deal takes, never clash with each other.
"""

from typing import TYPE_CHECKING, Self, TypeVar

from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models.expressions import RawSQL
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, User
from listings.models.programme import Programme
from listings.models.work import Cut
from listings.states import Binds, Grade, Purpose
from marketplace.files.models import StoredFile
from marketplace.kit.fields import CodeSetField
from marketplace.vocabularies.uses import every_use

if TYPE_CHECKING:
    from datetime import datetime

    from accounts.actors import Actor


M = TypeVar("M", bound=models.Model)
# The licensable part of the period: not beyond the latest end a licence may run to, nor the underlying rights' expiry.
LICENSABLE = """case when least(latest_end, underlying_end, upper(period)) <= lower(period) then 'empty'::daterange
else daterange(lower(period), least(latest_end, underlying_end, upper(period))) end"""


class RightsQuerySet(models.QuerySet[M]):
    """Rows of rights belong to the seller of their programme."""

    def visible_to(self, actor: "Actor") -> Self:
        return self.filter(programme__organisation=actor.organisation)


class RightIn(models.Model):
    """A right that the seller holds and may license on. Ends, is not deleted, once it was relied on."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="rights_in")
    territories = CodeSetField("territories", verbose_name=_("territories"))
    media = CodeSetField("media", verbose_name=_("media rights"))
    languages = CodeSetField("languages", verbose_name=_("languages"))
    uses = CodeSetField("uses", verbose_name=_("language uses"), default=every_use)
    period = DateRangeField(_("period"), help_text=_("half-open; no end = for ever"))
    latest_end = models.DateField(
        _("latest end of a licence"), null=True, blank=True, help_text=_("first day after the last possible one")
    )
    underlying_end = models.DateField(_("expiry of underlying rights"), null=True, blank=True)
    underlying_note = models.CharField(_("underlying rights"), max_length=120, blank=True)
    licensable = models.GeneratedField(
        expression=RawSQL(LICENSABLE, ()),  # noqa: S611 -- a constant of ours
        output_field=DateRangeField(),
        db_persist=True,
    )
    exclusive = models.BooleanField(_("held exclusively"), default=True)
    source = models.CharField(_("source contract"), max_length=120, blank=True)
    document = models.ForeignKey(
        StoredFile,
        models.PROTECT,
        to_field="place",
        db_column="document",
        db_index=False,
        related_name="+",
        verbose_name=_("document"),
        null=True,
        blank=True,
    )
    document_name = models.CharField(max_length=200, blank=True)
    contested = models.BooleanField(
        db_default=False, editable=False, help_text="another organisation holds it too; staff decide"
    )
    split_from = models.BigIntegerField(
        null=True, blank=True, editable=False, help_text="the right in whose later part this is"
    )
    mandate = models.ForeignKey("RightOut", models.PROTECT, null=True, blank=True, related_name="held_under")
    key = models.CharField(max_length=300, null=True, blank=True, help_text="names the record in imported files")
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    objects = RightsQuerySet["RightIn"].as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(period__isempty=False), name="right_in_has_a_period"),
            models.CheckConstraint(
                condition=models.Q(licensable__isempty=False), name="right_in_leaves_something_to_license"
            ),
            models.UniqueConstraint(fields=["programme", "key"], name="right_in_imported_once"),
        ]

    def __str__(self) -> str:
        return f"in {self.pk} of {self.programme_id}"


class RightOutQuerySet(RightsQuerySet["RightOut"]):
    """What is taken."""

    def blocking(self, at: "datetime") -> Self:
        """Rows that stand at `at`: an expired reservation blocks nobody, even before it is let go."""
        return self.filter(active=True).filter(models.Q(expires_at=None) | models.Q(expires_at__gt=at))


class Holding(models.Model):
    """What one line of a deal takes: rights out of one listing for one licensee, reserved, licensed and given back together.

    A right never comes to another holding. It is reserved, then licensed or given back, and otherwise never changed.
    """

    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id__gt=0), name="holding_has_a_positive_number")]

    def __str__(self) -> str:
        return f"holding {self.pk}"


class RightOut(models.Model):
    """A right that is taken: licence, reservation, option, holdback, mandate, own use, or a licence made elsewhere."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="rights_out")
    purpose = models.CharField(_("kind"), max_length=12, choices=Purpose)
    grade = models.CharField(_("exclusivity"), max_length=1, choices=Grade)
    holding = models.ForeignKey(
        Holding,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="rights",
        help_text="none for the seller's own records",
    )
    licensee = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="rights_held")
    territories = CodeSetField("territories", verbose_name=_("territories"))
    media = CodeSetField("media", verbose_name=_("media rights"))
    languages = CodeSetField("languages", verbose_name=_("languages"))
    uses = CodeSetField("uses", verbose_name=_("language uses"), default=every_use)
    period = DateRangeField(_("period"))
    binds = models.CharField(_("binds"), max_length=8, choices=Binds, default=Binds.LICENSOR)
    runs = models.PositiveSmallIntegerField(_("runs"), null=True, blank=True)
    catch_up_days = models.PositiveSmallIntegerField(_("days of catch-up"), null=True, blank=True)
    cut = models.ForeignKey(Cut, models.PROTECT, null=True, blank=True, verbose_name=_("cut"))
    active = models.BooleanField(default=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    note = models.CharField(_("note"), max_length=200, blank=True, help_text=_("only your organisation sees it"))
    key = models.CharField(max_length=300, null=True, blank=True, help_text="names the record in imported files")
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    released_at = models.DateTimeField(null=True, blank=True)

    objects = RightOutQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(period__isempty=False), name="right_out_has_a_period"),
            models.CheckConstraint(condition=models.Q(id__gt=0), name="right_out_has_a_positive_number"),
            models.CheckConstraint(condition=models.Q(grade__in=Grade.values), name="grade_known"),
            models.CheckConstraint(condition=models.Q(purpose__in=Purpose.values), name="purpose_known"),
            models.CheckConstraint(condition=models.Q(binds__in=Binds.values), name="binds_known"),
            models.CheckConstraint(
                condition=models.Q(active=True) | models.Q(released_at__isnull=False), name="released_has_a_date"
            ),
            models.UniqueConstraint(
                fields=["programme", "key"], condition=models.Q(active=True), name="right_out_imported_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.pk} of {self.programme_id}"
