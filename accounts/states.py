"""States of an organisation and the moves between them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from marketplace.kit.transitions import Transitions


class OrganisationState(models.TextChoices):
    DRAFT = "draft", _("Not verified")
    SUBMITTED = "submitted", _("Being verified")
    VERIFIED = "verified", _("Verified")
    RETURNED = "returned", _("Returned")
    SUSPENDED = "suspended", _("Suspended")


S = OrganisationState
MOVES = Transitions(
    {
        S.DRAFT: frozenset({S.SUBMITTED}),
        S.SUBMITTED: frozenset({S.VERIFIED, S.RETURNED}),
        S.RETURNED: frozenset({S.SUBMITTED}),
        S.VERIFIED: frozenset({S.SUSPENDED, S.RETURNED}),
        S.SUSPENDED: frozenset({S.VERIFIED}),
    }
)


class OrganisationKind(models.TextChoices):
    PRODUCER = "producer", _("Producer")
    SALES_AGENT = "sales_agent", _("Sales agent")
    PLATFORM = "platform", _("Platform")
    BROADCASTER = "broadcaster", _("Broadcaster")
    STUDIO = "localisation_studio", _("Localisation studio")


SELLING_KINDS = frozenset({OrganisationKind.PRODUCER, OrganisationKind.SALES_AGENT, OrganisationKind.BROADCASTER})
BUYING_KINDS = frozenset({OrganisationKind.PLATFORM, OrganisationKind.BROADCASTER, OrganisationKind.SALES_AGENT})


class DocumentKind(models.TextChoices):
    REGISTRATION = "registration", _("Company registration")
    AUTHORITY = "authority", _("Letter of authority")
    LICENCE = "licence", _("Operating licence")
    OTHER = "other", _("Other document")


class NoticeClass(models.TextChoices):
    """What a notice is to its reader: the groups of the page of notices."""

    ASKS = "asks", _("Your turn")
    CHANGES = "changes", _("Changed")
    NEWS = "news", _("For information")
    SECURITY = "security", _("Your account")


class NoticeChannel(models.TextChoices):
    """How a notice reaches its reader; the page of notices holds each of them."""

    MAIL = "mail", _("By mail, at once")
    DIGEST = "digest", _("In one mail a day, at eight in the morning")
    APP = "app", _("On the page of notices only")
