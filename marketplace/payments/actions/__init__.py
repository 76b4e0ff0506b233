"""Everything that settles an instalment, and what is done with money that settles none."""

from marketplace.payments.actions.bank_transfer import (
    AmountDiffers,
    credit_transfer,
    match_transfer,
    refuse_transfer,
    see_transfer,
)
from marketplace.payments.actions.handle_event import (
    handle_event,
    receive_event,
)
from marketplace.payments.actions.open_charge import (
    TooLargeForCard,
    TooSmallForCard,
    TransferReported,
    close_charge,
    finish_charge,
    open_charge,
    resume_charge,
)
from marketplace.payments.actions.outflows import CaseClosed, close_money_case, record_outflows
from marketplace.payments.actions.post_invoices import post_invoices
from marketplace.payments.actions.receipts import (
    MoreThanDue,
    MoreThanThere,
    OtherCurrency,
    PaidAlready,
    SamePerson,
    StatementLineUsed,
    allocate_receipt,
    credit_receipt,
    enter_receipt,
)
from marketplace.payments.actions.report_transfer import (
    AlreadySeen,
    TransferMovedOn,
    claim_transfer,
    withdraw_transfer,
)
from marketplace.payments.actions.run_verification import (
    ONE_NIGHT,
    is_run_missing,
    run_nightly_verification,
    run_verification,
    take_note,
)
from marketplace.payments.actions.settle import MayNotPay, NothingToPay, OthersPay, settle_charge
from marketplace.payments.actions.settle_credit import (
    CreditMovedOn,
    NotOfThisBuyer,
    OwnerDoesNotSettle,
    TakeItFirst,
    return_credit,
    take_credit,
    use_credit,
)

__all__ = [
    "ONE_NIGHT",
    "AlreadySeen",
    "AmountDiffers",
    "CaseClosed",
    "CreditMovedOn",
    "MayNotPay",
    "MoreThanDue",
    "MoreThanThere",
    "NotOfThisBuyer",
    "NothingToPay",
    "OtherCurrency",
    "OthersPay",
    "OwnerDoesNotSettle",
    "PaidAlready",
    "SamePerson",
    "StatementLineUsed",
    "TakeItFirst",
    "TooLargeForCard",
    "TooSmallForCard",
    "TransferMovedOn",
    "TransferReported",
    "allocate_receipt",
    "claim_transfer",
    "close_charge",
    "close_money_case",
    "credit_receipt",
    "credit_transfer",
    "enter_receipt",
    "finish_charge",
    "handle_event",
    "is_run_missing",
    "match_transfer",
    "open_charge",
    "post_invoices",
    "receive_event",
    "record_outflows",
    "refuse_transfer",
    "resume_charge",
    "return_credit",
    "run_nightly_verification",
    "run_verification",
    "see_transfer",
    "settle_charge",
    "take_credit",
    "take_note",
    "use_credit",
    "withdraw_transfer",
]
