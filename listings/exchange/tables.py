"""Lists of titles as CSV or workbook, in any order of columns: where the table is, which column is which, the rows."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from listings.exchange.list_words import normalise_text
from listings.exchange.table_files import Unreadable, open_table, rows_of, sheets_of
from listings.exchange.titles import COLUMNS as ALL_COLUMNS

# What a list of the seller's own tells; where a row comes from is filled in.
COLUMNS = {
    "source_id": _("Your number"), "title_original": _("Original title"), "title_language": _("Language of the title"),
    "title_en": _("English title"), "work_type": _("Type"), "year": _("Year"), "countries": _("Production territories"),
    "genres": _("Genres"), "runtime_min": _("Minutes"), "episodes": _("Episodes"), "company": _("Company"),
    "directors": _("Directors"), "rating_system": _("Rating system"), "rating": _("Rating"), "permit_no": _("Permit number"),
    "release_or_permit_date": _("Release or permit date"), "category": _("Category"), "seasons": _("Seasons"),
}  # fmt: skip
NEEDED = ("title_original", "work_type", "countries")
ORIGIN = "countries"  # the one that may be declared not to be in the file: then each draft asks for it
# Headers as people write them, in English and Chinese. (序号 and No. count the rows of one list: they name no title.)
NAMES = {
    "source_id": "id number house_code 编号 内部编号",
    "title_original": "original_title title name 片名 原名 剧名 节目名称 名称 中文名 中文片名",
    "title_language": "language title_language original_language 语言 语种 原语言",
    "title_en": "english_title title_en en english_name international_title 英文名 英文片名 译名 英文译名",
    "work_type": "type kind work_type category_type format 类型 类别 體裁 体裁",
    "year": "year release_year production_year 年份 年代 出品年份 制作年份",
    "countries": "country countries origin country_of_origin production_country production_territories 国家 国别 出品地 产地 制片国家 出品国家",
    "genres": "genre genres 题材",
    "runtime_min": "runtime minutes duration length run_time running_time 时长 片长 分钟 单集时长",
    "episodes": "episodes episode_count eps no._of_episodes number_of_episodes 集数 总集数",
    "company": "company producer production_company studio 公司 出品方 出品单位 出品公司 制作单位",
    "directors": "director directors 导演",
    "rating_system": "rating_system 分级体系",
    "rating": "rating class 分级",
    "permit_no": "permit permit_number licence_number 许可证号 备案号 公映许可证",
    "release_or_permit_date": "date release_date permit_date 日期 上映日期",
    "category": "category 分类",
    "seasons": "seasons season 季数 季",
}
# Columns of a list of rights: where, how long and for what a title may be licensed. A list of titles does not take them.
RIGHTS = {
    "territory": "territory territories rights_territory licensed_territory region regions available_territories 地区 区域 授权区域 授权地区 授权地域 发行区域 发行地区 版权区域",
    "term": "term licence_term license_term license_period licence_period window availability 授权期限 授权期 授权时间 版权期限 期限",
    "rights": "rights media media_rights rights_available exclusivity 授权权利 授权范围 授权内容 权利 版权 版权内容 授权性质 授权方式",
    "price": "price fee ask license_fee licence_fee 价格 报价 授权费 单价",
}
MAX_ROWS, MAX_COLUMNS, LOOK_AT = 100_000, 200, 30
MAX_HEADER_ROW = 1_000
ENOUGH = 2  # known headers that make a row below the first one the header


@dataclass(frozen=True)
class Place:
    """Where the table is: `encoding` of a CSV file, `sheet` of a workbook, `header` the number of its header row."""

    encoding: str = ""
    sheet: str = ""
    header: int = 1

    def stored(self) -> dict[str, Any]:
        return asdict(self)


def place_of(stored: dict[str, Any]) -> Place:
    """As it is kept with an import."""
    return Place(str(stored.get("encoding", "")), str(stored.get("sheet", "")), int(stored.get("header") or 1))


def find_header(path: str | Path, encoding: str = "", sheet: str = "") -> Place:
    """The row with the most known headers among the first of each sheet, else the first row that is not empty. Raises
    Unreadable."""
    best, most = None, ENOUGH - 1
    first = None
    with open_table(Path(path), encoding) as file:
        for name in [sheet] if sheet else sheets_of(file):
            for number, cells in rows_of(file, name):
                if number > LOOK_AT:
                    break
                if not any(cell.strip() for cell in cells):
                    continue
                here = Place(file.encoding, name, number)
                first = first or here
                known = len({read_heading(cell) for cell in cells} - {""})
                if known > most:
                    best, most = here, known
    if first is None:
        raise Unreadable(_("The file has no rows. The first row must name the columns."))
    return best or first


def is_book(path: str | Path) -> bool:
    """Is it a workbook, not a CSV file?"""
    return Path(path).suffix.lower() != ".csv"


def sheet_names(path: str | Path) -> list[str]:
    """The names of a workbook's sheets; none for a CSV file. Raises Unreadable."""
    if not is_book(path):
        return []
    with open_table(Path(path)) as file:
        return sheets_of(file)


def first_row(path: str | Path) -> list[str]:
    """The first row that is not empty, of the first sheet that has one. Raises Unreadable."""
    with open_table(Path(path)) as file:
        rows = (cells for name in sheets_of(file) for _number, cells in rows_of(file, name))
        return next(([cell.strip() for cell in cells] for cells in rows if any(cell.strip() for cell in cells)), [])


def read_header(path: str | Path, place: Place | None = None) -> list[str]:
    """The column names. Raises Unreadable."""
    return next(named_rows(Path(path), place or find_header(path)))[1]


def named_rows(path: Path, place: Place) -> Iterator[tuple[int, list[str]]]:
    """The header row, its nameless columns numbered, then all rows below it. Raises Unreadable."""
    seen = False
    with open_table(path, place.encoding) as file:
        for number, cells in rows_of(file, place.sheet):
            if not seen and number >= place.header:
                seen = True
                names = [" ".join(cell.split()) for cell in cells[:MAX_COLUMNS]]
                yield number, [name or f"#{column}" for column, name in enumerate(names, start=1)]
            elif seen:
                yield number, cells
    if not seen:
        raise Unreadable(_("The file has no rows. The first row must name the columns."))


def read_records(
    path: str | Path,
    columns: Sequence[str],
    mapping: dict[str, str],
    filled: dict[str, str],
    place: Place | None = None,
) -> Iterator[tuple[int, dict[str, str]]]:
    """(row number, {our column: text}) of every row with something in it. `filled` holds what is the same in all rows."""
    places = {ours: list(columns).index(theirs) for ours, theirs in mapping.items() if theirs in columns}
    rows = named_rows(Path(path), place or find_header(path))
    next(rows)
    for number, cells in rows:
        if number > MAX_ROWS:
            raise Unreadable(_("More than 100,000 rows. Split the list and send the parts."))
        found = {ours: clean_cell(cells[column]) for ours, column in places.items() if column < len(cells)}
        if any(found.values()):
            yield number, dict.fromkeys(ALL_COLUMNS, "") | filled | {ours: text for ours, text in found.items() if text}


def clean_cell(text: str) -> str:
    """Without needless blanks; a number that a workbook made a decimal is whole again; lists are parted by semicolons."""
    word = " ".join(text.replace("\x00", "").split())
    return word.removesuffix(".0") if word.removesuffix(".0").isdecimal() else word.replace("；", ";")


def guess_mapping(columns: Iterable[str]) -> dict[str, str]:
    """{our column: theirs} by the names people use; each of theirs at most once. A list that says where its titles may be
    licensed and not where they were made says so: {"countries": ""}."""
    names = list(columns)
    mapping: dict[str, str] = {}
    for theirs in sorted(names, key=rank_column):
        ours = read_heading(theirs)
        if ours == "title_original" and ours in mapping:
            ours = "title_en"
        if ours in COLUMNS and ours not in mapping:
            mapping[ours] = theirs
    if ORIGIN not in mapping and rights_columns(names):
        mapping[ORIGIN] = ""
    return {
        ours: mapping[ours]
        for ours in sorted(mapping, key=lambda ours: names.index(mapping[ours]) if mapping[ours] else len(names))
    }


def rank_column(name: str) -> int:
    """A column that says “original” is the original title before one that says only “title”."""
    words = NAMES.get(read_heading(name), "").split()
    return words.index(key_of(name)) if key_of(name) in words else 0


def rights_columns(columns: Iterable[str]) -> list[str]:
    """The columns that say where, how long or for what the titles may be licensed."""
    return [name for name in columns if read_heading(name) in RIGHTS]


def read_heading(name: str) -> str:
    """What a header says: a column of ours, or a key of RIGHTS; "" for others."""
    return known_headings().get(key_of(name), "")


def key_of(name: str) -> str:
    return "_".join(normalise_text(name).replace("-", " ").split())


@lru_cache(maxsize=1)
def known_headings() -> dict[str, str]:
    """{header as people write it: what it says}"""
    known = {word: ours for table in (NAMES, RIGHTS) for ours, words in table.items() for word in words.split()}
    return known | {ours: ours for ours in COLUMNS}


def read_sample(
    path: str | Path, columns: Sequence[str], count: int = 5, place: Place | None = None
) -> list[list[str]]:
    """The first rows as they are written, under their header."""
    found: list[list[str]] = []
    rows = named_rows(Path(path), place or find_header(path))
    next(rows)
    for _number, cells in rows:
        if any(cell.strip() for cell in cells):
            found.append(list(cells[: len(columns)]))
        if len(found) == count:
            break
    return found
