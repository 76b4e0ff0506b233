"""Everything that can be done to an organisation, its team and oneself."""

from accounts.actions.accept_invitation import InvitationGone, WrongAddress, accept_invitation
from accounts.actions.add_document import add_document
from accounts.actions.add_rates import add_rates
from accounts.actions.change_address import AddressWaits, ObjectionOver, announce_address, object_to_address
from accounts.actions.change_profile import change_profile, change_theme
from accounts.actions.change_roles import change_roles
from accounts.actions.choose_notice_channels import choose_notice_channels
from accounts.actions.create_organisation import LooksLikeDuplicate, create_organisation
from accounts.actions.create_token import TokenNameTaken, create_token
from accounts.actions.failed_work import WorkMovedOn, retry_work, set_work_aside
from accounts.actions.invite_member import AlreadyInvited, AlreadyMember, TooManyInvitations, invite_member
from accounts.actions.mark_notices_read import mark_notices_read
from accounts.actions.moves import (
    FactorNeeded,
    MayNotManage,
    OrganisationMovedOn,
    OwnOrganisation,
    must_show_factor,
)
from accounts.actions.remove_document import remove_document
from accounts.actions.remove_member import remove_member
from accounts.actions.reset_factor import (
    FactorResetOver,
    OwnFactor,
    TimeToObject,
    ask_factor_reset,
    object_to_factor_reset,
    refuse_factor_reset,
    reset_factor,
    withdraw_factor_reset,
)
from accounts.actions.return_organisation import return_organisation
from accounts.actions.revoke_invitation import revoke_invitation
from accounts.actions.revoke_token import revoke_token
from accounts.actions.send_upload import append_piece, cancel_upload, start_upload
from accounts.actions.state_latin_name import latin_name_problem, state_latin_name
from accounts.actions.submit_organisation import NotComplete, submit_organisation
from accounts.actions.suspend_organisation import (
    NotProposed,
    SuspensionTakesTwo,
    drop_suspension,
    propose_suspension,
    reinstate_organisation,
    suspend_organisation,
)
from accounts.actions.team import LastOwner
from accounts.actions.update_organisation import FactsAreVerified, update_organisation
from accounts.actions.verify_organisation import RegistrationTaken, verify_organisation

__all__ = [
    "AddressWaits",
    "AlreadyInvited",
    "AlreadyMember",
    "FactorNeeded",
    "FactorResetOver",
    "FactsAreVerified",
    "InvitationGone",
    "LastOwner",
    "LooksLikeDuplicate",
    "MayNotManage",
    "NotComplete",
    "NotProposed",
    "ObjectionOver",
    "OrganisationMovedOn",
    "OwnFactor",
    "OwnOrganisation",
    "RegistrationTaken",
    "SuspensionTakesTwo",
    "TimeToObject",
    "TokenNameTaken",
    "TooManyInvitations",
    "WorkMovedOn",
    "WrongAddress",
    "accept_invitation",
    "add_document",
    "add_rates",
    "announce_address",
    "append_piece",
    "ask_factor_reset",
    "cancel_upload",
    "change_profile",
    "change_roles",
    "change_theme",
    "choose_notice_channels",
    "create_organisation",
    "create_token",
    "drop_suspension",
    "invite_member",
    "latin_name_problem",
    "mark_notices_read",
    "must_show_factor",
    "object_to_address",
    "object_to_factor_reset",
    "propose_suspension",
    "refuse_factor_reset",
    "reinstate_organisation",
    "remove_document",
    "remove_member",
    "reset_factor",
    "retry_work",
    "return_organisation",
    "revoke_invitation",
    "revoke_token",
    "set_work_aside",
    "start_upload",
    "state_latin_name",
    "submit_organisation",
    "suspend_organisation",
    "update_organisation",
    "verify_organisation",
    "withdraw_factor_reset",
]
