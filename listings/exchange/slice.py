"""What the files that come in add to what all slices share."""

from accounts.places import HomeArea, HomeCard
from marketplace.kit.slices import Slice

SLICE = Slice(
    pages="listings.exchange.web.urls",
    api="listings.exchange.api.urls",
    entries=(HomeCard(HomeArea.BUTTONS, 10, "exchange/home/import_button.html"),),
)
