"""The forms of money that needs staff: lines of the bank's statement, what they pay, and credits."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from marketplace.kit.inputs import AmountField, CodeField, DayField, InputForm, RowsField, TextField
from marketplace.offers.states import Side
from marketplace.staff.inputs.fields import InvoiceField, OrganisationField
from marketplace.staff.inputs.transfers import MAX_LINE_LENGTH
from marketplace.vocabularies import currencies

SPARE_PARTS, MAX_NAME_LENGTH = 2, 200


class EnterReceiptForm(InputForm):
    """A line of the bank's statement; `amount` as the bank writes it, in `currency`."""

    statement_line = TextField(
        label=_("Bank's reference"),
        max_length=MAX_LINE_LENGTH,
        error_messages={"required": _("Write the bank's own reference.")},
    )
    received_on = DayField(
        label=_("Day on the statement"),
        whole_months=False,
        error_messages={"required": _("Give the day on the statement.")},
    )
    currency = CodeField(label=_("Currency"), vocabulary=currencies.VOCABULARY, upper=True)
    amount = AmountField(label=_("Amount received"), exact=True)
    payer = TextField(label=_("Payer"), max_length=MAX_NAME_LENGTH, required=False)
    reference = TextField(label=_("What the payer wrote"), max_length=MAX_NAME_LENGTH, required=False)

    def clean_received_on(self) -> date:
        """The day, which has come. Raises ValidationError."""
        day: date = self.cleaned_data["received_on"]
        if day > timezone.localdate(self.at):
            raise ValidationError(_("This day has not come yet."))
        return day


class PartForm(InputForm):
    """What of a receipt pays which invoice; `about` is the receipt."""

    invoice = InvoiceField()
    amount = AmountField(label=_("Amount"), exact=True)

    def amount_currency(self) -> str | None:
        """The receipt's."""
        return getattr(self.about, "currency", "USD")


class AllocateForm(InputForm):
    """The invoices that a receipt pays, and how much of each; `about` is the receipt."""

    parts = RowsField(PartForm, asks=("invoice", "amount"), spare=SPARE_PARTS, label=_("Invoice or reference"))


def organisations_that_bought() -> QuerySet[Organisation]:
    """Who has bought: only they can have a credit."""
    return Organisation.objects.filter(contract_sides__side=Side.BUYER).distinct().order_by("name_en")


class KeepAsCreditForm(InputForm):
    """Whose credit the rest of a receipt becomes."""

    buyer = OrganisationField(
        label=_("Buyer"), rows=organisations_that_bought, error_messages={"required": _("Choose the buyer.")}
    )


class UseCreditForm(InputForm):
    """The invoice that a credit pays."""

    invoice = InvoiceField()


class ReturnCreditForm(InputForm):
    """The bank's line by which a credit was sent back."""

    line = TextField(
        label=_("Bank's reference of the payment back"),
        max_length=MAX_LINE_LENGTH,
        error_messages={"required": _("Write the bank's own reference of the payment.")},
    )
