"""The posting rules, to the last minor unit (acceptance test P-16). No database."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.kit.money import Money
from marketplace.payments import chart, postings
from marketplace.payments.chart import Line, Side
from marketplace.payments.postings import Parties, Shares

PARTIES = Parties(deal="D1", buyer=7, producer=9)
CURRENCIES = ["VND", "JPY", "USD", "IDR"]


def usd(minor: int) -> Money:
    return Money(minor, "USD")


SHARES = Shares(usd(9000), usd(1000))


def written(lines: list[Line]) -> list[tuple[str, str, int]]:
    return [(line.side.value, line.account.code, line.amount.minor) for line in lines]


def balanced(lines: list[Line]) -> bool:
    sides = [line.amount.minor if line.side is Side.DEBIT else -line.amount.minor for line in lines]
    return sum(sides) == 0 and all(line.amount.minor > 0 for line in lines)


def test_p1_an_invoiced_instalment_is_due_and_its_split_uncollected() -> None:
    assert written(postings.invoice_issued(PARTIES, postings.shares_of(usd(10_000), 1000))) == [
        ("D", "buyer_due:7", 10_000),
        ("C", "uncollected:9", 9_000),
        ("C", "uncollected:platform", 1_000),
    ]


def test_p2_a_card_payment_leaves_its_fee_with_stripe() -> None:
    assert written(postings.paid_by_card(PARTIES, SHARES, fee=usd(300))) == [
        ("D", "stripe_balance", 9_700),
        ("D", "processing_fees", 300),
        ("D", "uncollected:9", 9_000),
        ("D", "uncollected:platform", 1_000),
        ("C", "held:D1", 9_000),
        ("C", "commission_deferred:D1", 1_000),
        ("C", "buyer_due:7", 10_000),
    ]


def test_p2b_a_producer_may_bear_the_fee() -> None:
    assert written(postings.fee_borne_by_producer(PARTIES, usd(300))) == [
        ("D", "held:D1", 300),
        ("C", "fee_recovery", 300),
    ]


def test_p3_withheld_tax_lowers_the_producers_part_only() -> None:
    assert postings.after_withholding(SHARES, usd(1000)) == Shares(usd(8000), usd(1000))
    with pytest.raises(ValueError, match="producer's share"):
        postings.after_withholding(SHARES, usd(9001))


def test_p4_a_release_makes_the_producer_payable_and_the_commission_earned() -> None:
    assert written(postings.fee_released(PARTIES, SHARES, tax=usd(90))) == [
        ("D", "held:D1", 9_000),
        ("D", "commission_deferred:D1", 1_000),
        ("C", "payable:9", 9_000),
        ("C", "commission_income", 910),
        ("C", "tax_payable", 90),
    ]


def test_p7_a_refund_leaves_what_is_held_then_the_rail() -> None:
    assert written(postings.refund_requested(PARTIES, SHARES)) == [
        ("D", "held:D1", 9_000),
        ("D", "commission_deferred:D1", 1_000),
        ("C", "refund_in_transit", 10_000),
    ]
    assert written(postings.refund_succeeded(usd(10_000), rail=chart.stripe_balance())) == [
        ("D", "refund_in_transit", 10_000),
        ("C", "stripe_balance", 10_000),
    ]


def test_p7_a_refund_that_fails_becomes_the_buyers_credit() -> None:
    to_credit = [("D", "refund_in_transit", 50), ("C", "buyer_credit:7", 50)]
    assert written(postings.refund_failed(PARTIES, usd(50))) == to_credit
    assert written(postings.refund_failed(PARTIES, usd(50), came_back_to=chart.stripe_balance())) == [
        ("D", "stripe_balance", 50),
        ("C", "refund_in_transit", 50),
        *to_credit,
    ]


def test_p10_a_wire_is_seen_then_matched() -> None:
    assert written(postings.wire_seen("SG", usd(10_000))) == [
        ("D", "bank:SG", 10_000),
        ("C", "unallocated:wire", 10_000),
    ]
    assert written(postings.wire_matched(PARTIES, SHARES)) == [
        ("D", "unallocated:wire", 10_000),
        ("D", "uncollected:9", 9_000),
        ("D", "uncollected:platform", 1_000),
        ("C", "held:D1", 9_000),
        ("C", "commission_deferred:D1", 1_000),
        ("C", "buyer_due:7", 10_000),
    ]


def test_p10b_charges_within_tolerance_are_ours_and_a_surplus_is_the_buyers() -> None:
    short = written(postings.wire_matched(PARTIES, SHARES, charges=usd(15)))
    assert short[:2] == [("D", "unallocated:wire", 9_985), ("D", "bank_charges", 15)]
    assert short[-1] == ("C", "buyer_due:7", 10_000)
    over = written(postings.wire_matched(PARTIES, SHARES, surplus=usd(500)))
    assert (over[0], over[-1]) == (("D", "unallocated:wire", 10_500), ("C", "buyer_credit:7", 500))


def test_a_fee_or_a_tax_larger_than_its_whole_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="larger than the whole"):
        postings.paid_by_card(PARTIES, SHARES, fee=usd(10_001))
    with pytest.raises(ValueError, match="larger than the whole"):
        postings.fee_released(PARTIES, SHARES, tax=usd(1_001))


@pytest.mark.parametrize("basis_points", [-1, 10_001])
def test_a_commission_lies_between_nothing_and_everything(basis_points: int) -> None:
    with pytest.raises(ValueError, match="basis points"):
        postings.shares_of(usd(100), basis_points)


@pytest.mark.parametrize(
    ("minor", "basis_points", "producer", "platform"),
    [
        (1, 1000, 1, 0),
        (5, 1000, 5, 0),
        (6, 1000, 5, 1),
        (15, 1000, 14, 1),
        (999, 1250, 874, 125),
        (7, 0, 7, 0),
        (7, 10_000, 0, 7),
    ],
)
def test_half_a_minor_unit_stays_with_the_producer(minor: int, basis_points: int, producer: int, platform: int) -> None:
    assert postings.shares_of(usd(minor), basis_points) == Shares(usd(producer), usd(platform))


PRICES = st.builds(Money, st.integers(1, 10**13), st.sampled_from(CURRENCIES))
COMMISSIONS = st.integers(0, 10_000)


def instalments(price: Money, cuts: list[int]) -> list[Money]:
    """A price cut into as many parts as there are cuts, the last of which takes the rest."""
    edges = [0, *sorted(cut % (price.minor + 1) for cut in cuts), price.minor]
    return [Money(high - low, price.currency) for low, high in pairwise(edges)]


@given(PRICES, COMMISSIONS, st.lists(st.integers(0, 10**13), min_size=0, max_size=23))
def test_parts_paid_one_after_the_other_sum_to_the_shares_of_the_price(price: Money, bp: int, cuts: list[int]) -> None:
    paid, shares = Money(0, price.currency), []
    for part in instalments(price, cuts):
        shares.append(postings.shares_of(part, bp, before=paid))
        assert shares[-1].whole == part
        assert min(shares[-1].producer.minor, shares[-1].platform.minor) >= 0
        paid = Money(paid.minor + part.minor, price.currency)
    total = postings.shares_of(price, bp)
    assert sum(s.producer.minor for s in shares) == total.producer.minor
    assert sum(s.platform.minor for s in shares) == total.platform.minor


@given(PRICES, COMMISSIONS, st.integers(0, 1000))
def test_every_rule_balances_whatever_the_price(price: Money, bp: int, part: int) -> None:
    shares = postings.shares_of(price, bp)
    fee = Money(price.minor * part // 1000, price.currency)
    tax = Money(shares.platform.minor * part // 1000, price.currency)
    for lines in [
        postings.invoice_issued(PARTIES, shares),
        postings.paid_by_card(PARTIES, shares, fee=fee),
        postings.wire_seen("SG", price),
        postings.wire_matched(PARTIES, shares, charges=fee),
        postings.wire_matched(PARTIES, shares, surplus=fee),
        postings.fee_released(PARTIES, shares, tax=tax),
        postings.refund_requested(PARTIES, shares),
        postings.refund_failed(PARTIES, price, came_back_to=chart.stripe_balance()),
    ]:
        assert balanced(lines)
        assert all(type(line.amount.minor) is int and line.amount.currency == price.currency for line in lines)


def test_the_chart_reads_its_own_codes_back() -> None:
    for account in [
        chart.held_account("D1"),
        chart.uncollected_platform(),
        chart.bank_account("SG"),
        chart.stripe_balance(),
    ]:
        assert chart.account_of(account.code) == account
    assert [name for name, heading in chart.HEADINGS.items() if heading.floor_zero] == [
        "held",
        "commission_deferred",
        "payable",
        "buyer_credit",
    ]
    assert len(chart.HEADINGS) == 26


@pytest.mark.parametrize("code", ["pocket:7", "held", "stripe_balance:7", "held:D1:2"])
def test_the_chart_knows_no_other_codes(code: str) -> None:
    with pytest.raises(ValueError, match=r"no account of the chart|is kept per"):
        chart.account_of(code)
