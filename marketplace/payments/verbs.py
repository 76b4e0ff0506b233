"""What can be done in this slice, as the audit trail says it."""

from django.utils.translation import gettext_lazy as _

from marketplace.contracts.models import Instalment
from marketplace.kit.activity import declare_verbs
from marketplace.payments.models import BankTransfer, Charge, Credit, MoneyCase, Receipt, Verification

declare_verbs(Charge, {"payments.open_charge": _("Card payment begun")})
declare_verbs(
    BankTransfer,
    {
        "payments.claim_transfer": _("Transfer reported"),
        "payments.withdraw_transfer": _("Report of a transfer withdrawn"),
        "payments.see_transfer": _("Transfer seen on the bank's statement"),
        "payments.match_transfer": _("Transfer matched"),
        "payments.refuse_transfer": _("Transfer not matched"),
    },
)
declare_verbs(Receipt, {"payments.enter_receipt": _("Line of the bank's statement entered")})
declare_verbs(Instalment, {"payments.allocate": _("Receipt put to the invoice")})
declare_verbs(Instalment, {"payments.paid": _("Paid")}, stream=True)
declare_verbs(
    Credit,
    {
        "payments.credit": _("Credit made"),
        "payments.take_credit": _("Credit taken to settle"),
        "payments.use_credit": _("Credit used for an invoice"),
        "payments.close_credit": _("Credit settled"),
    },
)
declare_verbs(Verification, {"payments.take_note": _("Findings noted")})
declare_verbs(
    MoneyCase,
    {
        "payments.money_left": _("Money left at the card service"),
        "payments.close_case": _("Case closed"),
    },
)
