"""The words of this slice's notices."""

from django.utils.translation import gettext_lazy as _

from accounts.notices import word

word("payments.paid", _("Instalment paid: %(programme)s"), _("Invoice %(invoice)s is paid."))
word(
    "payments.transfer_refused",
    _("Bank transfer not matched: %(programme)s"),
    _("We could not match your transfer for %(invoice)s: %(reason)s"),
    your_turn=True,
)
