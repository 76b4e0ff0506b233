"""The forms of bank transfers that buyers reported; `about` is the transfer."""

from django.utils.translation import gettext_lazy as _

from marketplace.kit.inputs import AmountField, InputForm, TextField
from marketplace.staff.inputs.fields import MAX_REASON_LENGTH

MAX_LINE_LENGTH = 120


class SeeTransferForm(InputForm):
    """The money stands on the statement: how much came, by which line."""

    received = AmountField(label=_("Amount received"), exact=True)
    statement_line = TextField(
        label=_("Bank's reference"),
        max_length=MAX_LINE_LENGTH,
        error_messages={"required": _("Write the bank's own reference.")},
    )

    def amount_currency(self) -> str | None:
        """The instalment's."""
        instalment = getattr(self.about, "instalment", None)
        return instalment.currency if instalment else "USD"


class RefuseTransferForm(InputForm):
    """Why the transfer does not pay the instalment."""

    reason = TextField(
        label=_("Reason"),
        max_length=MAX_REASON_LENGTH,
        lines=2,
        help_text=_("The buyer reads it."),
        error_messages={"required": _("Say why: the buyer reads it.")},
    )
