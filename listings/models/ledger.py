"""What stands around the rights: the history of every change, conflict cases, territory sets, the seller's choices."""

from django.db import models
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, User
from accounts.models.team import OwnQuerySet
from listings.models.programme import Programme
from listings.models.rights import RightOut
from listings.states import DatesShown
from marketplace.kit.fields import CodeSetField


class RightsHistory(models.Model):
    """One change of one record of rights; written by a trigger, never changed. `before` or `after` is null at its ends."""

    kind = models.CharField(max_length=3, choices=[("in", _("Right in")), ("out", _("Right out"))])
    row = models.BigIntegerField()
    programme = models.ForeignKey(Programme, models.DO_NOTHING, db_constraint=False, related_name="rights_history")
    at = models.DateTimeField(db_default=Now())
    author = models.ForeignKey(User, models.DO_NOTHING, null=True, db_constraint=False, related_name="+")
    cause = models.CharField(max_length=120)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)

    class Meta:
        indexes = [models.Index(fields=["programme", "at"], name="history_in_order")]

    def __str__(self) -> str:
        return f"{self.kind} {self.row}: {self.cause}"


class ConflictCase(models.Model):
    """A licence whose right in was ended by staff, with a reason. Open until the licence ends or is covered again."""

    right_in = models.BigIntegerField(help_text="the right that ended; its values are in the history")
    right_out = models.ForeignKey(RightOut, models.PROTECT, related_name="cases")
    reason = models.TextField(max_length=2000)
    opened_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(default=timezone.now)
    closed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    resolution = models.TextField(max_length=2000, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["right_out"], condition=models.Q(closed_at=None), name="one_open_case_per_licence"
            ),
            models.CheckConstraint(condition=~models.Q(reason=""), name="case_has_a_reason"),
            models.CheckConstraint(
                condition=models.Q(closed_at=None) | ~models.Q(resolution=""), name="closed_case_says_how"
            ),
        ]

    def __str__(self) -> str:
        return f"case {self.pk}: {self.right_out}"


class TerritorySet(models.Model):
    """An organisation's own name for some territories. Records keep the territories, not the set."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="territory_sets")
    name = models.CharField(_("name"), max_length=60)
    territories = CodeSetField("territories", verbose_name=_("territories"))
    changed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(default=timezone.now)

    objects = OwnQuerySet["TerritorySet"].as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "name"], name="one_territory_set_per_name"),
            models.CheckConstraint(condition=~models.Q(name=""), name="territory_set_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class SellerTerms(models.Model):
    """What a seller decided for all of its programmes."""

    organisation = models.OneToOneField(Organisation, models.CASCADE, related_name="seller_terms")
    dates_shown = models.CharField(_("dates are shown to"), max_length=8, choices=DatesShown, default=DatesShown.ALL)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(dates_shown__in=DatesShown.values), name="dates_shown_known")
        ]

    def __str__(self) -> str:
        return self.dates_shown


class WaitingEntry(models.Model):
    """Somebody who wants to know when a request becomes free for a programme. `request` is the query string."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="waiting")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="waiting")
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    request = models.CharField(max_length=2000)
    created_at = models.DateTimeField(default=timezone.now)
    told_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = OwnQuerySet["WaitingEntry"].as_manager()

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "organisation", "request"], condition=models.Q(closed_at=None), name="waits_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation} waits for {self.programme}"


class Watch(models.Model):
    """A programme that an organisation keeps an eye on."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="watches")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="watches")
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = OwnQuerySet["Watch"].as_manager()

    class Meta:
        ordering = ["-at"]
        constraints = [models.UniqueConstraint(fields=["organisation", "programme"], name="watched_once")]

    def __str__(self) -> str:
        return f"{self.organisation} watches {self.programme}"
