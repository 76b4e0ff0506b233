"""Which page shows an imported file."""

from listings.exchange.models import Import
from marketplace.kit.pages import declare_page

declare_page(Import, "exchange:import", "{0.pk}")
