"""A market of the last released schema, with data, is brought to this one (O-01): nothing is lost, every guard is there.

`e4938ac.sql.xz` is the demo of that commit, as `pg_dump --no-owner --no-privileges --no-comments` wrote it.
"""

import lzma
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from accounts.models import Notice, OrganisationDocument
from accounts.notices import notice_heading
from listings.models import Programme, RightOut
from marketplace.contracts.models import Contract, Instalment
from marketplace.files.models import StoredFile
from marketplace.kit.models import Job
from marketplace.kit.table_rights import TABLES
from marketplace.offers.models import Offer
from marketplace.operations.grants import COLUMNS
from marketplace.operations.taking_back import QuickExecutor
from marketplace.payments import ledger
from marketplace.payments.models import BankTransfer, Entry, Journal, StripeEvent
from marketplace.payments.tasks import HANDLE_EVENT
from marketplace.tools.launcher.binaries import postgres_programs
from tests.database import empty_database, fetch_rows

RELEASED = Path(__file__).parent / "e4938ac.sql.xz"
# Kept one to one; other tables may be split or filled by what comes later.
ROWS = {
    "accounts_user": 34, "accounts_organisation": 17, "accounts_auditentry": 154, "listings_programme": 286,
    "listings_rightin": 288, "listings_rightout": 404, "offers_offer": 9, "offers_round": 10, "contracts_contract": 4,
    "contracts_signature": 5, "contracts_instalment": 7, "payments_journal": 6, "payments_entry": 20,
    "payments_banktransfer": 2,
}  # fmt: skip
INSTALMENTS = [
    (1_800_000, "USD", "invoiced"),
    (1_800_000, "USD", "invoiced"),
    (2_400_000, "USD", "planned"),
    (2_400_000, "USD", "planned"),
    (4_200_000, "USD", "invoiced"),
    (4_200_000, "USD", "paid"),
    (4_500_000, "USD", "planned"),
]
# Stripe's events kept what became of them themselves until payments.0007: handled, new, tried, given up, set aside.
EVENTS = """
insert into payments_stripeevent (stripe_id, kind, payload, received_at, attempts, last_error, dead_at, handled_at,
                                  set_aside_by_id, set_aside_reason)
select 'evt_' || name, 'odd', '{}', now(), attempts, error, case when dead then now() end,
       case when handled then now() end, case when said <> '' then (select min(id) from accounts_user) end, said
from (values ('done', 1, '', false, true, ''), ('new', 0, '', false, false, ''), ('tried', 12, 'silent', false, false, ''),
             ('dead', 20, 'silent', true, false, ''), ('aside', 1, 'odd', true, true, 'A test.'))
     as event (name, attempts, error, dead, handled, said);
update accounts_notice set kind = 'payments.event_dead', values = '{"event": "evt_dead", "sort": "odd"}'
where id = (select min(id) from accounts_notice);
"""


# Each row named its files itself, some with name, size and hash; two of them lie in the store of this test.
FILES = """
select 'paper', id, file, filename, size, content_type, sha256 from accounts_organisationdocument
union all select 'slip', id, proof, proof_name, null, null, null from payments_banktransfer
union all select 'delivery', id, file, file_name, null, null, file_sha256 from contracts_deliveryevent
union all select 'right', id, document, document_name, null, null, null from listings_rightin where document <> '' or id = 1
union all select 'drawn up', id, document, '', null, null, document_sha256 from contracts_contract
union all select 'sealed', id, sealed_document, '', null, null, null from contracts_contract
order by 1, 2
"""
SENT = """
update contracts_deliveryevent set file = 'deliveries/one.srt', file_name = 'th.srt', file_sha256 = repeat('a', 64) where id = 1;
update listings_rightin set document = 'rights/one.pdf', document_name = 'Contract 7.pdf' where id = 2;
"""
STORED = {"rights/one.pdf": b"%PDF-1.7 of Saphan %%EOF", "transfers/MNC26030401-20261028015425": b"\x89PNG\r\n\x1a\n"}
BEFORE_FILES = [
    ("accounts", "0015_staff_roles"), ("listings", "0022_sort_keys"), ("exchange", "0002_place_of_the_table"),
    ("contracts", "0011_parts_as_agreed"), ("payments", "0007_events_are_jobs"), ("files", None),
]  # fmt: skip


# An offer was a deal, a negotiation and its only line in one; what it held said so in a word.
OFFERS = "select id, public_id, buyer_id, seller_id, programme_id, client_key from offers_offer order by id"
HELD = "select id, held_for from listings_rightout where held_for like 'offer:%' order by id"
BEFORE_DEALS = [
    ("contracts", "0008_one_side_per_person"),
    ("offers", "0003_message_said_once"),
    ("listings", "0018_reviewed_before_published"),
]
SAID = "select id, offer_id from offers_message order by id"


@dataclass
class Before:
    """What the released market had."""

    rows: dict[str, int]
    offers: list[tuple[Any, ...]]
    held: list[tuple[Any, ...]]
    said: list[tuple[Any, ...]]
    files: list[tuple[Any, ...]]


@pytest.fixture(scope="module")
def upgraded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Before]:
    """Django's connection on a database of the released schema, migrated. Gives what there was before."""
    with django_db_blocker.unblock(), empty_database("monsoon_upgraded") as name:
        load(name)
        for place, content in STORED.items():
            default_storage.save(place, ContentFile(content))
        with connection.cursor() as cursor:
            cursor.execute("alter table contracts_deliveryevent disable trigger user")
            cursor.execute(SENT)
            cursor.execute("alter table contracts_deliveryevent enable trigger user")
        before = Before(rows(), fetch_rows(OFFERS), fetch_rows(HELD), fetch_rows(SAID), fetch_rows(FILES))
        MigrationExecutor(connection).migrate([("payments", "0006_cases")])
        with connection.cursor() as cursor:
            cursor.execute(EVENTS)
        call_command("migrate", interactive=False, verbosity=0)
        yield before


def load(name: str) -> None:
    owner = settings.DATABASE_OWNER
    given = {"PGHOST": owner["HOST"], "PGPORT": owner["PORT"], "PGUSER": owner["USER"], "PGPASSWORD": owner["PASSWORD"]}
    command = [str(postgres_programs() / "psql"), "-q", "-v", "ON_ERROR_STOP=1", "--single-transaction", "-d", name]
    subprocess.run(
        command, env=given, input=lzma.decompress(RELEASED.read_bytes()), check=True, stdout=subprocess.DEVNULL
    )


def rows() -> dict[str, int]:
    found = {}
    with connection.cursor() as cursor:
        for table in ROWS:
            cursor.execute(f'select count(*) from "{table}"')
            found[table] = cursor.fetchone()[0]
    return found


def test_o01_the_released_market_is_migrated_without_losing_a_row(upgraded: Before) -> None:
    assert upgraded.rows == ROWS
    assert {table: many for table, many in rows().items() if many < ROWS[table]} == {}


def test_o01_the_books_balance_and_what_was_agreed_is_as_it_was(upgraded: Before) -> None:
    # I8: what waits too long, which depends on the day of this test.
    assert [found for found in ledger.check_books(at=timezone.now()) if found.rule != "I8"] == []
    assert (Journal.objects.count(), Entry.objects.count()) == (6, 20)
    assert sorted(Instalment.objects.values_list("gross_minor", "currency", "state")) == INSTALMENTS
    assert {len(contract.agreed_sha256) for contract in Contract.objects.all()} == {64}


def test_o01_each_offer_is_a_deal_with_one_negotiation_of_one_line(upgraded: Before) -> None:
    found = [
        (row.pk, row.public_id, row.buyer.pk, row.seller.pk, row.programme.pk, row.deal.client_key)
        for row in Offer.objects.with_deal().order_by("pk")
    ]
    assert (len(found), found) == (9, upgraded.offers)
    assert (
        fetch_rows("select m.id, o.id from offers_message m join offers_offer o using (deal_id) order by 1")
        == upgraded.said
    )


def test_o01_each_contract_has_its_parties_and_the_rights_that_it_held(upgraded: Before) -> None:
    offers = {row[0]: row for row in upgraded.offers}
    contracts = list(Contract.objects.with_parties())
    parties = {c.offer_id: (c.offer_id, c.deal.public_id, c.buyer.pk, c.seller.pk, c.programme.pk) for c in contracts}
    assert parties == {pk: offers[pk][:5] for pk in parties}
    held = RightOut.objects.exclude(holding=None).order_by("pk")
    rows = held.values_list("pk", "holding__contract_line__contract__offer")
    assert [(pk, f"offer:{offer}") for pk, offer in rows] == upgraded.held
    assert len(upgraded.held) >= len(contracts) == 4


def test_o01_each_file_that_a_row_named_is_in_the_table_of_files(upgraded: Before) -> None:
    named = {place: (name, digest) for _what, _row, place, name, _size, _type, digest in upgraded.files if place}
    found = {row.place: row for row in StoredFile.objects.all()}
    assert len(found) == len(named) == 13
    told = {place: digest for place, (_name, digest) in named.items() if digest}
    assert {place: found[place].sha256 for place in told} == told
    sealed = Contract.objects.exclude(sealed_document=None).values_list("sealed_document__sha256", "sealed_sha256")
    assert len(sealed) == 3
    assert {stored == recorded for stored, recorded in sealed} == {True}
    right = found["rights/one.pdf"]
    assert (right.name, right.kind, right.size, right.read()) == ("Contract 7.pdf", "pdf", 24, STORED[right.place])
    assert right.sha256 == sha256(STORED[right.place]).hexdigest()
    slip = found["transfers/MNC26030401-20261028015425"]
    assert (slip.name, slip.kind, slip.size) == ("slip.pdf", "png", 8)
    assert slip.owner == BankTransfer.objects.get(proof=slip).instalment.contract.buyer
    paper = OrganisationDocument.objects.get(pk=1)
    assert (paper.file.owner, paper.file.name, paper.file.size) == (paper.organisation, "registration.pdf", 23980)
    assert found["deliveries/one.srt"].kind == "srt"
    assert set(Contract.objects.values_list("document__name", flat=True)) == {
        f"MN-C-26-030{number}.pdf" for number in range(1, 5)
    }


def test_o01_files_and_deals_can_be_taken_back_and_made_again(upgraded: Before) -> None:
    """One way back and one forth for both: each step builds all models anew."""
    QuickExecutor(connection).migrate(BEFORE_FILES)
    assert fetch_rows(FILES) == upgraded.files
    QuickExecutor(connection).migrate(BEFORE_DEALS)
    assert (fetch_rows(OFFERS), fetch_rows(HELD), fetch_rows(SAID)) == (upgraded.offers, upgraded.held, upgraded.said)
    call_command("migrate", interactive=False, verbosity=0)
    test_o01_each_contract_has_its_parties_and_the_rights_that_it_held(upgraded)
    test_o01_each_file_that_a_row_named_is_in_the_table_of_files(upgraded)


def test_o01_nothing_is_sold_twice_after_the_upgrade(upgraded: Before) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select conname from pg_constraint where contype = 'x' and convalidated")
        assert ("no_double_sale",) in cursor.fetchall()
        cursor.execute("select count(*) from pg_trigger where not tgisinternal and tgenabled <> 'O'")
        assert cursor.fetchone() == (0,)
    assert Programme.objects.public().count() > 200


def test_o01_t04_what_became_of_stripes_events_is_told_like_that_of_all_work(upgraded: Before) -> None:
    names = dict(StripeEvent.objects.values_list("pk", "stripe_id"))
    assert set(StripeEvent.objects.exclude(handled_at=None).values_list("stripe_id", flat=True)) == {"evt_done"}
    found = {
        names[job.row]: (job.attempts, job.last_error, job.dead_at is not None, job.set_aside_because)
        for job in Job.objects.filter(kind=HANDLE_EVENT.name)
    }
    assert found == {
        "evt_tried": (9, "silent", False, ""),
        "evt_dead": (9, "silent", True, ""),
        "evt_aside": (1, "odd", True, "A test."),
    }
    told = Notice.objects.get(kind="accounts.work_failed")
    assert (notice_heading(told), told.url) == ("Work failed: evt_dead · odd", "/desk/work/")


def test_o01_the_application_has_its_rights(upgraded: Before) -> None:
    with connection.cursor() as cursor:
        cursor.execute(COLUMNS)
        for table in {name for name, _columns in cursor.fetchall()} & TABLES.keys():
            wanted = tuple(right in TABLES[table].rights.split(", ") for right in ("select", "insert", "delete"))
            asked = ", ".join(
                f"has_table_privilege('{settings.APPLICATION_ROLE}', %s, '{r}')" for r in ("select", "insert", "delete")
            )
            cursor.execute(f"select {asked}", [table] * 3)
            assert cursor.fetchone() == wanted, table
