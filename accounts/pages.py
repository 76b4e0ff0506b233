"""Which pages show what of this slice."""

from accounts.models import ApiToken, Membership, Organisation
from marketplace.kit.pages import declare_page

declare_page(Organisation, "accounts:organisation")
declare_page(Membership, "accounts:team")
declare_page(ApiToken, "accounts:tokens")
