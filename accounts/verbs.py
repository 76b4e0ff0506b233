"""What can be done in this slice, as the audit trail says it."""

from django.utils.translation import gettext_lazy as _

from accounts.models import (
    ApiToken,
    ExchangeRate,
    Invitation,
    Membership,
    Organisation,
    OrganisationDocument,
    User,
)
from marketplace.kit.activity import declare_verbs
from marketplace.kit.models import Job

declare_verbs(
    User,
    {
        "accounts.change_staff_roles": _("Roles on the staff changed"),
        "accounts.ask_factor_reset": _("Asked to remove the second step"),
        "accounts.object_to_factor_reset": _("Objected to"),
        "accounts.reset_factor": _("Second step removed"),
        "accounts.refuse_factor_reset": _("Refused"),
        "accounts.add_address": _("Address added"),
        "accounts.object_to_address": _("Address objected to"),
        "accounts.change_profile": _("Profile changed"),
        "accounts.choose_notice_channels": _("Ways of notices chosen"),
        "accounts.state_latin_name": _("Name in Latin letters stated"),
    },
)
declare_verbs(
    Organisation,
    {
        "accounts.create_organisation": _("Created"),
        "accounts.update_organisation": _("Facts changed"),
        "accounts.submit_organisation": _("Sent for verification"),
        "accounts.verify_organisation": _("Verified"),
        "accounts.return_organisation": _("Returned with reasons"),
        "accounts.propose_suspension": _("Suspension proposed"),
        "accounts.drop_suspension": _("Proposal dropped"),
        "accounts.suspend_organisation": _("Suspended"),
        "accounts.reinstate_organisation": _("Trades again"),
    },
)
declare_verbs(
    OrganisationDocument,
    {
        "accounts.add_document": _("Document added"),
        "accounts.remove_document": _("Document removed"),
    },
)
declare_verbs(
    Invitation,
    {
        "accounts.invite_member": _("Invited"),
        "accounts.revoke_invitation": _("Invitation withdrawn"),
    },
)
declare_verbs(
    Membership,
    {
        "accounts.accept_invitation": _("Joined the team"),
        "accounts.change_roles": _("Roles changed"),
        "accounts.remove_member": _("Left the team"),
    },
)
declare_verbs(
    ApiToken,
    {
        "accounts.create_token": _("Token made"),
        "accounts.revoke_token": _("Token revoked"),
    },
)
declare_verbs(ExchangeRate, {"accounts.add_rates": _("Exchange rates entered")})
declare_verbs(
    Job,
    {
        "accounts.retry_work": _("Tried again"),
        "accounts.set_work_aside": _("Set aside"),
    },
)
