"""What the files that come in add to what all slices share."""

from marketplace.kit.slices import Slice

SLICE = Slice(pages="listings.exchange.web.urls", api="listings.exchange.api.urls")
