"""P-22: the role that the product really signs in with is refused by PostgreSQL whatever would falsify the books.

Unlike the other tests, these open a session of their own with the address that web, worker and follower are given.
"""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from urllib.parse import urlsplit

import psycopg
import pytest
from django.conf import settings
from django.db import connection

from marketplace.kit.money import Money
from marketplace.payments import chart, ledger
from marketplace.payments.models import Entry, Journal, LedgerBalance
from marketplace.payments.postings import credit_line, debit_line

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
JOURNAL = "insert into payments_journal (event_key, kind, description, made_at, actor, approved_by, reference)"
ACCOUNT = "insert into payments_ledgeraccount (code, kind, currency, floor_zero)"
NO_RIGHT = "42501"
Session = psycopg.Connection[tuple[object, ...]]


@pytest.fixture
def application(transactional_db: None) -> Iterator[Session]:
    """Ten dollars held, committed; and a session as the product's."""
    lines = [
        debit_line(chart.stripe_balance(), Money(1000, "USD")),
        credit_line(chart.held_account("D1"), Money(1000, "USD")),
    ]
    ledger.post_journal(event_key="collect", kind="paid", entries=lines, at=NOON)
    address = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{connection.settings_dict['NAME']}").geturl()
    with psycopg.connect(address) as session:
        yield session


def whole() -> tuple[int, int, int]:
    held = LedgerBalance.objects.get(account__code="held:D1")
    return Journal.objects.count(), Entry.objects.count(), held.net


def execute(session: Session, *statements: str) -> None:
    with session.transaction():
        for statement in statements:
            session.execute(statement)


def refusal(session: Session, *statements: str) -> tuple[str, str]:
    """Run the statements in one transaction; SQLSTATE and constraint of what refused them."""
    before = whole()
    with pytest.raises(psycopg.Error) as refused:
        execute(session, *statements)
    assert whole() == before
    return refused.value.sqlstate or "", refused.value.diag.constraint_name or ""


def journal(key: str) -> str:
    return f"{JOURNAL} values ('{key}', 'test', '', now(), '', '', '{{}}')"


def entry(key: str, account: str, side: str, amount: int, currency: str = "USD") -> str:
    return (
        "insert into payments_entry (journal_id, account_id, side, amount, currency) "
        f"select j.id, a.id, '{side}', {amount}, '{currency}' from payments_journal j, payments_ledgeraccount a "
        f"where j.event_key = '{key}' and a.code = '{account}'"
    )


def test_p22_the_session_is_the_products(application: Session) -> None:
    assert application.execute("select session_user, current_user").fetchall() == [(settings.APPLICATION_ROLE,) * 2]


@pytest.mark.parametrize(
    "statement",
    [
        "update payments_entry set amount = 1",
        "update payments_entry set amount = 1 where false",
        "delete from payments_journal",
        "truncate payments_entry",
        "truncate payments_journal cascade",
        "update payments_ledgerbalance set net = 0",
        "insert into payments_ledgerbalance (account_id, net, floor_zero) values (0, 0, false)",
        "alter table payments_entry disable trigger all",
        "alter table payments_entry disable trigger entry_moves_its_balance",
        "alter table payments_ledgerbalance drop constraint ledger_balance_floor",
        "drop trigger entry_moves_its_balance on payments_entry",
        "create or replace function payments_post_entry() returns trigger language plpgsql as 'begin return null; end'",
        "create table public.payments_shadow (id int)",
        "set session_replication_role = replica",
        "set role monsoon_owner",
        "set session authorization monsoon_owner",
        "alter role monsoon_app superuser",
        "update contracts_instalment set gross_minor = 1",
        "update contracts_instalment set commission_minor = 1",
        "delete from contracts_instalment",
        "update payments_banktransfer set claimed_minor = 1",
        "delete from payments_banktransfer",
        """update payments_stripeevent set payload = '{}'""",
        "delete from payments_stripeevent",
        "update accounts_auditentry set action = 'nothing'",
        "delete from listings_rightout",
        "update django_migrations set name = 'x'",
    ],
)
def test_p22_what_the_application_has_no_right_to(application: Session, statement: str) -> None:
    assert refusal(application, statement)[0] == NO_RIGHT


@pytest.mark.parametrize(
    ("statements", "constraint"),
    [
        (
            [entry("collect", "stripe_balance", "D", 5), entry("collect", "held:D1", "C", 5)],
            "entry_joins_its_journal_at_once",
        ),
        ([journal("j"), entry("j", "stripe_balance", "D", 9), entry("j", "held:D1", "C", 8)], "journal_balances"),
        ([journal("empty")], "journal_balances"),
        ([journal("x"), entry("x", "held:D1", "C", 5, "SGD")], "entry_has_its_accounts_currency"),
        (
            [
                f"{ACCOUNT} values ('bank:SG', 'asset', 'SGD', false)",
                journal("x"),
                entry("x", "bank:SG", "D", 5, "SGD"),
                entry("x", "held:D1", "C", 5),
            ],
            "journal_balances",
        ),
        (
            [journal("x"), entry("x", "held:D1", "D", 1001), entry("x", "stripe_balance", "C", 1001)],
            "ledger_balance_floor",
        ),
        (["update payments_ledgerbalance set account_id = account_id"], "balance_follows_entries"),
    ],
    ids=["late", "unbalanced", "empty", "other currency", "cross-currency", "below zero", "by way of the lock"],
)
def test_p22_what_the_triggers_refuse_it(application: Session, statements: list[str], constraint: str) -> None:
    assert refusal(application, *statements) == ("23514", constraint)


def test_p22_control_it_can_do_its_work(application: Session) -> None:
    """What is refused above is refused for what it is: a journal in order is taken from the same session."""
    with application.transaction():
        application.execute("select 1 from payments_ledgerbalance for no key update")
        application.execute(journal("more"))
        application.execute(entry("more", "stripe_balance", "D", 5))
        application.execute(entry("more", "held:D1", "C", 5))
    assert whole() == (2, 4, 1005)
