"""Many clients, real connections (acceptance tests P-11, P-12): the floor and the event key decide, nobody else."""

from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Barrier

import pytest
from django.db import connection, transaction

from marketplace.kit.money import Money
from marketplace.payments import chart, ledger, postings
from marketplace.payments.models import Entry, Journal
from marketplace.payments.postings import Parties, Shares, credit_line, debit_line
from tests.database import as_owner

pytestmark = pytest.mark.django_db(transaction=True)

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
PARTIES = Parties(deal="D1", buyer=7, producer=9)
CLIENTS = 20


def usd(minor: int) -> Money:
    return Money(minor, "USD")


def race(client: Callable[[int], str], clients: int = CLIENTS) -> Counter[str]:
    """Run the clients at once, each on a connection of its own, and count their answers."""
    start = Barrier(clients)

    def run(number: int) -> str:
        try:
            connection.ensure_connection()
            start.wait(timeout=30)
            return client(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(clients) as pool:
        return Counter(pool.map(run, range(clients)))


def attempt(key: str, lines: list[chart.Line]) -> str:
    try:
        posted = ledger.post_journal(event_key=key, kind=key.partition(":")[0], entries=lines, at=NOON)
    except ledger.InsufficientFunds:
        return "refused"
    return "posted" if posted.new else "known"


def release(number: int) -> str:
    return attempt(f"release:{number}", postings.fee_released(PARTIES, Shares(usd(100), usd(0))))


@pytest.fixture
def thousand_held() -> None:
    lines = [debit_line(chart.stripe_balance(), usd(1000)), credit_line(chart.held_account("D1"), usd(1000))]
    ledger.post_journal(event_key="collect", kind="paid", entries=lines, at=NOON)


@pytest.fixture
def no_floor(transactional_db: None) -> Iterator[None]:
    with as_owner() as cursor:
        cursor.execute("alter table payments_ledgerbalance drop constraint ledger_balance_floor")
    yield
    with as_owner() as cursor:  # the rows that broke the floor go first, with the triggers at rest
        cursor.execute(
            "begin; set local session_replication_role = replica; truncate payments_ledgerbalance; commit; "
            "alter table payments_ledgerbalance add constraint ledger_balance_floor check (not floor_zero or net >= 0)"
        )


def test_of_twenty_releases_of_a_hundred_from_a_thousand_ten_pass(thousand_held: None) -> None:
    assert race(release) == {"posted": 10, "refused": 10}
    assert ledger.read_balance(chart.held_account("D1"), "USD") == usd(0)
    assert ledger.read_balance(chart.payable_account(9), "USD") == usd(1000)
    assert (Journal.objects.count(), Entry.objects.count()) == (11, 22)
    assert ledger.check_books(at=NOON) == []


def test_control_without_the_floor_the_same_race_pays_money_that_is_not_there(
    no_floor: None, thousand_held: None
) -> None:
    assert race(release) == {"posted": 20}
    assert ledger.read_balance(chart.held_account("D1"), "USD") == usd(-1000)


@pytest.mark.parametrize("round_", range(5))
def test_of_a_release_and_a_refund_of_the_same_money_one_wins(thousand_held: None, round_: int) -> None:
    shares = Shares(usd(1000), usd(0))
    moves = [postings.fee_released(PARTIES, shares), postings.refund_requested(PARTIES, shares)]
    assert race(lambda n: attempt(f"move:{n}", moves[n]), 2) == {"posted": 1, "refused": 1}
    ends = [
        ledger.read_balance(account, "USD").minor for account in (chart.payable_account(9), chart.refund_in_transit())
    ]
    assert sorted(ends) == [0, 1000]
    assert ledger.read_balance(chart.held_account("D1"), "USD") == usd(0)


def test_one_event_posted_by_twenty_at_once_is_one_journal() -> None:
    lines = postings.wire_seen("SG", usd(100))
    assert race(lambda _n: attempt("wire:1", lines)) == {"posted": 1, "known": 19}
    assert (Journal.objects.count(), Entry.objects.count()) == (1, 2)
    assert ledger.read_balance(chart.bank_account("SG"), "USD") == usd(100)


def test_twenty_events_that_open_and_cross_the_same_accounts_all_pass() -> None:
    """Lines in opposite orders, accounts nobody has opened yet: locks taken in the lines' order would deadlock."""
    banks = [chart.bank_account(name) for name in ("SG", "HK", "MY")]

    def cross(number: int) -> str:
        order = banks if number % 2 else banks[::-1]
        lines = [debit_line(order[0], usd(5)), credit_line(order[1], usd(3)), credit_line(order[2], usd(2))]
        return attempt(f"cross:{number}", lines)

    assert race(cross) == {"posted": 20}
    assert [ledger.read_balance(account, "USD").minor for account in banks] == [30, -60, 30]
    assert ledger.check_books(at=NOON) == []


def test_two_postings_in_one_transaction_do_not_deadlock_when_all_is_locked_first() -> None:
    first = [debit_line(chart.bank_account("SG"), usd(5)), credit_line(chart.bank_account("HK"), usd(5))]
    second = [debit_line(chart.bank_account("MY"), usd(5)), credit_line(chart.bank_account("TH"), usd(5))]

    def both(number: int) -> str:
        orders = [first, second] if number % 2 else [second, first]
        with transaction.atomic():
            ledger.lock_balances([*first, *second])
            return " ".join(attempt(f"move:{number}:{step}", lines) for step, lines in enumerate(orders))

    assert race(both) == {"posted posted": 20}
    assert ledger.read_balance(chart.bank_account("TH"), "USD") == usd(-100)
