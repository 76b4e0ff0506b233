"""The forms of paying."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from marketplace.files.policies import PAPER
from marketplace.files.upload_field import UploadField
from marketplace.kit.inputs import AmountField, DayField, InputForm


class TransferForm(InputForm):
    """A bank transfer that was sent: `amount` as the bank writes it, in the instalment's currency; `sent_on` is a day of
    your organisation; the bank's slip is a PDF, JPEG or PNG of at most 10 MB.

    `about` is the instalment.
    """

    amount = AmountField(label=_("Amount sent"), exact=True)
    sent_on = DayField(
        label=_("Sent on"),
        whole_months=False,
        error_messages={"required": _("Give the day on which the bank sent it.")},
    )
    proof = UploadField(
        PAPER,
        label=_("The bank's slip"),
        help_text=_("PDF, JPEG or PNG, up to 10 MB"),
        error_messages={"required": _("Attach the bank's slip as PDF or picture.")},
    )

    def amount_currency(self) -> str | None:
        """The instalment's."""
        return getattr(self.about, "currency", "USD")

    def claim(self) -> dict[str, Any]:
        """What `claim_transfer` takes. Raises Invalid."""
        values = self.read_values()
        return {"amount_minor": values["amount"].minor, "sent_on": values["sent_on"], "proof": values["proof"]}
