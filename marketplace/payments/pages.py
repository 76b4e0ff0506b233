"""Which page a payer comes back to from the card's page."""

from marketplace.contracts.models import Instalment
from marketplace.kit.pages import declare_page

declare_page(Instalment, "payments:returned", "{0.pk}", tab="returned")
