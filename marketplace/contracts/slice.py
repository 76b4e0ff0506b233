"""What contracts add to what all slices share."""

from marketplace.kit.slices import Slice

SLICE = Slice(api="marketplace.contracts.api.urls")
