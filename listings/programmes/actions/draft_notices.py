"""Notices about a listing."""

from typing import Any

from accounts.notices import NoticeDraft, draft_for_members
from accounts.roles import Permission
from listings.models import Programme
from marketplace.kit.pages import url_of


def draft_for_seller(
    listing: Programme, kind: str, tab: str = "", *, may: Permission = Permission.VIEW, **values: Any
) -> NoticeDraft:
    """For the seller's members whose role grants `may`: it names the title and leads to `tab` of the listing."""
    return draft_for_members(
        listing.organisation, kind, url=url_of(listing, tab), may=may, programme=listing.original_title, **values
    )
