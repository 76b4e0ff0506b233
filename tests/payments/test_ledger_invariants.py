"""PostgreSQL itself refuses what would falsify the books, whoever writes (acceptance test P-22)."""

from datetime import UTC, datetime

import pytest
from django.conf import settings
from django.db import IntegrityError, connection, transaction

from marketplace.kit.constraints import violated_constraint
from marketplace.kit.money import Money
from marketplace.payments import chart, ledger
from marketplace.payments.chart import Line
from marketplace.payments.models import Entry, Journal, LedgerAccount, LedgerBalance
from marketplace.payments.postings import credit_line, debit_line
from tests.database import as_owner

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)

JOURNAL = "insert into payments_journal (event_key, kind, description, made_at, actor, approved_by, reference)"
ENTRY = "insert into payments_entry (journal_id, account_id, side, amount, currency)"


def usd(minor: int) -> Money:
    return Money(minor, "USD")


def collected(minor: int) -> list[Line]:
    return [debit_line(chart.stripe_balance(), usd(minor)), credit_line(chart.held_account("D1"), usd(minor))]


@pytest.fixture
def books(transactional_db: None) -> Journal:
    """Ten dollars held, committed."""
    return ledger.post_journal(event_key="collect", kind="paid", entries=collected(1000), at=NOON).journal


def whole() -> tuple[int, int, int, int, int]:
    held = LedgerBalance.objects.get(account__code="held:D1")
    return Journal.objects.count(), Entry.objects.count(), LedgerAccount.objects.count(), held.net, held.account_id


def execute(*statements: str) -> None:
    """Run the statements in one transaction as the tables' owner: the triggers stand in everybody's way."""
    with as_owner() as cursor, transaction.atomic():
        for statement in statements:
            cursor.execute(statement)


def refusal(*statements: str) -> str:
    """Run the statements in one transaction and name the constraint that refused them."""
    before = whole()
    with pytest.raises(IntegrityError) as refused:
        execute(*statements)
    assert whole() == before
    return violated_constraint(refused.value)


def journal(key: str) -> str:
    return f"{JOURNAL} values ('{key}', 'test', '', now(), '', '', '{{}}')"


def entry(key: str, account: str, side: str, amount: int, currency: str = "USD") -> str:
    return (
        f"{ENTRY} select j.id, a.id, '{side}', {amount}, '{currency}' from payments_journal j, "
        "payments_ledgeraccount a "
        f"where j.event_key = '{key}' and a.code = '{account}'"
    )


TABLES = ["payments_ledgeraccount", "payments_journal", "payments_entry"]


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("where", ["", " where false"])
def test_no_row_of_the_ledger_is_changed_or_deleted(books: Journal, table: str, where: str) -> None:
    assert refusal(f"update {table} set id = id{where}") == "ledger_only_grows"
    assert refusal(f"delete from {table}{where}") == "ledger_only_grows"


@pytest.mark.parametrize("table", [*TABLES, "payments_ledgerbalance"])
def test_no_table_of_the_ledger_is_emptied(books: Journal, table: str) -> None:
    assert refusal(f"truncate {table} cascade") == "ledger_only_grows"


def test_an_upsert_does_not_slip_a_change_in(books: Journal) -> None:
    changed = f"{journal('collect')} on conflict (event_key) do update set kind = 'other'"
    assert refusal(changed) == "ledger_only_grows"


def test_a_balance_is_changed_by_nobody_but_a_new_entry(books: Journal) -> None:
    assert refusal("update payments_ledgerbalance set net = net + 1") == "balance_follows_entries"
    assert refusal("delete from payments_ledgerbalance") == "ledger_only_grows"
    insert = "insert into payments_ledgerbalance (account_id, net, floor_zero) values (0, 5, false)"
    assert refusal(insert) == "balance_follows_entries"


def test_an_entry_cannot_join_a_journal_of_an_earlier_transaction(books: Journal) -> None:
    late = [entry("collect", "stripe_balance", "D", 5), entry("collect", "held:D1", "C", 5)]
    assert refusal(*late) == "entry_joins_its_journal_at_once"


def test_nobody_can_pretend_that_a_journal_belongs_to_a_later_transaction(books: Journal) -> None:
    forged = JOURNAL.replace("(event_key", "(xid, event_key")
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"{forged} values ('1'::xid8, 'forged', 'test', '', now(), '', '', '{{}}')")
        cursor.execute(entry("forged", "stripe_balance", "D", 5))
        cursor.execute(entry("forged", "held:D1", "C", 5))
        cursor.execute("select xid = pg_current_xact_id() from payments_journal where event_key = 'forged'")
        assert cursor.fetchone() == (True,)


def test_entries_may_be_written_in_savepoints_of_the_journals_transaction(books: Journal) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        with transaction.atomic():
            cursor.execute(journal("nested"))
        with transaction.atomic():
            cursor.execute(entry("nested", "stripe_balance", "D", 5))
        with transaction.atomic():
            cursor.execute(entry("nested", "held:D1", "C", 5))
    assert ledger.read_balance("held:D1", "USD") == usd(1005)


def test_a_journal_that_does_not_balance_is_refused_at_commit(books: Journal) -> None:
    lopsided = [journal("j"), entry("j", "stripe_balance", "D", 100), entry("j", "held:D1", "C", 99)]
    assert refusal(*lopsided) == "journal_balances"


def test_an_empty_journal_and_one_of_a_single_line_are_refused(books: Journal) -> None:
    assert refusal(journal("empty")) == "journal_balances"
    assert refusal(journal("single"), entry("single", "held:D1", "C", 5)) == "journal_balances"


def test_a_line_after_an_early_check_is_refused_too(books: Journal) -> None:
    checked_early = [
        journal("early"),
        entry("early", "stripe_balance", "D", 5),
        entry("early", "held:D1", "C", 5),
        "set constraints all immediate",
    ]
    assert refusal(*checked_early, entry("early", "held:D1", "C", 5)) == "journal_balances"
    assert (
        refusal(*checked_early, "set constraints all deferred", entry("early", "held:D1", "C", 5)) == "journal_balances"
    )


def test_a_journal_balances_in_each_currency_apart(books: Journal) -> None:
    account = "insert into payments_ledgeraccount (code, kind, currency, floor_zero) values"
    held_in_sgd = f"{account} ('bank:SG', 'asset', 'SGD', false)"
    crossed = [journal("x"), entry("x", "bank:SG", "D", 5, "SGD"), entry("x", "held:D1", "C", 5)]
    assert refusal(held_in_sgd, *crossed) == "journal_balances"


def test_an_entry_is_in_its_accounts_currency(books: Journal) -> None:
    crossed = [journal("x"), entry("x", "stripe_balance", "D", 5, "SGD"), entry("x", "held:D1", "C", 5, "SGD")]
    assert refusal(*crossed) == "entry_has_its_accounts_currency"


@pytest.mark.parametrize("amount", [0, -5])
def test_amounts_are_positive(books: Journal, amount: int) -> None:
    assert refusal(journal("x"), entry("x", "held:D1", "C", amount)) == "entry_amount_is_positive"


def test_sides_kinds_currencies_and_keys_are_known(books: Journal) -> None:
    account = "insert into payments_ledgeraccount (code, kind, currency, floor_zero) values"
    assert refusal(journal("x"), entry("x", "held:D1", "X", 5)) == "entry_side_known"
    assert refusal(f"{account} ('a', 'other', 'USD', false)") == "ledger_account_kind_known"
    assert refusal(f"{account} ('a', 'asset', 'usd', false)") == "ledger_account_currency_is_a_code"
    assert refusal(f"{account} ('held:D1', 'asset', 'USD', false)") == "ledger_account_once_per_currency"
    assert refusal(journal("")) == "journal_has_an_event"
    assert refusal(journal("collect")).startswith("payments_journal_event_key_")


def test_a_floor_is_never_broken(books: Journal) -> None:
    taken = [journal("x"), entry("x", "held:D1", "D", 1001), entry("x", "stripe_balance", "C", 1001)]
    assert refusal(*taken) == "ledger_balance_floor"


def test_an_entry_dropped_by_on_conflict_moves_no_balance(books: Journal) -> None:
    taken = Entry.objects.latest("id")
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(journal("x"))
        for account, side in [("stripe_balance", "D"), ("held:D1", "C")]:
            cursor.execute(entry("x", account, side, 5))
        cursor.execute(
            "insert into payments_entry (id, journal_id, account_id, side, amount, currency) "
            "select %s, j.id, %s, 'C', 700, 'USD' from payments_journal j where event_key = 'x' on conflict do nothing",
            [taken.pk, taken.account_id],
        )
        assert cursor.rowcount == 0
    assert ledger.read_balance("held:D1", "USD") == usd(1005)
    assert ledger.check_books(at=NOON) == []


def test_a_temporary_table_of_the_same_name_deceives_no_trigger(books: Journal) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(journal("x"))
        cursor.execute(entry("x", "stripe_balance", "D", 5))
        with as_owner():  # the application makes no temporary table
            cursor.execute(
                "create temporary table payments_ledgerbalance on commit drop as select * from payments_ledgerbalance"
            )
            cursor.execute(f"grant all on pg_temp.payments_ledgerbalance to {settings.APPLICATION_ROLE}")
        cursor.execute(entry("x", "held:D1", "C", 5))
    assert ledger.read_balance("held:D1", "USD") == usd(1005)


REVERSAL = JOURNAL.replace("(event_key", "(reverses_id, event_key")


def reversal(key: str, actor: str, second: str) -> str:
    return (
        f"{REVERSAL} select id, '{key}', 'test', '', now(), '{actor}', '{second}', '{{}}' "
        "from payments_journal where event_key = 'collect'"
    )


def test_a_reversal_has_two_people_mirrors_its_original_and_happens_once(books: Journal) -> None:
    mirror = [entry("r", "held:D1", "D", 1000), entry("r", "stripe_balance", "C", 1000)]
    part = [entry("r", "held:D1", "D", 400), entry("r", "stripe_balance", "C", 400)]
    assert refusal(reversal("r", "user:1", "user:1"), *mirror) == "reversal_needs_two_people"
    assert refusal(reversal("r", "user:1", ""), *mirror) == "reversal_needs_two_people"
    assert refusal(reversal("r", "user:1", "user:2"), *part) == "reversal_mirrors_its_original"
    twice = [reversal("r", "user:1", "user:2"), *mirror, reversal("s", "user:1", "user:2")]
    assert refusal(*twice) == "payments_journal_reverses_id_key"
