"""Our own sheet: what was written comes back as nothing new; new rows become records; refusals stay with their rows."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.backends.postgresql.psycopg_any import DateRange

from accounts.actors import Actor
from listings.exchange import actions
from listings.exchange.models import Import
from listings.exchange.own_sheet import Row, rows_of, write_rows
from listings.exchange.states import ImportState, RowState
from listings.models import Programme, RightIn, RightOut
from listings.states import Grade, Purpose
from marketplace.kit.periods import Period
from tests import factories
from tests.factories import NOW

YEAR = Period(date(2027, 1, 1), date(2028, 1, 1))


@pytest.fixture
def taken_over(ana: Actor, tmp_path: Path) -> Callable[..., Import]:
    def run(rows: list[Row], language: str = "en") -> Import:
        write_rows(rows, tmp_path / "own.xlsx", language)
        file = SimpleUploadedFile("own.xlsx", (tmp_path / "own.xlsx").read_bytes())
        batch = actions.start_import(file=file, kind="own", by=ana, at=NOW)
        actions.read_import(batch=batch, at=NOW)
        actions.order_publishing(batch=batch, by=ana, at=NOW)
        actions.publish_import(batch=batch, by=ana, at=NOW)
        batch.refresh_from_db()
        return batch

    return run


def row(programme: Programme, **changes: Any) -> Row:
    values: dict[str, Any] = {
        "row": 2,
        "title_id": programme.public_id,
        "kind": "external",
        "territories": frozenset({"TH"}),
        "media": frozenset({"SVOD"}),
        "period": YEAR,
        "grade": "E",
        "note": "Channel",
    }
    return Row(**(values | changes))


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_what_was_written_says_nothing_new(
    taken_over: Callable[..., Import], programme: Programme, language: str
) -> None:
    factories.right_out(programme, note="First window")
    factories.right_out(programme, territories=frozenset({"VN"}), purpose=Purpose.HOLDBACK, grade=Grade.HOLDBACK)
    before = (list(RightIn.objects.values()), list(RightOut.objects.values()))
    batch = taken_over(rows_of([programme], at=NOW), language)
    assert (batch.state, batch.rows_read) == (ImportState.DONE, 3)
    assert list(batch.rows.values_list("state", "findings")) == [(RowState.UNCHANGED, [])] * 3
    assert (list(RightIn.objects.values()), list(RightOut.objects.values())) == before


def test_new_rows_become_records_with_all_they_say(taken_over: Callable[..., Import], programme: Programme) -> None:
    held = row(
        programme,
        kind="held",
        territories=frozenset({"FR"}),
        latest_end=date(2027, 6, 1),
        note="",
        source="Letter of 2026",
        uses=frozenset({"SUB"}),
    )
    linear = row(programme, media=frozenset({"FTV"}), runs=3, catch_up=7, grade="S", cut="Airline")
    taken_over([held, linear])
    right = RightIn.objects.get(source="Letter of 2026")
    assert (right.uses, right.licensable) == (frozenset({"SUB"}), DateRange(date(2027, 1, 1), date(2027, 6, 1)))
    sold = RightOut.objects.get()
    assert (sold.grade, sold.runs, sold.catch_up_days, sold.cut and sold.cut.name, sold.note) == (
        Grade.EXCLUSIVE,
        3,
        7,
        "Airline",
        "Channel",
    )


def test_a_refusal_stays_with_its_row_and_the_others_are_in(
    taken_over: Callable[..., Import], programme: Programme
) -> None:
    factories.right_out(programme)
    batch = taken_over([row(programme), row(programme, territories=frozenset({"VN"}))])
    assert [(r.number, r.state, [f["rule"] for f in r.findings]) for r in batch.rows.all()] == [
        (2, RowState.WAITING, ["own-refused"]),
        (3, RowState.PUBLISHED, []),
    ]
    assert RightOut.objects.count() == 2


def test_a_row_about_another_organisations_title_is_refused(
    taken_over: Callable[..., Import], programme: Programme
) -> None:
    other = factories.actor("Ola", factories.organisation("Another Producer"))
    foreign = factories.programme(other.organisation, other.user)
    batch = taken_over([row(foreign)])
    assert [f["rule"] for f in batch.rows.get().findings] == ["foreign-work"]
    assert not RightOut.objects.exists()


def test_a_wrong_cell_is_mended_in_place(taken_over: Callable[..., Import], programme: Programme, ana: Actor) -> None:
    batch = taken_over([row(programme, territories=frozenset({"TH"}))])
    bad = batch.rows.get()
    bad.state, bad.cells = RowState.WAITING, bad.cells | {"territories": "MYS"}
    bad.save()
    assert (
        actions.mend_row(row=bad, cells={"territories": "MYS"}, by=ana, at=NOW).findings[0]["column"] == "territories"
    )
    assert actions.mend_row(row=bad, cells={"territories": "MY"}, by=ana, at=NOW).findings == []
