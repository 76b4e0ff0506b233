"""The words of this slice's notices."""

from django.utils.translation import gettext_lazy as _

from accounts.notices import word

word("listings.published", _("Published: %(programme)s"), _("Your listing is in the catalogue."))
word(
    "listings.returned",
    _("Please change: %(programme)s"),
    _("Our staff returned the listing with reasons at the fields."),
    your_turn=True,
)
word(
    "listings.taken_down",
    _("Taken down: %(programme)s"),
    _("The listing was taken out of the catalogue: %(reason)s"),
    your_turn=True,
)
