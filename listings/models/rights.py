"""Rights in (what the seller holds) and rights out (what is taken): the only truth about availability.

Sets of territories, media and languages are multiranges. Migration 0002 adds what Django cannot say: the lanes, the
exclusion constraint `no_double_sale`, and the triggers that keep every sale inside the rights held. A row fills a plane
of two lanes: exclusive = the whole plane, non-exclusive = a line of its own, holdback = a crossing line of its own. So
exclusive meets everything, non-exclusive meets holdbacks, and equals never meet. Rows held for the same deal
(`held_for`) never clash.
"""

from typing import TYPE_CHECKING, Self, TypeVar

from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, User
from listings.models.programme import Programme
from listings.states import Grade, Purpose
from marketplace.kit.fields import CodeSetField

if TYPE_CHECKING:
    from datetime import datetime

    from accounts.actors import Actor


M = TypeVar("M", bound=models.Model)


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
    period = DateRangeField(_("period"), help_text=_("half-open; no end = for ever"))
    exclusive = models.BooleanField(_("held exclusively"), default=True)
    source = models.CharField(_("source contract"), max_length=120, blank=True)
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    objects = RightsQuerySet["RightIn"].as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(period__isempty=False), name="right_in_has_a_period"),
        ]

    def __str__(self) -> str:
        return f"in {self.pk} of {self.programme_id}"


class RightOutQuerySet(RightsQuerySet["RightOut"]):
    """What is taken."""

    def blocking(self, at: "datetime") -> Self:
        """Rows that stand at `at`: an expired reservation blocks nobody, even before it is let go."""
        return self.filter(active=True).filter(models.Q(expires_at=None) | models.Q(expires_at__gt=at))


class RightOut(models.Model):
    """A right that is taken: licence, reservation, option, holdback, or a licence the seller made elsewhere."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="rights_out")
    purpose = models.CharField(_("kind"), max_length=12, choices=Purpose)
    grade = models.CharField(_("exclusivity"), max_length=1, choices=Grade)
    held_for = models.CharField(max_length=60, help_text="offer:41, or record:… for what was sold elsewhere")
    licensee = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="rights_held")
    territories = CodeSetField("territories", verbose_name=_("territories"))
    media = CodeSetField("media", verbose_name=_("media rights"))
    languages = CodeSetField("languages", verbose_name=_("languages"))
    period = DateRangeField(_("period"))
    active = models.BooleanField(default=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    note = models.CharField(_("note"), max_length=200, blank=True, help_text=_("only your organisation sees it"))
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    released_at = models.DateTimeField(null=True, blank=True)

    objects = RightOutQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(period__isempty=False), name="right_out_has_a_period"),
            models.CheckConstraint(condition=models.Q(grade__in=Grade.values), name="grade_known"),
            models.CheckConstraint(condition=models.Q(purpose__in=Purpose.values), name="purpose_known"),
            models.CheckConstraint(
                condition=models.Q(active=True) | models.Q(released_at__isnull=False), name="released_has_a_date"
            ),
        ]
        indexes = [models.Index(fields=["held_for"], name="rights_out_by_deal")]

    def __str__(self) -> str:
        return f"{self.purpose} {self.pk} of {self.programme_id}"
