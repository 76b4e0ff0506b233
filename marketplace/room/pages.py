"""Which pages show a deal and what belongs to it."""

from marketplace.kit.pages import declare_page
from marketplace.offers.models import Deal
from marketplace.payments.models import Credit

declare_page(Deal, "room:deal", "{0.public_id}")
declare_page(Deal, "room:deal", "{0.public_id}", tab="conversation", anchor="conversation")
declare_page(Deal, "room:contract", "{0.public_id}", tab="contract")
declare_page(Deal, "room:instalments", "{0.public_id}", tab="payments")
declare_page(Deal, "room:delivery", "{0.public_id}", tab="delivery")
declare_page(Credit, "room:payments")
