"""Posting once, reading back, reversing, and the nightly look at the whole."""

import random
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction

from marketplace.kit.money import Money
from marketplace.payments import chart, ledger, postings
from marketplace.payments.chart import Account, Line
from marketplace.payments.ledger import Discrepancy
from marketplace.payments.models import Entry, Journal, LedgerAccount
from marketplace.payments.postings import Parties, credit_line, debit_line, shares_of
from tests.database import as_owner

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
PARTIES = Parties(deal="D1", buyer=7, producer=9)
HELD, CASH = chart.held_account("D1"), chart.stripe_balance()


@dataclass(frozen=True)
class Key:
    pk: int


@dataclass(frozen=True)
class Member:
    user: Key


ANA, BO = Member(Key(1)), Member(Key(2))


def usd(minor: int) -> Money:
    return Money(minor, "USD")


def collected(minor: int) -> list[Line]:
    return [debit_line(CASH, usd(minor)), credit_line(HELD, usd(minor))]


def collect(key: str, minor: int, at: datetime = NOON) -> ledger.Posted:
    return ledger.post_journal(event_key=key, kind="paid", entries=collected(minor), at=at)


def test_an_instalments_way_from_invoice_to_release() -> None:
    shares = shares_of(usd(10_000), 1000)
    steps = {
        "invoice": postings.invoice_issued(PARTIES, shares),
        "paid": postings.paid_by_card(PARTIES, shares, fee=usd(300)),
        "release": postings.fee_released(PARTIES, shares),
    }
    for key, lines in steps.items():
        assert ledger.post_journal(event_key=f"{key}:1", kind=key, entries=lines, at=NOON).new
    assert {str(row): row.balance.net for row in LedgerAccount.objects.select_related("balance")} == {
        "buyer_due:7 USD": 0,
        "uncollected:9 USD": 0,
        "uncollected:platform USD": 0,
        "stripe_balance USD": 9_700,
        "processing_fees USD": 300,
        "held:D1 USD": 0,
        "commission_deferred:D1 USD": 0,
        "payable:9 USD": 9_000,
        "commission_income USD": 1_000,
    }
    assert ledger.check_books(at=NOON) == []


def test_a_journal_remembers_what_it_is_about() -> None:
    ledger.post_journal(
        event_key="e",
        kind="paid",
        entries=collected(5),
        at=NOON,
        reference={"charge": 3},
        actor="stripe",
        description="x",
    )
    row = Journal.objects.get()
    assert (row.kind, row.made_at, row.reference, row.actor, row.description) == (
        "paid",
        NOON,
        {"charge": 3},
        "stripe",
        "x",
    )
    assert Counter(ledger.lines_of(row)) == Counter(collected(5))


def test_the_same_event_again_returns_the_first_journal() -> None:
    first, again = collect("e", 5), collect("e", 5, NOON + timedelta(days=1))
    assert (again.journal, first.new, again.new) == (first.journal, True, False)
    assert (Journal.objects.count(), Entry.objects.count(), ledger.read_balance(HELD, "USD")) == (1, 2, usd(5))


def test_the_same_event_with_other_lines_is_a_conflict() -> None:
    collect("e", 5)
    with pytest.raises(ledger.LedgerConflict):
        collect("e", 6)
    with pytest.raises(ledger.LedgerConflict):
        ledger.post_journal(event_key="e", kind="released", entries=collected(5), at=NOON)
    assert (Journal.objects.count(), ledger.read_balance(HELD, "USD")) == (1, usd(5))


@pytest.mark.parametrize(
    "lines",
    [
        [],
        [debit_line(CASH, usd(5))],
        [debit_line(CASH, usd(5)), credit_line(HELD, usd(4))],
        [debit_line(CASH, usd(5)), credit_line(HELD, Money(5, "SGD"))],
        [debit_line(CASH, usd(0)), credit_line(HELD, usd(0))],
    ],
    ids=["empty", "one line", "unequal", "two currencies", "nothing"],
)
def test_lines_that_are_wrong_in_themselves_never_reach_the_database(lines: list[Line]) -> None:
    with pytest.raises(ledger.Unbalanced):
        ledger.post_journal(event_key="e", kind="x", entries=lines, at=NOON)
    assert Journal.objects.count() == 0


def test_money_that_is_not_there_is_refused_and_the_transaction_goes_on() -> None:
    collect("in", 5)
    with transaction.atomic():
        with pytest.raises(ledger.InsufficientFunds) as refused:
            ledger.post_journal(
                event_key="out", kind="x", entries=[debit_line(HELD, usd(6)), credit_line(CASH, usd(6))], at=NOON
            )
        collect("in again", 1)
    assert refused.value.code == "insufficient_funds"
    assert refused.value.status == 409
    assert (Journal.objects.count(), ledger.read_balance(HELD, "USD")) == (2, usd(6))


def test_the_order_of_the_lines_does_not_matter_for_the_floor() -> None:
    lines = [debit_line(HELD, usd(5)), debit_line(CASH, usd(5)), credit_line(HELD, usd(5)), credit_line(CASH, usd(5))]
    assert ledger.post_journal(event_key="round trip", kind="x", entries=lines, at=NOON).new


def test_currencies_are_kept_apart() -> None:
    collect("usd", 5)
    vnd = [debit_line(CASH, Money(70_000, "VND")), credit_line(HELD, Money(70_000, "VND"))]
    ledger.post_journal(event_key="vnd", kind="paid", entries=vnd, at=NOON)
    assert ledger.read_balance("held:D1", "USD") == usd(5)
    assert ledger.read_balance("held:D1", "VND") == Money(70_000, "VND")
    assert ledger.read_balance("held:D2", "USD") == usd(0)


def test_a_balance_of_the_past_is_the_one_just_before() -> None:
    collect("first", 5)
    collect("second", 6, NOON + timedelta(hours=1))
    moments = [NOON, NOON + timedelta(seconds=1), NOON + timedelta(hours=1), NOON + timedelta(hours=2)]
    assert [ledger.read_balance("held:D1", "USD", at).minor for at in moments] == [0, 5, 5, 11]
    assert ledger.read_balance("stripe_balance", "USD", moments[-1]) == usd(11)


def test_an_account_opened_under_another_chart_is_a_mistake() -> None:
    collect("first", 5)
    other = Account(HELD.code, chart.AccountKind.ASSET)
    with pytest.raises(ValueError, match="another chart"):
        ledger.post_journal(
            event_key="e", kind="x", entries=[debit_line(other, usd(5)), credit_line(CASH, usd(5))], at=NOON
        )


def test_two_people_reverse_a_journal_once() -> None:
    original = collect("e", 5).journal
    undone = ledger.reverse_journal(original, by=ANA, second=BO, reason="Wrong deal", at=NOON)
    again = ledger.reverse_journal(original, by=BO, second=ANA, reason="Once more", at=NOON)
    assert (undone.new, again.new, again.journal) == (True, False, undone.journal)
    assert undone.journal.reverses == original
    assert (undone.journal.actor, undone.journal.approved_by) == ("user:1", "user:2")
    assert undone.journal.description == "Wrong deal"
    assert (ledger.read_balance(HELD, "USD"), ledger.read_balance(CASH, "USD")) == (usd(0), usd(0))


def test_one_person_alone_reverses_nothing() -> None:
    original = collect("e", 5).journal
    with pytest.raises(ledger.OnePersonOnly):
        ledger.reverse_journal(original, by=ANA, second=ANA, reason="Wrong deal", at=NOON)
    assert ledger.read_balance(HELD, "USD") == usd(5)


def test_money_that_moved_on_cannot_be_reversed() -> None:
    original = collect("e", 5).journal
    ledger.post_journal(
        event_key="out",
        kind="x",
        entries=[debit_line(HELD, usd(1)), credit_line(chart.payable_account(9), usd(1))],
        at=NOON,
    )
    with pytest.raises(ledger.InsufficientFunds):
        ledger.reverse_journal(original, by=ANA, second=BO, reason="Wrong deal", at=NOON)


def tamper(statement: str) -> None:
    """What only an owner with the triggers switched off could do."""
    with as_owner() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute("set local session_replication_role = replica")
        cursor.execute(statement)
        cursor.execute("set local session_replication_role = origin")


def test_the_nightly_look_finds_a_balance_that_drifted() -> None:
    collect("e", 5)
    tamper("update payments_ledgerbalance set net = 4 where floor_zero")
    assert ledger.check_books(at=NOON) == [Discrepancy("I6", "held:D1", usd(5), usd(4))]


def test_the_nightly_look_finds_a_journal_that_was_altered() -> None:
    collect("e", 5)
    tamper("update payments_entry set amount = 4 where side = 'C'")
    assert ledger.check_books(at=NOON) == [
        Discrepancy("I1", "e", usd(0), usd(1)),
        Discrepancy("I6", "held:D1", usd(4), usd(5)),
    ]


def test_the_nightly_look_finds_a_journal_that_lost_its_entries() -> None:
    collect("e", 5)
    tamper("delete from payments_entry; update payments_ledgerbalance set net = 0")
    assert ledger.check_books(at=NOON) == [Discrepancy("I1", "e", Money(0, "XXX"), Money(0, "XXX"))]


def test_the_nightly_look_finds_clients_money_that_is_not_covered() -> None:
    collect("e", 100)
    fee = [debit_line(chart.processing_fees(), usd(3)), credit_line(CASH, usd(3))]
    ledger.post_journal(event_key="fee", kind="fee", entries=fee, at=NOON)
    assert ledger.check_books(at=NOON) == [Discrepancy("I7", "USD", usd(100), usd(97))]


def test_the_nightly_look_finds_what_waits_too_long_first_in_first_out() -> None:
    days = [NOON + timedelta(days=day) for day in range(12)]
    for day, minor in [(0, 100), (1, 50), (9, 30)]:
        lines = postings.wire_seen("SG", usd(minor))
        ledger.post_journal(event_key=f"wire:{day}", kind="seen", entries=lines, at=days[day])
    matched = [debit_line(chart.unallocated_account("wire"), usd(120)), credit_line(HELD, usd(120))]
    ledger.post_journal(event_key="match", kind="matched", entries=matched, at=days[10])
    late = Discrepancy("I8", "unallocated:wire", usd(0), usd(60), since=days[1])
    assert ledger.check_books(at=days[6]) == []  # exactly five days old
    assert ledger.check_books(at=days[11]) == [late]
    rest = [debit_line(chart.unallocated_account("wire"), usd(30)), credit_line(HELD, usd(30))]
    ledger.post_journal(event_key="match rest", kind="matched", entries=rest, at=days[10])
    assert ledger.check_books(at=days[11]) == []


@pytest.mark.parametrize("seed", [1, 20261123])
def test_three_hundred_random_postings_keep_every_balance_the_sum_of_its_entries(seed: int) -> None:
    chance = random.Random(seed)
    accounts = [
        chart.held_account("D1"),
        chart.held_account("D2"),
        chart.payable_account(9),
        CASH,
        chart.processing_fees(),
        chart.commission_income(),
    ]
    expected: dict[tuple[Account, str], int] = {}
    refused = 0
    for number in range(300):
        currency = chance.choice(["USD", "VND"])
        moves = dict(expected)
        lines = random_lines(chance, accounts, currency)
        for line in lines:
            signed = line.amount.minor if line.account.grows_by(line.side) else -line.amount.minor
            moves[line.account, currency] = moves.get((line.account, currency), 0) + signed
        lawful = all(net >= 0 for (account, _currency), net in moves.items() if account.floor_zero)
        try:
            ledger.post_journal(event_key=f"random:{number}", kind="random", entries=lines, at=NOON)
        except ledger.InsufficientFunds:
            assert not lawful
            refused += 1
        else:
            assert lawful
            expected = moves
    assert {key: ledger.read_balance(*key).minor for key in expected} == expected
    assert {key: ledger.read_balance(*key, NOON + timedelta(1)).minor for key in expected} == expected
    assert [found for found in ledger.check_books(at=NOON) if found.rule != "I7"] == []
    assert (Journal.objects.count(), 0 < refused < 300) == (300 - refused, True)


def random_lines(chance: random.Random, accounts: list[Account], currency: str) -> list[Line]:
    """One debit of a random amount, and credits that sum to it."""
    whole = chance.randint(2, 10**9)
    first = chance.randint(1, whole - 1)
    into, *out = chance.sample(accounts, 3)
    parts = [Money(first, currency), Money(whole - first, currency)]
    return [debit_line(into, Money(whole, currency)), *map(credit_line, out, parts)]
