"""Which pages show the contract of a deal and what is delivered under it."""

from marketplace.kit.pages import declare_page
from marketplace.offers.models import Deal

declare_page(Deal, "contracts:contract", "{0.public_id}", tab="contract")
declare_page(Deal, "contracts:delivery", "{0.public_id}", tab="delivery")
