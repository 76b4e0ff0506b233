"""Which pages show a deal."""

from marketplace.kit.pages import declare_page
from marketplace.offers.models import Deal

declare_page(Deal, "offers:deal", "{0.public_id}")
declare_page(Deal, "offers:deal", "{0.public_id}", tab="conversation", anchor="conversation")
