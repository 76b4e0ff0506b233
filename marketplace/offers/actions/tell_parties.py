"""Tell both sides of a deal the same."""

from datetime import datetime
from typing import Any

from accounts.notices import tell
from accounts.roles import Permission
from marketplace.offers.policies import Dealing


def tell_parties(
    about: Dealing, kind: str, *, at: datetime, tab: str = "", may: Permission = Permission.VIEW, **values: Any
) -> None:
    """Tell the members of both sides whose role grants `may`; the notice names the title and leads to `tab` of the room."""
    for party in (about.buyer, about.seller):
        tell(party, kind, at=at, url=about.deal.url_of(tab), may=may, programme=about.title, **values)
