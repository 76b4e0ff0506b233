"""Which pages show payments, and where a payer comes back to from the card's page."""

from marketplace.contracts.models import Instalment
from marketplace.kit.pages import declare_page
from marketplace.offers.models import Deal
from marketplace.payments.models import Credit

declare_page(Deal, "payments:instalments", "{0.public_id}", tab="payments")
declare_page(Instalment, "payments:returned", "{0.pk}", tab="returned")
declare_page(Credit, "payments:payments")
