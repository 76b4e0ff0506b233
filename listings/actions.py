"""Everything that can be done to a programme and its rights. (Deals take rights through `hold_rights`.)"""

from listings.programmes.actions.artwork import add_artwork, remove_artwork
from listings.programmes.actions.change_facts import StaleProgramme
from listings.programmes.actions.moderate import (
    ListingMovedOn,
    approve_listing,
    return_listing,
    submit_for_review,
    take_down,
)
from listings.programmes.actions.revisions import RevisionMovedOn, accept_revision, return_revision, withdraw_revision
from listings.programmes.actions.save_programme import (
    AlreadyListed,
    MayNotList,
    confirm_rights,
    draft_programme,
    save_programme,
)
from listings.programmes.actions.save_seasons import save_seasons
from listings.rights.actions.cases import StillUncovered, close_case, end_under_licence
from listings.rights.actions.change_rights import (
    AgentHoldsRights,
    DayOutside,
    LicenceRests,
    NothingToLicense,
    end_record,
    shorten,
    split_right,
    terminate,
)
from listings.rights.actions.claims import ClaimMovedOn, add_evidence, decide_claim
from listings.rights.actions.hold_rights import (
    Details,
    RightsContested,
    RightsNotFree,
    RightsNotHeld,
    hold_rights,
    release_expired,
    release_holdings,
    turn_into_licence,
)
from listings.rights.actions.mandates import NoAgent, end_mandate, grant_mandate
from listings.rights.actions.save_rights import MandateOnly, record_right_in, record_right_out, save_asks

__all__ = [
    "AgentHoldsRights",
    "AlreadyListed",
    "ClaimMovedOn",
    "DayOutside",
    "Details",
    "LicenceRests",
    "ListingMovedOn",
    "MandateOnly",
    "MayNotList",
    "NoAgent",
    "NothingToLicense",
    "RevisionMovedOn",
    "RightsContested",
    "RightsNotFree",
    "RightsNotHeld",
    "StaleProgramme",
    "StillUncovered",
    "accept_revision",
    "add_artwork",
    "add_evidence",
    "approve_listing",
    "close_case",
    "confirm_rights",
    "decide_claim",
    "draft_programme",
    "end_mandate",
    "end_record",
    "end_under_licence",
    "grant_mandate",
    "hold_rights",
    "record_right_in",
    "record_right_out",
    "release_expired",
    "release_holdings",
    "remove_artwork",
    "return_listing",
    "return_revision",
    "save_asks",
    "save_programme",
    "save_seasons",
    "shorten",
    "split_right",
    "submit_for_review",
    "take_down",
    "terminate",
    "turn_into_licence",
    "withdraw_revision",
]
