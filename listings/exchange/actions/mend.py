"""Mend a row in place: the cell is changed, and the row is checked again with all that belong to it."""

from datetime import datetime

from django.db import transaction

from accounts.actors import Actor
from accounts.audit import record_entry
from accounts.days import day_at
from listings.exchange import sources
from listings.exchange.actions.upload import ImportMovedOn, move_import, must_import
from listings.exchange.avails.model import RowRead
from listings.exchange.avails.reading import recheck_rows
from listings.exchange.finding_texts import Stored, own_finding, worst_finding
from listings.exchange.listed import lead_rows
from listings.exchange.models import Import, ImportRow
from listings.exchange.states import ImportState, Kind, RowState

MAX_CELL_LENGTH = 5_000


@transaction.atomic
def mend_row(*, row: ImportRow, cells: dict[str, str], by: Actor, at: datetime) -> ImportRow:
    """Change cells of a row that was not taken over yet, and check its group again. Raises MayNotImport, ImportMovedOn."""
    batch = row.batch
    must_import("mend_row", by)
    locked = ImportRow.objects.select_for_update().get(pk=row.pk)
    if batch.running or locked.state != RowState.WAITING:
        raise ImportMovedOn(batch if batch.running else locked)
    before = {key: locked.cells.get(key, "") for key in cells}
    locked.cells = {
        **locked.cells,
        **{key: text.replace("\x00", "").strip()[:MAX_CELL_LENGTH] for key, text in cells.items()},
    }
    if batch.kind == Kind.TITLES:
        check_title(batch, locked)
    elif batch.kind == Kind.OWN:
        check_alone(locked, sources.own_row(batch, row.number, locked.cells).findings)
    else:
        check_group(batch, locked, at)
    record_entry(by=by, did="exchange.mend", what=locked, at=at, before=before, after=cells)
    locked.refresh_from_db()
    return locked


def check_title(batch: Import, row: ImportRow) -> None:
    """A title stands alone, but for other rows about the same one: the first of them is read. The old number of a row that
    moved away is free again."""
    before = row.group
    read = sources.title_row(row.number, row.cells)
    row.group = read.group[:300]
    row.save(update_fields=["group"])
    for group in {before, row.group}:
        rows = list(ImportRow.objects.filter(batch=batch, group=group).order_by("number").select_for_update())
        for place, one in enumerate(rows):
            one.cells = row.cells if one.pk == row.pk else one.cells
            read = sources.title_row(one.number, one.cells)
            if place:
                read.findings.append(
                    own_finding("title-twice", sources.twice_column(one.cells), other=str(rows[0].number))
                )
            if one.state == RowState.WAITING:
                one.programme = lead_rows(batch.organisation, [read]).get(one.number)
                check_alone(one, read.findings)


def check_alone(row: ImportRow, findings: list[Stored]) -> None:
    """A title, or a record of our own sheet, stands alone."""
    row.findings, row.verdict = findings, worst_finding(findings)
    row.save(update_fields=["cells", "findings", "verdict", "programme"])


def check_group(batch: Import, changed: ImportRow, at: datetime) -> None:
    """All rows of the ALID that it had, and of the one it has now."""
    changed_group = sources.group_of(changed.cells)
    names = {changed.group, changed_group}
    changed.group = changed_group
    changed.save(update_fields=["cells", "group"])
    rows = {row.number: row for row in ImportRow.objects.filter(batch=batch, group__in=names).select_for_update()}
    today = day_at(batch.organisation, at)
    said = recheck_rows({number: row.cells for number, row in rows.items()}, batch.version, today=today)
    whole = {one.row: one for one in said.rows}
    offers = sources.Offers(today)
    for number, row in rows.items():
        about = tuple(one for one in said.findings if one.row == number)
        row.findings = offers.read_row(RowRead(number, row.cells, whole.get(number), about)).findings
    for number, late in offers.late():
        rows[number].findings = [*rows[number].findings, late]
    for row in rows.values():
        row.verdict = worst_finding(row.findings)
    ImportRow.objects.bulk_update(rows.values(), ["findings", "verdict"])


def cancel_import(*, batch: Import, by: Actor, at: datetime) -> None:
    """Take nothing over. What was taken over stays. Raises MayNotImport, ImportMovedOn."""
    must_import("cancel_import", by)
    with transaction.atomic():
        move_import(batch, ImportState.CANCELLED, finished_at=at)
        record_entry(by=by, did="exchange.cancel", what=batch, at=at)
