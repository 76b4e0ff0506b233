"""Which pages show a listing: the catalogue's to everybody, the editor's to its seller."""

from listings.models import Programme
from marketplace.kit.pages import declare_page

declare_page(Programme, "listings:programme", "{0.public_id}")
for step in ("basics", "rights"):
    declare_page(Programme, "listings:edit", "{0.public_id}", step, tab=step)
