"""What is owed, what is held and what was paid."""

from marketplace.payments.models.case import MoneyCase, Verification
from marketplace.payments.models.ledger import Entry, Journal, LedgerAccount, LedgerBalance
from marketplace.payments.models.receipt import Allocation, Credit, Receipt
from marketplace.payments.models.settlement import BankTransfer, Charge, StripeEvent

__all__ = [
    "Allocation",
    "BankTransfer",
    "Charge",
    "Credit",
    "Entry",
    "Journal",
    "LedgerAccount",
    "LedgerBalance",
    "MoneyCase",
    "Receipt",
    "StripeEvent",
    "Verification",
]
