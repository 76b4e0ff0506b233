"""What is owed, what is held and what was paid."""

from marketplace.payments.models.ledger import Entry, Journal, LedgerAccount, LedgerBalance
from marketplace.payments.models.settlement import BankTransfer, Charge, StripeEvent

__all__ = ["BankTransfer", "Charge", "Entry", "Journal", "LedgerAccount", "LedgerBalance", "StripeEvent"]
