"""Writes the own sheet in a language of the interface: the rights, and a second sheet that explains columns and codes."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import xlsxwriter

from listings.exchange.own_sheet import columns as c
from listings.exchange.own_sheet.rows import Row, rows_of
from listings.models import Programme
from marketplace.kit.periods import Period
from marketplace.vocabularies import VOCABULARIES, Vocabulary, languages, media, territories

VALIDATED_ROWS = 10_000
OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
CHOICES = {"kind": c.KINDS, "grade": c.GRADES, "binds": c.BINDS}


def write_sheet(programmes: Iterable[Programme], path: Path, language: str, *, at: datetime) -> None:
    """The rights of these programmes as they stand at `at`."""
    write_rows(rows_of(programmes, at=at), path, language)


def write_rows(rows: Iterable[Row], path: Path, language: str, *, commented: bool = False) -> None:
    """These rows. `commented` marks them as examples that are not read."""
    place = c.place_of(language)
    with xlsxwriter.Workbook(str(path), {"constant_memory": True, **OPTIONS}) as book:
        text, bold = book.add_format({"num_format": "@"}), book.add_format({"num_format": "@", "bold": True})
        sheet = book.add_worksheet(c.SHEETS[0][place])
        _dress_sheet(sheet, place, text)
        _write_line(sheet, 0, [column.header[place] for column in c.COLUMNS], bold)
        for number, row in enumerate(rows, start=1):
            cells = cells_of(row, place)
            cells["title_id"] = f"// {cells['title_id']}" if commented else cells["title_id"]
            _write_line(sheet, number, [cells.get(key, "") for key in c.KEYS], text)
        _write_legend(book.add_worksheet(c.SHEETS[1][place]), place, language, bold)


def write_template(path: Path, language: str) -> None:
    """An empty sheet with two example rows, which are not read as long as they begin with //."""
    write_rows(EXAMPLES, path, language, commented=True)


def _dress_sheet(sheet: xlsxwriter.worksheet.Worksheet, place: int, text: xlsxwriter.format.Format) -> None:
    """Widths, a header that stays, and lists to choose from."""
    sheet.freeze_panes(1, 1)
    for number, column in enumerate(c.COLUMNS):
        sheet.set_column(number, number, column.width, text)
        if column.key in CHOICES:
            values = [names[place] for names in CHOICES[column.key].values()]
            sheet.data_validation(1, number, VALIDATED_ROWS, number, {"validate": "list", "source": values})


def _write_line(
    sheet: xlsxwriter.worksheet.Worksheet, row: int, texts: Sequence[str], style: xlsxwriter.format.Format | None = None
) -> None:
    for number, text in enumerate(texts):
        if text:
            sheet.write_string(row, number, text, style)


def _write_legend(
    sheet: xlsxwriter.worksheet.Worksheet, place: int, language: str, bold: xlsxwriter.format.Format
) -> None:
    """What each column means, the values to choose from, and the codes with their names."""
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 1, 90)
    lines: list[tuple[tuple[str, str], bool]] = [((c.HEADINGS["columns"][place], ""), True)]
    lines += [((column.header[place], column.explained[place]), False) for column in c.COLUMNS]
    lines += [((c.HEADINGS["comment"][place], ""), False), (("", ""), False), ((c.HEADINGS["values"][place], ""), True)]
    named = {column.key: column.header[place] for column in c.COLUMNS}
    for key, values in (*CHOICES.items(), ("uses", c.USES)):
        lines.append(((named[key], ", ".join(names[place] for names in values.values())), False))
    for name in ("territories", "media", "languages"):
        lines += [(("", ""), False), ((c.HEADINGS[name][place], c.HEADINGS["name"][place]), True)]
        lines += [((code, _code_text(name, code, language)), False) for code in VOCABULARIES[name].codes]
    for row, (texts, strong) in enumerate(lines):
        _write_line(sheet, row, texts, bold if strong else None)


def _code_text(name: str, code: str, language: str) -> str:
    """A code's name, and what a media right covers."""
    known = VOCABULARIES[name].name(code, language)
    return f"{known}: {media.media_definition(code, language)}" if name == "media" else known


def cells_of(row: Row, place: int) -> dict[str, str]:
    """{column: text} of a row in one of the languages."""
    inside, outside = _territory_cells(row.territories, place)
    return {
        "title_id": row.title_id, "title": row.title, "kind": c.KINDS[row.kind][place], "territories": inside,
        "without": outside, "media": _codes_cell(row.media, media.VOCABULARY, place),
        "languages": _codes_cell(row.languages, languages.VOCABULARY, place),
        "uses": c.ALL[place] if len(row.uses) == len(c.USES) else _use_names(row.uses, place),
        "start": row.period.start.isoformat(), "end": last_day(row.period.end) or c.OPEN[place],
        "grade": c.GRADES[row.grade][place] if row.grade else "", "latest_end": last_day(row.latest_end),
        "underlying_end": last_day(row.underlying_end), "underlying_note": row.underlying_note, "source": row.source,
        "binds": c.BINDS[row.binds][place] if row.binds else "", "expires": _moment_text(row.expires),
        "runs": _number_text(row.runs), "catch_up": _number_text(row.catch_up), "cut": row.cut, "licensee": row.licensee,
        "note": row.note, "record": row.record,
    }  # fmt: skip


def _territory_cells(codes: frozenset[str], place: int) -> tuple[str, str]:
    """(territories, those left out): All without some where that is shorter."""
    missing = [code for code in territories.codes if code not in codes]
    if 1 + len(missing) < len(codes):
        return c.ALL[place], ", ".join(missing)
    return ", ".join(sorted(codes, key=territories.number)), ""


def _codes_cell(codes: frozenset[str], vocabulary: Vocabulary, place: int) -> str:
    if len(codes) == len(vocabulary.codes):
        return c.ALL[place]
    return ", ".join(sorted(codes, key=vocabulary.number))


def _use_names(uses: frozenset[str], place: int) -> str:
    return ", ".join(names[place] for code, names in c.USES.items() if code in uses)


def last_day(end: date | None) -> str:
    """The last day of what ends before `end`."""
    return (end - timedelta(days=1)).isoformat() if end else ""


def _moment_text(at: datetime | None) -> str:
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z") if at else ""


def _number_text(number: int | None) -> str:
    return "" if number is None else str(number)


EXAMPLES = (
    Row(
        row=2, title_id="MN-TH-004182", kind="held", territories=frozenset(territories.HOME), media=frozenset({"SVOD", "AVOD"}),
        period=Period(date(2026, 1, 1), date(2036, 1, 1)), grade="S", source="A-2026-17", latest_end=date(2034, 1, 1),
    ),
    Row(
        row=3, title_id="MN-TH-004182", kind="external", territories=frozenset({"TH"}), media=frozenset({"PTV"}), grade="N",
        languages=frozenset({"th"}), uses=frozenset({"ORIG", "SUB"}), period=Period(date(2026, 6, 1), date(2028, 6, 1)), runs=6, catch_up=7,
    ),
)  # fmt: skip
