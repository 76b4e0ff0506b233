"""What the negotiation adds to what all slices share."""

from accounts.places import HomeArea, HomeCard
from marketplace.kit.slices import Slice
from marketplace.offers.web.home import read_shelf

SLICE = Slice(
    pages="marketplace.offers.web.urls",
    api="marketplace.offers.api.urls",
    entries=(HomeCard(HomeArea.MAIN, 10, "offers/home/titles.html", read_shelf),),
)
