"""Which pages show visits."""

from visits.models import Visit

from marketplace.kit.pages import declare_page

declare_page(Visit, "visits:deal", "{0.deal.public_id}")
declare_page(Visit, "visits:staff", tab="staff")
