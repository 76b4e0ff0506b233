"""Why an act is not allowed now, and what goes on all the same."""

from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from marketplace.kit.problems import Problem

GOES_ON: str | Promise = _(
    "Signed contracts stay in force, running licences go on, and money that arrives is booked. New offers, answers, "
    "signatures, payments and deliveries wait."
)


class NotAllowedNow(Problem):
    """The policy's refusals: the role would allow it, the circumstances do not."""

    code = "not_allowed_now"
    status = 403


class OrganisationSuspended(NotAllowedNow):
    code = "organisation_suspended"
    text = _("Your organisation is suspended, so it can read and take back, but make nothing new.")
    hint = _(
        "Signed contracts stay in force, running licences go on, and money that arrives is booked. Offers, answers, "
        "signatures, payments, deliveries, invitations and API tokens wait until our staff lift the suspension."
    )


class OrganisationNotVerified(NotAllowedNow):
    code = "organisation_not_verified"
    text = _("Your organisation is not verified yet. Until then you can search, save and draft.")
    hint = _("Finish the verification in the settings of your organisation.")


class OtherSideStopped(NotAllowedNow):
    """The other organisation is suspended, or staff handed it back; the reason is its own affair."""

    code = "other_side_stopped"
    status = 409
    text = _("%(name)s cannot trade at the moment, so this deal stands still.")
    hint: ClassVar[str | Promise] = GOES_ON


class ListingStopped(NotAllowedNow):
    code = "listing_taken_down"
    status = 409
    text = _("“%(title)s” is taken out of the catalogue, so nothing new happens on its deals.")
    hint: ClassVar[str | Promise] = GOES_ON


class BothSides(NotAllowedNow):
    code = "both_sides"
    text = _("You belong to %(other)s, or did during this deal: nobody acts for both sides.")
    hint = _("A colleague who does not belong to the other side can do this.")


class InvitingSuspended(NotAllowedNow):
    code = "other_side_stopped"
    status = 409
    text = _("%(name)s cannot take in members at the moment.")
    hint = _("Open the link again later, or ask the person who invited you.")
