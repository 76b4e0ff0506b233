"""The posting rules: which lines each event of the trade writes. Pure; `ledger.post_journal` writes them.

P1 to P10 number the rules. All amounts of one posting share one currency. Lines of nothing are left out, so a
commission of zero needs no special case.
"""

from dataclasses import dataclass

from marketplace.kit.money import Money
from marketplace.payments import chart
from marketplace.payments.chart import Account, Line, Side

WHOLE = 10_000  # basis points


@dataclass(frozen=True)
class Parties:
    """Whose money it is: the deal's number and the two organisations' ids."""

    deal: int | str
    buyer: int | str
    producer: int | str


@dataclass(frozen=True)
class Shares:
    """An amount divided between producer and platform. The two always sum to the whole."""

    producer: Money
    platform: Money

    @property
    def whole(self) -> Money:
        return Money(self.producer.minor + self.platform.minor, self.currency)

    @property
    def currency(self) -> str:
        return self.producer.currency


def shares_of(amount: Money, commission_bp: int, *, before: Money | None = None) -> Shares:
    """Divide `amount` by a commission in basis points (1000 = 10 %); half a minor unit stays with the producer.

    `before` is what was already divided of the same instalment: parts divided one after the other then sum to exactly
    the shares of their sum. ValueError for a commission outside 0..10000 or an amount below zero.
    """
    if not 0 <= commission_bp <= WHOLE or amount.minor < 0:
        raise ValueError(f"cannot divide {amount} by {commission_bp} basis points")
    earlier = before.minor if before else 0
    platform = _commission_share(earlier + amount.minor, commission_bp) - _commission_share(earlier, commission_bp)
    return Shares(Money(amount.minor - platform, amount.currency), Money(platform, amount.currency))


def after_withholding(shares: Shares, withheld: Money) -> Shares:
    """P3: the cash part when the buyer withheld tax on the producer's royalty; the platform's share is not taxed."""
    if not 0 <= withheld.minor <= shares.producer.minor:
        raise ValueError("tax withheld must lie between nothing and the producer's share")
    return Shares(Money(shares.producer.minor - withheld.minor, shares.currency), shares.platform)


def invoice_issued(parties: Parties, shares: Shares) -> list[Line]:
    """P1: an instalment is invoiced. The buyer owes all of it, and we owe its split once it is collected."""
    return _positive_lines(
        debit_line(chart.buyer_due(parties.buyer), shares.whole),
        credit_line(chart.uncollected_account(parties.producer), shares.producer),
        credit_line(chart.uncollected_platform(), shares.platform),
    )


def paid_by_card(parties: Parties, shares: Shares, *, fee: Money, surplus: Money | None = None) -> list[Line]:
    """P2: Stripe collected `shares.whole` and `surplus`, and kept `fee` (from the balance transaction), ours to bear.

    `surplus`: what was due no more, kept as the buyer's credit; all of it where another rail had settled everything.
    """
    surplus = surplus or Money(0, shares.currency)
    came = shares.whole.minor + surplus.minor
    return _positive_lines(
        debit_line(chart.stripe_balance(), Money(came - fee.minor, shares.currency)),
        debit_line(chart.processing_fees(), fee),
        *_collected_lines(parties, shares),
        credit_line(chart.buyer_due(parties.buyer), shares.whole),
        credit_line(chart.buyer_credit(parties.buyer), surplus),
    )


def fee_borne_by_producer(parties: Parties, fee: Money) -> list[Line]:
    """P2b: the contract lets the producer bear the processing fee."""
    return _positive_lines(debit_line(chart.held_account(parties.deal), fee), credit_line(chart.fee_recovery(), fee))


def wire_seen(bank_account: str, amount: Money) -> list[Line]:
    """P10: a receipt stands on our bank statement; whose it is, is not decided yet."""
    return _positive_lines(
        debit_line(chart.bank_account(bank_account), amount), credit_line(chart.unallocated_account("wire"), amount)
    )


def wire_matched(
    parties: Parties, shares: Shares, *, charges: Money | None = None, surplus: Money | None = None
) -> list[Line]:
    """P10 and P10b: a receipt is matched to an instalment, of which it settles `shares.whole`.

    `charges`: what banks kept on the way, within tolerance, borne by us: the receipt was smaller by it.
    `surplus`: what was paid too much, kept as the buyer's credit: the receipt was larger by it.
    A shortfall that is not charges stays due: divide what came with `shares_of(..., before=...)`.
    """
    whole, nothing = shares.whole, Money(0, shares.currency)
    charges, surplus = charges or nothing, surplus or nothing
    return _positive_lines(
        debit_line(
            chart.unallocated_account("wire"), Money(whole.minor - charges.minor + surplus.minor, whole.currency)
        ),
        debit_line(chart.bank_charges(), charges),
        *_collected_lines(parties, shares),
        credit_line(chart.buyer_due(parties.buyer), whole),
        credit_line(chart.buyer_credit(parties.buyer), surplus),
    )


def credit_used(parties: Parties, shares: Shares) -> list[Line]:
    """What the buyer had paid too much settles `shares.whole` of another invoice."""
    return _positive_lines(
        debit_line(chart.buyer_credit(parties.buyer), shares.whole),
        *_collected_lines(parties, shares),
        credit_line(chart.buyer_due(parties.buyer), shares.whole),
    )


def credit_returned(buyer: int | str, amount: Money, *, bank_account: str) -> list[Line]:
    """What the buyer had paid too much left our bank account, back to where it came from."""
    return _positive_lines(
        debit_line(chart.buyer_credit(buyer), amount), credit_line(chart.bank_account(bank_account), amount)
    )


def fee_released(parties: Parties, shares: Shares, *, tax: Money | None = None) -> list[Line]:
    """P4: delivery is accepted; the producer may be paid, our commission is earned. `tax` is VAT or GST within it."""
    tax = tax or Money(0, shares.currency)
    return _positive_lines(
        debit_line(chart.held_account(parties.deal), shares.producer),
        debit_line(chart.commission_deferred(parties.deal), shares.platform),
        credit_line(chart.payable_account(parties.producer), shares.producer),
        credit_line(chart.commission_income(), Money(shares.platform.minor - tax.minor, shares.currency)),
        credit_line(chart.tax_payable(), tax),
    )


def refund_requested(parties: Parties, shares: Shares) -> list[Line]:
    """P7: held money goes back to the buyer, all of it or a part. Refused by the floor once it was released."""
    return _positive_lines(
        debit_line(chart.held_account(parties.deal), shares.producer),
        debit_line(chart.commission_deferred(parties.deal), shares.platform),
        credit_line(chart.refund_in_transit(), shares.whole),
    )


def refund_succeeded(amount: Money, *, rail: Account) -> list[Line]:
    """P7: the refund left `rail` (`chart.stripe_balance()` or `chart.bank(...)`)."""
    return _positive_lines(debit_line(chart.refund_in_transit(), amount), credit_line(rail, amount))


def refund_failed(parties: Parties, amount: Money, *, came_back_to: Account | None = None) -> list[Line]:
    """P7: the refund did not arrive and is now the buyer's credit. `came_back_to`: the rail, if it had left."""
    returned = (
        [debit_line(came_back_to, amount), credit_line(chart.refund_in_transit(), amount)]
        if came_back_to is not None
        else []
    )
    return _positive_lines(
        *returned, debit_line(chart.refund_in_transit(), amount), credit_line(chart.buyer_credit(parties.buyer), amount)
    )


def debit_line(account: Account, amount: Money) -> Line:
    """A line on the left side."""
    return Line(account, Side.DEBIT, amount)


def credit_line(account: Account, amount: Money) -> Line:
    """A line on the right side."""
    return Line(account, Side.CREDIT, amount)


def _commission_share(minor: int, basis_points: int) -> int:
    """Nearest minor unit, half down. It never falls as `minor` grows by one, so no part's share is negative."""
    return (minor * basis_points + WHOLE // 2 - 1) // WHOLE


def _collected_lines(parties: Parties, shares: Shares) -> list[Line]:
    """What was uncollected is now held for the producer, and our share deferred until the release."""
    return [
        debit_line(chart.uncollected_account(parties.producer), shares.producer),
        debit_line(chart.uncollected_platform(), shares.platform),
        credit_line(chart.held_account(parties.deal), shares.producer),
        credit_line(chart.commission_deferred(parties.deal), shares.platform),
    ]


def _positive_lines(*lines: Line) -> list[Line]:
    if any(line.amount.minor < 0 for line in lines):
        raise ValueError("a part is larger than the whole it is taken from")
    return [line for line in lines if line.amount.minor > 0]
