"""Lists of titles as CSV or workbook, in any order of columns: the header, a guess which column is which, the rows."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from python_calamine import CalamineError, CalamineWorkbook, ZipError

from listings.exchange.avails.archive import Archive
from listings.exchange.avails.cells import as_text
from listings.exchange.avails.guards import Refused
from listings.exchange.titles import COLUMNS as ALL_COLUMNS

# What a list of the seller's own tells; where a row comes from is filled in.
COLUMNS = {
    "source_id": _("Your number"), "title_original": _("Original title"), "title_language": _("Language of the title"),
    "title_en": _("English title"), "work_type": _("Type"), "year": _("Year"), "countries": _("Production territories"),
    "genres": _("Genres"), "runtime_min": _("Minutes"), "company": _("Company"), "directors": _("Directors"),
    "rating_system": _("Rating system"), "rating": _("Rating"), "permit_no": _("Permit number"),
    "release_or_permit_date": _("Release or permit date"), "category": _("Category"), "seasons": _("Seasons"),
}  # fmt: skip
NEEDED = ("title_original", "work_type", "countries")
# Headers as people write them, in English and Chinese.
NAMES = {
    "source_id": "id number no house_code 编号 序号 内部编号", "title_original": "title original_title name 片名 原名 剧名 节目名称 名称",
    "title_language": "language title_language 语言 语种", "title_en": "english_title title_english en 英文名 英文片名 译名",
    "work_type": "type kind work_type category_type 类型 类别", "year": "year release_year 年份 年代 出品年份",
    "countries": "country countries territory origin production_territories 国家 地区 出品地 产地", "genres": "genre genres 题材",
    "runtime_min": "runtime minutes duration length run_time 时长 片长 分钟", "company": "company producer production_company studio 公司 出品方 出品单位 制作单位",
    "directors": "director directors 导演", "rating_system": "rating_system 分级体系", "rating": "rating class 分级",
    "permit_no": "permit permit_number licence_number 许可证号 备案号 公映许可证", "release_or_permit_date": "date release_date permit_date 日期 上映日期",
    "category": "category 分类", "seasons": "seasons season 季数 季",
}  # fmt: skip
MOST_ROWS, MOST_COLUMNS, LOOK_AT = 100_000, 200, 20


class Unreadable(Exception):
    """The file is no list; `why` says what to send instead."""

    def __init__(self, why: str | Promise) -> None:
        super().__init__(str(why))
        self.why = why


def header(path: str | Path) -> list[str]:
    """The column names, from the first row that is not empty. Raises Unreadable."""
    for _number, cells in table(Path(path)):
        names = [cell.strip() for cell in cells[:MOST_COLUMNS]]
        if any(names):
            return [name or f"#{place}" for place, name in enumerate(names, start=1)]
    raise Unreadable(_("The file has no rows. The first row must name the columns."))


def records(
    path: str | Path, columns: Sequence[str], mapping: dict[str, str], filled: dict[str, str]
) -> Iterator[tuple[int, dict[str, str]]]:
    """(row number, {our column: text}) of every row with something in it. `filled` holds what is the same in all rows."""
    places = {ours: list(columns).index(theirs) for ours, theirs in mapping.items() if theirs in columns}
    seen = False
    for number, cells in table(Path(path)):
        if not seen:
            seen = any(cell.strip() for cell in cells)
            continue
        if number > MOST_ROWS:
            raise Unreadable(_("More than 100,000 rows. Split the list and send the parts."))
        found = {ours: clean(cells[place]) for ours, place in places.items() if place < len(cells)}
        if any(found.values()):
            yield number, dict.fromkeys(ALL_COLUMNS, "") | filled | {ours: text for ours, text in found.items() if text}


def clean(text: str) -> str:
    """Without needless blanks; a number that a workbook made a decimal is whole again; lists are parted by semicolons."""
    word = " ".join(text.replace("\x00", "").split())
    return word.removesuffix(".0") if word.removesuffix(".0").isdecimal() else word.replace("；", ";")


def guess(columns: Iterable[str]) -> dict[str, str]:
    """{our column: theirs} by the names people use; each of theirs at most once."""
    mapping: dict[str, str] = {}
    for theirs in columns:
        word = "_".join(theirs.strip().lower().replace("-", " ").split())
        for ours in COLUMNS:
            if ours not in mapping and (word == ours or word in NAMES[ours].split()):
                mapping[ours] = theirs
                break
    return mapping


def sample(path: str | Path, columns: Sequence[str], count: int = 5) -> list[list[str]]:
    """The first rows as they are written, under their header."""
    rows = [list(cells[: len(columns)]) for _number, cells in table(Path(path)) if any(cell.strip() for cell in cells)]
    return rows[1 : count + 1]


def table(path: Path) -> Iterator[tuple[int, list[str]]]:
    """(row number from 1, cells as text). Raises Unreadable."""
    return csv_rows(path) if path.suffix.lower() == ".csv" else sheet_rows(path)


def csv_rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    """UTF-8, else the Chinese national encoding; commas, semicolons or tabs."""
    text = decoded(path.read_bytes())
    try:
        dialect: type[csv.Dialect] | csv.Dialect = csv.Sniffer().sniff(text[:4096], ",;\t")
    except csv.Error:
        dialect = csv.excel
    rows = csv.reader(io.StringIO(text, newline=""), dialect)
    try:
        for cells in rows:
            yield rows.line_num, cells
    except csv.Error as broken:
        raise Unreadable(_("The file is not a table of comma-separated values.")) from broken


def decoded(content: bytes) -> str:
    """The text of a CSV file. Raises Unreadable."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise Unreadable(_("The file is not text. Save it as CSV in UTF-8, or send the workbook."))


def sheet_rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    """The first sheet of a workbook."""
    try:
        Archive(path).check()
        sheet = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0)
    except (Refused, CalamineError, ZipError, OSError) as broken:
        raise Unreadable(_("The workbook cannot be read. Save it again as .xlsx.")) from broken
    down, right = sheet.start or (0, 0)
    for number, row in enumerate(sheet.iter_rows(), start=down + 1):
        yield number, [""] * right + [as_text(cell) for cell in row]
