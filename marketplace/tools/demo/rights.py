"""What stands around the rights: a mandate, territory sets, who sees dates, waiting buyers."""

from datetime import date, datetime, timedelta

from listings.actions import grant_mandate
from listings.catalogue.actions.wait_for import wait_for
from listings.models import Programme, SellerTerms, TerritorySet
from listings.rights.request import AvailsRequest
from listings.states import DatesShown, Grade
from marketplace.kit.periods import Period
from marketplace.tools.demo.companies import Cast
from marketplace.tools.demo.showcase import months_between, split_codes

SETS = (
    ("saphan", "Mekong without Viet Nam", "TH LA KH MM"),
    ("saphan", "Sold by Straits", "SG MY BN"),
    ("yunfan", "Our service area", "CN HK MO SG MY"),
)
DATES = (("songhau", DatesShown.VERIFIED), ("qingyun", DatesShown.REQUEST))


def build_rights(cast: Cast, shows: dict[str, Programme], *, at: datetime) -> None:
    """Write them as of `at`."""
    for owner, name, places in SETS:
        by = cast.owner(owner)
        TerritorySet.objects.create(
            organisation=by.organisation, name=name, territories=split_codes(places), changed_by=by.user, changed_at=at
        )
    for seller, shown in DATES:
        SellerTerms.objects.create(organisation=cast.companies[seller], dates_shown=shown)
    grant_mandate(
        programme=shows["เมื่อฝนหยุด"],
        agent=cast.companies["straits"],
        territories=split_codes("PH ID TL"),
        media=split_codes("SVOD AVOD TVOD EST"),
        languages=split_codes("en id fil th"),
        period=months_between("2027-01", "2030-01"),
        exclusive=True,
        by=cast.owner("saphan"),
        at=at - timedelta(days=2),
    )
    wait_for_rights(shows["ห้องแถวริมน้ำ"], cast, at)


def wait_for_rights(programme: Programme, cast: Cast, at: datetime) -> None:
    """Two buyers wait for what is taken."""
    window = Period(date(2027, 1, 1), date(2028, 1, 1))
    for name in ("yunfan", "nusaplay"):
        asked = AvailsRequest(("SVOD",), ("TH",), window, Grade.EXCLUSIVE)
        wait_for(programme=programme, request=asked, by=cast.owner(name), at=at - timedelta(days=1))
