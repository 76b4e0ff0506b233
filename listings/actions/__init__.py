"""Everything that can be done to a programme and its rights. (Deals take rights through `hold_rights`.)"""

from listings.actions.artwork import ArtworkRefused, add_artwork, remove_artwork
from listings.actions.cases import StillUncovered, close_case, end_under_licence
from listings.actions.change_rights import (
    AgentHoldsRights,
    DayOutside,
    LicenceRests,
    NothingToLicense,
    end_record,
    shorten,
    split_right,
    terminate,
)
from listings.actions.hold_rights import (
    Details,
    RightsNotFree,
    RightsNotHeld,
    hold_rights,
    let_go_expired,
    release_hold,
    turn_into_licence,
)
from listings.actions.mandates import NoAgent, end_mandate, grant_mandate
from listings.actions.moderate import (
    ListingMovedOn,
    approve_listing,
    return_listing,
    submit_for_review,
    take_down,
)
from listings.actions.save_programme import MayNotList, StaleProgramme, confirm_rights, draft_programme, save_programme
from listings.actions.save_rights import record_right_in, record_right_out, save_asks
from listings.actions.save_seasons import save_seasons

__all__ = [
    "AgentHoldsRights",
    "ArtworkRefused",
    "DayOutside",
    "Details",
    "LicenceRests",
    "ListingMovedOn",
    "MayNotList",
    "NoAgent",
    "NothingToLicense",
    "RightsNotFree",
    "RightsNotHeld",
    "StaleProgramme",
    "StillUncovered",
    "add_artwork",
    "approve_listing",
    "close_case",
    "confirm_rights",
    "draft_programme",
    "end_mandate",
    "end_record",
    "end_under_licence",
    "grant_mandate",
    "hold_rights",
    "let_go_expired",
    "record_right_in",
    "record_right_out",
    "release_hold",
    "remove_artwork",
    "return_listing",
    "save_asks",
    "save_programme",
    "save_seasons",
    "shorten",
    "split_right",
    "submit_for_review",
    "take_down",
    "terminate",
    "turn_into_licence",
]
