from typing import TYPE_CHECKING, Self
from zoneinfo import ZoneInfo

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models.user import User
from accounts.states import BUYING_KINDS, SELLING_KINDS, DocumentKind, OrganisationKind, OrganisationState
from marketplace.files.models import StoredFile
from marketplace.vocabularies import territories

if TYPE_CHECKING:
    from accounts.actors import Actor


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def visible_to(self, actor: "Actor") -> Self:
        """One's own organisation, whole. Others are known by name through what they list and offer."""
        return self.filter(pk=actor.organisation.pk)


class Organisation(models.Model):
    """A company that buys, sells, or both. Legal name in the local script and in English."""

    kinds = ArrayField(models.CharField(max_length=24, choices=OrganisationKind), verbose_name=_("what you do"))
    name_en = models.CharField(_("legal name in English"), max_length=200)
    name_local = models.CharField(_("legal name in local script"), max_length=200, blank=True)
    name_language = models.CharField(_("language of the local name"), max_length=12, blank=True)
    territory = models.CharField(_("territory of registration"), max_length=2)
    registration_number = models.CharField(_("registration number"), max_length=40, blank=True)
    tax_number = models.CharField(_("tax number"), max_length=40, blank=True)
    address = models.CharField(_("registered address"), max_length=300, blank=True)
    website = models.URLField(_("website"), blank=True)
    about = models.TextField(_("introduction"), max_length=1000, blank=True)
    time_zone = models.CharField(
        _("time zone"), max_length=40, blank=True, help_text="its days begin in it; empty: the territory's"
    )
    display_currency = models.CharField(_("display currency"), max_length=3, default="USD")
    default_request = models.JSONField(default=dict, blank=True)
    state = models.CharField(max_length=12, choices=OrganisationState, default=OrganisationState.DRAFT)
    returned_reasons = models.JSONField(default=dict, blank=True, help_text="field -> what staff asks for")
    submitted_at = models.DateTimeField(null=True, blank=True)
    verified_at = models.DateTimeField(null=True, blank=True)
    verified_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    suspension_reason = models.TextField(max_length=1000, blank=True)
    suspension_proposed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    suspension_proposed_at = models.DateTimeField(null=True, blank=True)
    suspended_at = models.DateTimeField(null=True, blank=True)
    suspended_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=OrganisationState.values), name="organisation_state_known"
            ),
            models.CheckConstraint(condition=models.Q(kinds__len__gt=0), name="organisation_has_a_kind"),
            models.CheckConstraint(
                condition=~models.Q(state=OrganisationState.VERIFIED) | models.Q(verified_at__isnull=False),
                name="verified_has_a_date",
            ),
            models.CheckConstraint(
                condition=models.Q(suspended_by=None) | ~models.Q(suspended_by=models.F("suspension_proposed_by")),
                name="suspension_takes_two",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=OrganisationState.SUSPENDED)
                | models.Q(suspended_by__isnull=False, suspension_proposed_by__isnull=False),
                name="suspended_by_somebody",
            ),
            models.UniqueConstraint(
                "territory",
                "registration_number",
                condition=models.Q(state=OrganisationState.VERIFIED) & ~models.Q(registration_number=""),
                name="one_verified_organisation_per_registration",
            ),
        ]

    def __str__(self) -> str:
        return self.name_en

    @property
    def zone(self) -> ZoneInfo:
        """The zone in which this organisation's days begin: contract dates, due dates, "today"."""
        return ZoneInfo(self.time_zone) if self.time_zone else territories.office_zone(self.territory)

    @property
    def verified(self) -> bool:
        return self.state == OrganisationState.VERIFIED

    @property
    def sells(self) -> bool:
        return bool(SELLING_KINDS & set(self.kinds))

    @property
    def buys(self) -> bool:
        return bool(BUYING_KINDS & set(self.kinds))


class DocumentQuerySet(models.QuerySet["OrganisationDocument"]):
    def visible_to(self, actor: "Actor") -> Self:
        """The papers of one's own organisation that were not removed."""
        return self.filter(organisation=actor.organisation, removed_at=None)


class OrganisationDocument(models.Model):
    """A paper that proves what an organisation says of itself; only its members and staff may open it."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="documents")
    kind = models.CharField(max_length=16, choices=DocumentKind)
    file = models.ForeignKey(
        StoredFile, models.PROTECT, to_field="place", db_column="file", db_index=False, related_name="+"
    )
    uploaded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(default=timezone.now)
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = DocumentQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.file)
