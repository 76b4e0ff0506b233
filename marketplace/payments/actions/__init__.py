"""Everything that settles an instalment."""

from marketplace.payments.actions.bank_transfer import (
    AmountDiffers,
    SamePerson,
    TransferMovedOn,
    claim_transfer,
    match_transfer,
    refuse_transfer,
    see_transfer,
)
from marketplace.payments.actions.handle_event import handle_event, receive_event
from marketplace.payments.actions.open_charge import TooLargeForCard, open_charge, resume_charge
from marketplace.payments.actions.post_invoices import post_invoices
from marketplace.payments.actions.settle import MayNotPay, NothingToPay, OthersPay, settle_charge

__all__ = [
    "AmountDiffers",
    "MayNotPay",
    "NothingToPay",
    "OthersPay",
    "SamePerson",
    "TooLargeForCard",
    "TransferMovedOn",
    "claim_transfer",
    "handle_event",
    "match_transfer",
    "open_charge",
    "post_invoices",
    "receive_event",
    "refuse_transfer",
    "resume_charge",
    "see_transfer",
    "settle_charge",
]
