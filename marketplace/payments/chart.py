"""The chart of accounts: every account the ledger may open, its kind, and whether it may go below zero.

The platform acts as agent: what buyers owe and what is held for producers never counts as its own money. Accounts are
opened per party and per currency; a code reads `heading` or `heading:party`, e.g. `held:DEAL`.
"""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from marketplace.kit.money import Money


class AccountKind(TextChoices):
    """Assets and expenses grow by debit, all others by credit."""

    ASSET = "asset", _("Asset")
    LIABILITY = "liability", _("Liability")
    INCOME = "income", _("Income")
    EXPENSE = "expense", _("Expense")
    EQUITY = "equity", _("Equity")


class Side(TextChoices):
    DEBIT = "D", _("Debit")
    CREDIT = "C", _("Credit")

    @property
    def other(self) -> "Side":
        return Side.CREDIT if self is Side.DEBIT else Side.DEBIT


GROWS_BY_DEBIT = frozenset({AccountKind.ASSET, AccountKind.EXPENSE})


@dataclass(frozen=True)
class Account:
    """One account of the chart, in any currency. `floor_zero`: PostgreSQL refuses to let it go below zero."""

    code: str
    kind: AccountKind
    floor_zero: bool = False

    def grows_by(self, side: Side) -> bool:
        """Does an entry on this side raise the balance?"""
        return (side is Side.DEBIT) == (self.kind in GROWS_BY_DEBIT)


@dataclass(frozen=True)
class Heading:
    """A family of accounts. `per` names the party its accounts are opened for; empty = one account."""

    name: str
    kind: AccountKind
    per: str = ""
    floor_zero: bool = False

    def account(self, party: int | str = "") -> Account:
        """The account of one party. ValueError where the heading wants none, or one is missing, or it holds a colon."""
        if bool(self.per) != (party != "") or ":" in str(party):
            raise ValueError(f"{self.name!r} is kept per {self.per or 'nobody'}, not for {party!r}")
        return Account(f"{self.name}:{party}" if self.per else self.name, self.kind, self.floor_zero)


@dataclass(frozen=True)
class Line:
    """One side of a posting: an account and a positive amount."""

    account: Account
    side: Side
    amount: Money


ASSET, LIABILITY, INCOME, EXPENSE, EQUITY = (
    AccountKind.ASSET,
    AccountKind.LIABILITY,
    AccountKind.INCOME,
    AccountKind.EXPENSE,
    AccountKind.EQUITY,
)

STRIPE_BALANCE = Heading("stripe_balance", ASSET)
BANK = Heading("bank", ASSET, per="bank account")
BUYER_DUE = Heading("buyer_due", ASSET, per="buyer")
WHT_PENDING = Heading("wht_pending", ASSET, per="buyer")
DISPUTED_FUNDS = Heading("disputed_funds", ASSET)
RECOVER_FROM_PRODUCER = Heading("recover_from_producer", ASSET, per="producer")
PAYOUT_IN_TRANSIT = Heading("payout_in_transit", ASSET)
# Money that left an account of ours in the books but not yet on the rail: still owed to whom it is going.
WIRE_OUT_IN_TRANSIT = Heading("wire_out_in_transit", LIABILITY)
REFUND_IN_TRANSIT = Heading("refund_in_transit", LIABILITY)
UNCOLLECTED = Heading("uncollected", LIABILITY, per="producer or platform")
HELD = Heading("held", LIABILITY, per="deal", floor_zero=True)
COMMISSION_DEFERRED = Heading("commission_deferred", LIABILITY, per="deal", floor_zero=True)
PAYABLE = Heading("payable", LIABILITY, per="producer", floor_zero=True)
BUYER_CREDIT = Heading("buyer_credit", LIABILITY, per="buyer", floor_zero=True)
UNALLOCATED = Heading("unallocated", LIABILITY, per="rail")
TAX_PAYABLE = Heading("tax_payable", LIABILITY)
COMMISSION_INCOME = Heading("commission_income", INCOME)
FEE_RECOVERY = Heading("fee_recovery", INCOME)
FX_GAIN = Heading("fx_gain", INCOME)
PROCESSING_FEES = Heading("processing_fees", EXPENSE)
DISPUTE_FEES = Heading("dispute_fees", EXPENSE)
BANK_CHARGES = Heading("bank_charges", EXPENSE)
FX_LOSS = Heading("fx_loss", EXPENSE)
ROUNDING = Heading("rounding", EXPENSE)
BAD_DEBT = Heading("bad_debt", EXPENSE)
FX_CLEARING = Heading("fx_clearing", EQUITY)

HEADINGS: dict[str, Heading] = {h.name: h for h in list(globals().values()) if isinstance(h, Heading)}

# Clients' money: what we can lay hands on must cover what we owe. Deferred commission stays outside, processing fees
# are paid from it.
COVER = (BANK, STRIPE_BALANCE, DISPUTED_FUNDS, PAYOUT_IN_TRANSIT)
COVERED = (HELD, PAYABLE, BUYER_CREDIT, UNALLOCATED, WIRE_OUT_IN_TRANSIT, REFUND_IN_TRANSIT)
# What should be empty again after some days.
PASSING_THROUGH = (PAYOUT_IN_TRANSIT, WIRE_OUT_IN_TRANSIT, REFUND_IN_TRANSIT, UNALLOCATED)


def account_of(code: str) -> Account:
    """The account behind a stored code; ValueError for a code that the chart does not know."""
    name, _colon, party = code.partition(":")
    if name not in HEADINGS:
        raise ValueError(f"no account of the chart is called {code!r}")
    return HEADINGS[name].account(party)


def stripe_balance() -> Account:
    """Pending and available at Stripe; must equal the Balance API."""
    return STRIPE_BALANCE.account()


def bank_account(account: int | str) -> Account:
    """One of our bank accounts, clients' money apart; must equal its statement."""
    return BANK.account(account)


def buyer_due(organisation_id: int | str) -> Account:
    """Instalments invoiced to this buyer and unpaid."""
    return BUYER_DUE.account(organisation_id)


def wht_pending(organisation_id: int | str) -> Account:
    """Tax this buyer withheld, whose certificate is awaited."""
    return WHT_PENDING.account(organisation_id)


def disputed_funds() -> Account:
    """Taken by the card network, undecided."""
    return DISPUTED_FUNDS.account()


def recover_from_producer(organisation_id: int | str) -> Account:
    """What this producer owes back after a release."""
    return RECOVER_FROM_PRODUCER.account(organisation_id)


def payout_in_transit() -> Account:
    """Left Stripe, not yet on the bank statement."""
    return PAYOUT_IN_TRANSIT.account()


def wire_out_in_transit() -> Account:
    """Wires instructed, not yet on the bank statement."""
    return WIRE_OUT_IN_TRANSIT.account()


def refund_in_transit() -> Account:
    """Refunds asked for, not yet confirmed."""
    return REFUND_IN_TRANSIT.account()


def uncollected_account(organisation_id: int | str) -> Account:
    """This producer's part of what buyers still owe; mirrors `buyer_due` and `wht_pending`."""
    return UNCOLLECTED.account(organisation_id)


def uncollected_platform() -> Account:
    """Our part of what buyers still owe."""
    return UNCOLLECTED.account("platform")


def held_account(deal: int | str) -> Account:
    """Collected for this deal, delivery not accepted."""
    return HELD.account(deal)


def commission_deferred(deal: int | str) -> Account:
    """Our share of this deal's held money."""
    return COMMISSION_DEFERRED.account(deal)


def payable_account(organisation_id: int | str) -> Account:
    """Released to this producer, not yet sent."""
    return PAYABLE.account(organisation_id)


def buyer_credit(organisation_id: int | str) -> Account:
    """This buyer's over-payments and failed refunds."""
    return BUYER_CREDIT.account(organisation_id)


def unallocated_account(rail: str) -> Account:
    """Receipts on this rail that no instalment is matched to."""
    return UNALLOCATED.account(rail)


def tax_payable() -> Account:
    """VAT or GST on our commission."""
    return TAX_PAYABLE.account()


def commission_income() -> Account:
    """Our commission, earned on release."""
    return COMMISSION_INCOME.account()


def fee_recovery() -> Account:
    """Processing fees that a contract lets the producer bear."""
    return FEE_RECOVERY.account()


def processing_fees() -> Account:
    """What Stripe keeps of a payment."""
    return PROCESSING_FEES.account()


def dispute_fees() -> Account:
    """What the card network charges for a dispute."""
    return DISPUTE_FEES.account()


def bank_charges() -> Account:
    """What banks kept of a wire, within tolerance."""
    return BANK_CHARGES.account()
