"""Everything that can be done to a programme and its rights. (Deals take rights through `hold_rights`.)"""

from listings.actions.artwork import ArtworkRefused, add_artwork, remove_artwork
from listings.actions.hold_rights import (
    RightsNotFree,
    RightsNotHeld,
    hold_rights,
    let_go_expired,
    release_hold,
    turn_into_licence,
)
from listings.actions.moderate import (
    ListingMovedOn,
    approve_listing,
    return_listing,
    submit_for_review,
    take_down,
)
from listings.actions.save_programme import MayNotList, StaleProgramme, confirm_rights, draft_programme, save_programme
from listings.actions.save_rights import LicenceRests, end_record, record_right_in, record_right_out, save_asks

__all__ = [
    "ArtworkRefused",
    "LicenceRests",
    "ListingMovedOn",
    "MayNotList",
    "RightsNotFree",
    "RightsNotHeld",
    "StaleProgramme",
    "add_artwork",
    "approve_listing",
    "confirm_rights",
    "draft_programme",
    "end_record",
    "hold_rights",
    "let_go_expired",
    "record_right_in",
    "record_right_out",
    "release_hold",
    "remove_artwork",
    "return_listing",
    "save_asks",
    "save_programme",
    "submit_for_review",
    "take_down",
    "turn_into_licence",
]
