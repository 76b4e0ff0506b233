from typing import TYPE_CHECKING, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, User
from listings.models.work import Work
from listings.states import ListingState

if TYPE_CHECKING:
    from accounts.actors import Actor

STALE_AFTER_DAYS = 90
# What an import does not know is asked for in the draft; nothing goes on without it.
UNFINISHED = models.Q(state__in=[ListingState.DRAFT, ListingState.RETURNED])


class ProgrammeQuerySet(models.QuerySet["Programme"]):
    def public(self) -> Self:
        """What anybody may see: published by an organisation that staff has verified."""
        return self.filter(state=ListingState.PUBLISHED, organisation__state="verified")

    def visible_to(self, actor: "Actor | None") -> Self:
        """Published programmes, and one's own in any state."""
        if actor is None:
            return self.public()
        public = models.Q(state=ListingState.PUBLISHED, organisation__state="verified")
        return self.filter(public | models.Q(organisation=actor.organisation))

    def owned_by(self, actor: "Actor") -> Self:
        """One's own programmes, in any state: what the seller's pages show and change."""
        return self.filter(organisation=actor.organisation)


class Programme(models.Model):
    """One organisation's listing of a work. `public_id` is its name in addresses: MN-TH-004182.

    A listing that is made without a work gets one of its own (a trigger): the number is drawn here, the row made there.
    """

    public_id = models.CharField(max_length=16, unique=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="programmes", verbose_name=_("seller"))
    work = models.ForeignKey(
        Work,
        models.PROTECT,
        related_name="listings",
        db_default=models.Func(
            models.Value("listings_work_id_seq"), function="nextval", output_field=models.BigIntegerField()
        ),
    )
    kind = models.CharField(_("type"), max_length=16)
    original_title = models.CharField(_("original title"), max_length=300)
    working_title = models.CharField(
        _("working title"), max_length=300, blank=True, db_default="", help_text="the licensor's own"
    )
    original_language = models.CharField(_("original language"), max_length=12, blank=True)
    production_territories = ArrayField(
        models.CharField(max_length=2), default=list, blank=True, verbose_name=_("production territories")
    )
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    episode_count = models.PositiveSmallIntegerField(_("episodes"), null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(_("minutes"), null=True, blank=True, help_text=_("of one episode"))
    genres = ArrayField(models.CharField(max_length=24), default=list, blank=True, verbose_name=_("genres"))
    trailer_url = models.URLField(_("trailer link"), blank=True)
    source = models.CharField(max_length=200, blank=True, help_text="where imported facts come from")
    source_key = models.CharField(max_length=120, null=True, blank=True, help_text="makes an import idempotent")

    series_key = models.CharField(max_length=120, blank=True, db_default="", help_text="its series in imported files")
    mandated = models.BooleanField(
        db_default=False, editable=False, help_text="an agent's listing: it holds what its mandates give"
    )

    currency = models.CharField(_("currency of the ask"), max_length=3, default="USD")
    exclusive_percent = models.PositiveSmallIntegerField(_("exclusive costs, in percent"), default=150)

    state = models.CharField(max_length=12, choices=ListingState, default=ListingState.DRAFT)
    editor_step = models.PositiveSmallIntegerField(default=1)
    revision = models.PositiveIntegerField(default=1, help_text="grows with every save: a stale form is noticed")
    rights_confirmed_at = models.DateTimeField(null=True, blank=True)
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)
    published_at = models.DateTimeField(null=True, blank=True)

    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=ListingState.values), name="listing_state_known"),
            models.CheckConstraint(
                condition=UNFINISHED | models.Q(production_territories__len__gt=0),
                name="programme_has_a_production_territory",
            ),
            models.CheckConstraint(
                condition=UNFINISHED | ~models.Q(original_language=""), name="programme_has_an_original_language"
            ),
            models.CheckConstraint(
                condition=models.Q(year=None) | models.Q(year__range=(1888, 2100)), name="year_possible"
            ),
            models.CheckConstraint(
                condition=models.Q(exclusive_percent__range=(100, 1000)), name="exclusive_costs_at_least_as_much"
            ),
            models.UniqueConstraint(fields=["organisation", "source_key"], name="imported_once"),
        ]
        indexes = [
            models.Index(fields=["state", "-published_at"], name="programmes_newest"),
            models.Index(
                fields=["organisation", "series_key"], condition=~models.Q(series_key=""), name="programmes_of_a_series"
            ),
        ]

    def __str__(self) -> str:
        return self.original_title

    @property
    def published(self) -> bool:
        return self.state == ListingState.PUBLISHED


class Season(models.Model):
    """One season of a series."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="seasons")
    number = models.PositiveSmallIntegerField(_("season"))
    title = models.CharField(_("title"), max_length=200, blank=True)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["programme", "number"], name="one_season_per_number")]

    def __str__(self) -> str:
        return f"{self.programme} {self.number}"


class Episode(models.Model):
    """One episode of a season."""

    season = models.ForeignKey(Season, models.CASCADE, related_name="episodes")
    number = models.PositiveSmallIntegerField(_("episode"))
    title = models.CharField(_("title"), max_length=200, blank=True)
    minutes = models.PositiveSmallIntegerField(_("minutes"), null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["season", "number"], name="one_episode_per_number")]

    def __str__(self) -> str:
        return f"{self.season} x {self.number}"


class Ask(models.Model):
    """What the seller asks for one medium in one territory for 12 months, non-exclusive, in the programme's currency.

    The row without a territory is the default for those not named. No row at all: open to offers.
    """

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="asks")
    medium = models.CharField(_("media right"), max_length=12)
    territory = models.CharField(_("territory"), max_length=2, null=True, blank=True)
    fee_minor = models.BigIntegerField(_("fee for 12 months"))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "medium", "territory"], name="one_ask_per_cell", nulls_distinct=False
            ),
            models.CheckConstraint(condition=models.Q(fee_minor__gt=0, fee_minor__lte=10**12), name="ask_is_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.programme} {self.medium} {self.territory or ''}"
