"""An import whose worker is killed while it reads and while it takes over ends as one that nobody disturbed."""

import zipfile
from collections.abc import Callable
from functools import partial
from io import BytesIO
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from accounts.actors import Actor
from listings.exchange import actions, tasks
from listings.exchange.models import Import
from listings.exchange.states import RUNNING, ImportState, Verdict
from listings.models import Programme, RightIn
from tests import factories
from tests.database import fetch_rows
from tests.listings.exchange.test_import import ROW
from tests.servers import CeleryWorker
from tests.services import until

pytestmark = pytest.mark.django_db(transaction=True)
TITLES = 12  # three transactions of reading and three of taking over, in the steps of tests.halting
PLACES = ("TH", "VN", "ID", "MY", "PH", "SG", "KH", "LA", "MM", "BN")
WRONG = 4  # every fourth title has a wrong row


Make = Callable[[str], bytes]


@pytest.fixture
def workbook(tmp_path: Path) -> Make:
    """120 rows of a company: films, each in ten territories; of every fourth film the first row is wrong."""

    def make(company: str) -> bytes:
        path = tmp_path / f"{company}.xlsx"
        with xlsxwriter.Workbook(path) as book:
            page = book.add_worksheet("Avails")
            for place, key in enumerate(ROW):
                group, _slash, name = key.partition("/")
                page.write_column(0, place, [group, name, "//REQ" if place else "1.9"])
            for line, (title, place) in enumerate(product(range(TITLES), range(len(PLACES)))):
                wrong = title % WRONG == 0 and place == 0
                page.write_row(3 + line, 0, row(company, title, "UK" if wrong else PLACES[place]).values())
        return path.read_bytes()

    return make


def row(company: str, title: int, territory: str) -> dict[str, str]:
    return ROW | {
        "Avail/ALID": f"md:alid:org:{company}:{title}",
        "AvailAsset/ContentID": f"md:cid:org:{company}:{title}",
        "AvailMetadata/TitleInternalAlias": f"Rain {title}",
        "AvailMetadata/TitleDisplayUnlimited": f"Rain {title}",
        "AvailTrans/Territory": territory,
    }


def sent(content: bytes, by: Actor, name: str = "avails.xlsx") -> Import:
    return actions.start_import(file=SimpleUploadedFile(name, content), kind="avails", by=by, at=timezone.now())


def is_refused(batch: Import) -> bool:
    return now(batch).state == ImportState.REFUSED


def now(batch: Import) -> Import:
    batch.refresh_from_db()
    return batch


def lock_is_free() -> bool:
    """Has the database noticed that the worker is gone?"""
    query = "select count(*) from pg_locks where locktype = 'advisory' and classid = %s"
    return fetch_rows(query, tasks.LOCK_SPACE) == [(0,)]


def start_again(worker: CeleryWorker, halt: str = "") -> None:
    """Another worker, and the sweeper's next round after the silence."""
    worker.start("tests.halting", MONSOON_TESTS_HALT=halt)
    until(lock_is_free, "the lock of the one that was killed is let go", worker.child)
    Import.objects.filter(state__in=RUNNING).update(beat_at=timezone.now() - 2 * tasks.SILENT_AFTER)
    tasks.sweep()


def outcome(batch: Import, company: str) -> dict[str, Any]:
    """What an import has come to; its company's name left out, so that another's can be compared with it."""
    programmes = Programme.objects.filter(organisation=batch.organisation)
    rights = RightIn.objects.filter(programme__in=programmes).select_related("programme")
    told: dict[str, Any] = {
        "rows": list(batch.rows.order_by("number").values_list("number", "group", "verdict", "state", "findings")),
        "counts": (batch.rows_read, batch.rows_to_do, batch.rows_done),
        "titles": sorted(programmes.values_list("source_key", "original_title", "state")),
        "rights": sorted(
            (
                r.programme.source_key,
                *map(sorted, (r.territories, r.media, r.languages, r.uses)),
                str(r.period),
                r.source,
            )
            for r in rights
        ),
    }
    return {name: repr(value).replace(company, "…") for name, value in told.items()}


def test_killed_while_reading_and_while_taking_over(later_worker: CeleryWorker, workbook: Make, ana: Actor) -> None:
    worker = later_worker
    worker.start("tests.halting", MONSOON_TESTS_HALT="reading")
    batch = sent(workbook("ana.example"), ana)
    until(lambda: now(batch).rows_read > 0, "the first rows", worker.child)
    worker.kill()
    assert now(batch).state == ImportState.READING
    assert 0 < batch.rows_read < TITLES * len(PLACES)
    start_again(worker, halt="publishing")
    until(lambda: now(batch).state == ImportState.CHECKED, "all rows are read", worker.child)
    actions.order_publishing(batch=batch, by=ana, at=timezone.now())
    until(lambda: now(batch).rows_done > 0, "the first titles", worker.child)
    worker.kill()
    assert now(batch).state == ImportState.PUBLISHING
    assert 0 < Programme.objects.count() < TITLES
    start_again(worker)
    until(lambda: now(batch).state == ImportState.DONE, "all good rows are taken over", worker.child)

    other = factories.actor("Ola", factories.organisation("Another Producer"))
    clean = sent(workbook("ola.example"), other)
    until(lambda: now(clean).state == ImportState.CHECKED, "the same file, undisturbed", worker.child)
    actions.order_publishing(batch=clean, by=other, at=timezone.now())
    until(lambda: now(clean).state == ImportState.DONE, "taken over", worker.child)
    assert outcome(batch, "ana.example") == outcome(clean, "ola.example")
    assert Programme.objects.filter(organisation=ana.organisation).count() == TITLES
    assert batch.rows.filter(verdict=Verdict.ERROR).count() == TITLES // WRONG


def bomb() -> bytes:
    """A workbook of a tenth of a megabyte that unfolds to 72: millions of rows of nothing."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as packed:
        packed.writestr("xl/workbook.xml", "<workbook/>")
        with packed.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            for _block in range(12):
                sheet.write(b"<row/>" * (1 << 20))
    return made.getvalue()


# name -> content, the rule that refuses it
HOSTILE = {
    "entities.xml": (
        b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
        "xml-doctype",
    ),
    "disguised.xlsx": (b"%PDF-1.7 not a workbook", "file-kind"),
    "cut.xlsx": (b"PK\x03\x04" + bytes(200), "file-damaged"),
    "another.xml": (b'<?xml version="1.0"?><AvailList xmlns="urn:nobody"/>', "xml-namespace"),
}


def test_hostile_files_are_refused_and_the_worker_goes_on(worker: CeleryWorker, workbook: Make, ana: Actor) -> None:
    hostile = HOSTILE | {"bomb.xlsx": (bomb(), "file-bomb")}
    made = [sent(content, ana, name) for name, (content, _rule) in hostile.items()]
    for one in made:
        until(partial(is_refused, one), f"{one.name} is refused", worker.child)
        assert [found["rule"] for found in now(one).findings] == [hostile[one.name][1]]
        assert one.rows.count() == 0
    good = sent(workbook("ana.example"), ana)
    until(lambda: now(good).state == ImportState.CHECKED, "a good file is read after them", worker.child)
    assert Programme.objects.count() == 0
