"""The rows that need a hand as a workbook in the file's own layout, with the reason, to be mended and imported again."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import xlsxwriter
from django.db.models import QuerySet
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.web.access import MemberRequest, member_required
from listings.exchange import tables
from listings.exchange.avails.columns import KEYS, VERSIONS
from listings.exchange.models import Import, ImportRow
from listings.exchange.own_sheet.columns import KEYS as OWN_KEYS
from listings.exchange.own_sheet.columns import SHEETS
from listings.exchange.showing import column_label, findings_of
from listings.exchange.states import Kind, Verdict
from listings.exchange.web.one import find_import
from marketplace.files.kinds import XLSX
from marketplace.files.serve import serve_content

MAX_LETTERS = 32_767  # of a cell
TEXTS_ONLY = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


@require_safe
@member_required
def download_bad_rows(request: MemberRequest, pk: int) -> HttpResponseBase:
    """The workbook; no cache keeps it."""
    batch = find_import(request, pk)
    with TemporaryDirectory(prefix="bad-rows-") as folder:
        path = Path(folder) / "rows.xlsx"
        write_bad_rows(batch, path)
        name = f"{Path(batch.name).stem}-{_('to-mend')}.xlsx"
        return serve_content(request, path.open("rb"), XLSX, name)


def write_bad_rows(batch: Import, path: Path) -> None:
    """Header rows as the file had them, then the rows; every cell is text, so nothing in it can become a formula."""
    columns = columns_of(batch)
    with xlsxwriter.Workbook(path, TEXTS_ONLY) as book:
        sheet = book.add_worksheet(sheet_name(batch))
        lines = header_rows(batch, columns)
        for place, line in enumerate(lines):
            for column, text in enumerate(line):
                sheet.write_string(place, column, text)
        for place, row in enumerate(rows_of(batch).iterator(chunk_size=1000), start=len(lines)):
            for column, text in enumerate(row_cells(row, columns, batch)):
                if text:
                    sheet.write_string(place, column, text[:MAX_LETTERS])


def sheet_name(batch: Import) -> str:
    return SHEETS[0][int(batch.version or 0)] if batch.kind == Kind.OWN else batch.kind.capitalize()


def rows_of(batch: Import) -> QuerySet[ImportRow]:
    """Rows with an error or a warning; of Avails with all rows of their offers: a Full Extract replaces its whole offer,
    so those that were good must come again with those that were mended."""
    bad = batch.rows.exclude(verdict=Verdict.OK)
    if batch.kind != Kind.AVAILS:
        return bad.order_by("number")
    return batch.rows.filter(group__in=bad.order_by().values("group")).order_by("number")


def columns_of(batch: Import) -> list[str]:
    """The columns of the file that are known, in its order; then those that mending added."""
    if batch.kind != Kind.AVAILS:
        return list(tables.COLUMNS if batch.kind == Kind.TITLES else OWN_KEYS)
    known = [key for key in batch.columns if key in KEYS]
    filled = {
        key for cells in rows_of(batch).values_list("cells", flat=True).iterator() for key in cells if key in KEYS
    }
    return [*known, *sorted(filled - set(known))]


def header_rows(batch: Import, columns: list[str]) -> list[list[str]]:
    """One row, by which the columns are known again; three for Avails, with the version in A3."""
    if batch.kind == Kind.TITLES:
        return [[*columns, _("Reason")]]
    if batch.kind == Kind.OWN:
        return [[*(column_label(column, batch) for column in columns), f"// {_('Reason')}"]]
    version = batch.version if batch.version in VERSIONS else VERSIONS[-1]
    groups, names = zip(*(key.split("/", 1) for key in columns), strict=True) if columns else ((), ())
    return [[*groups, "Monsoon"], [*names, "Reason"], [version, *[""] * (len(columns) - 1), "//"]]


def row_cells(row: ImportRow, columns: list[str], batch: Import) -> Iterator[str]:
    """The row's texts as they are now, and why it is here."""
    for column in columns:
        yield str(row.cells.get(column, ""))
    yield row_reason(row, batch)


def row_reason(row: ImportRow, batch: Import) -> str:
    """Message and fix of each finding; a good row says whom it keeps company."""
    if not row.findings:
        return _("Good. It is here because the other rows of its offer need mending: an offer is replaced whole.")
    parts = ((one.label, f"{one.message} {one.fix}".strip()) for one in findings_of(row.findings, batch))
    return "\n".join(f"{label}: {text}" if label else text for label, text in parts)
