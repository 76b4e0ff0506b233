from typing import TYPE_CHECKING, Self, TypeVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models.organisation import Organisation
from accounts.models.user import User
from accounts.roles import Role, Scope

if TYPE_CHECKING:
    from accounts.actors import Actor

M = TypeVar("M", bound=models.Model)


class OwnQuerySet(models.QuerySet[M]):
    """Rows that belong to one organisation."""

    def visible_to(self, actor: "Actor") -> Self:
        return self.filter(organisation=actor.organisation)


class Membership(models.Model):
    """A person's place in an organisation. It ends, it is not deleted: what was done stays explained."""

    user = models.ForeignKey(User, models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="memberships")
    roles = ArrayField(models.CharField(max_length=12, choices=Role), verbose_name=_("roles"))
    joined_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)
    default_request = models.JSONField(
        default=dict, blank=True, help_text="the member's usual request, as in an address"
    )

    objects = OwnQuerySet["Membership"].as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organisation"], condition=models.Q(ended_at=None), name="one_place_per_person"
            ),
            models.CheckConstraint(condition=models.Q(roles__len__gt=0), name="member_has_a_role"),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.organisation}"


class Invitation(models.Model):
    """An invitation by e-mail. Only the digest of its token is kept."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="invitations")
    email = models.EmailField(_("work e-mail"))
    roles = ArrayField(models.CharField(max_length=12, choices=Role), verbose_name=_("roles"))
    token_sha256 = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    language = models.CharField(_("language of the mail"), max_length=12, default="en")
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    mailed_at = models.DateTimeField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = OwnQuerySet["Invitation"].as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "email"],
                condition=models.Q(accepted_at=None, revoked_at=None),
                name="one_open_invitation_per_address",
            )
        ]
        indexes = [
            models.Index(
                fields=["created_at"],
                condition=models.Q(mailed_at=None, accepted_at=None, revoked_at=None),
                name="invitations_to_mail",
            )
        ]

    def __str__(self) -> str:
        return self.email


class ApiToken(models.Model):
    """A key for the organisation's own systems. It acts as the member who made it, within its scopes."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="api_tokens")
    user = models.ForeignKey(User, models.PROTECT, related_name="api_tokens")
    name = models.CharField(_("name"), max_length=80)
    prefix = models.CharField(max_length=12)
    token_sha256 = models.CharField(max_length=64, unique=True)
    scopes = ArrayField(models.CharField(max_length=24, choices=Scope), verbose_name=_("may"))
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(null=True, blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = OwnQuerySet["ApiToken"].as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "name"],
                condition=models.Q(revoked_at=None),
                name="one_live_token_per_name",
            )
        ]

    def __str__(self) -> str:
        return self.name
