"""Reads the own sheet: each cell by itself, then the row; what is wrong is named at its cell with the fix."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from pathlib import Path

from listings.exchange.avails.dates import read_date, read_edge
from listings.exchange.avails.guards import Refused
from listings.exchange.avails.model import Finding, Severity
from listings.exchange.own_sheet import columns as c
from listings.exchange.own_sheet.rows import HELD, Row
from listings.exchange.own_sheet.rules import finding
from listings.exchange.own_sheet.sheet import HEADERS, OwnSheet
from listings.states import Purpose
from marketplace.kit.periods import EARLIEST, LATEST, Period
from marketplace.kit.vocab import VOCABULARIES, grades, media

Codes = frozenset[str]
MAX_SMALLINT = 32_767
MAX_LENGTHS = {"underlying_note": 120, "source": 120, "cut": 80, "note": 200, "record": 300, "title_id": 16}
GRADED = frozenset({HELD, *Purpose.values}) - {Purpose.HOLDBACK, Purpose.OWN_USE}
# Columns that say something for some kinds of records only.
ONLY_FOR = {
    "latest_end": {HELD}, "underlying_end": {HELD}, "underlying_note": {HELD}, "source": {HELD},
    "grade": GRADED, "binds": {Purpose.HOLDBACK.value}, "expires": {Purpose.OPTION.value, Purpose.RESERVATION.value},
    "runs": set(Purpose.values), "catch_up": set(Purpose.values), "cut": set(Purpose.values), "note": set(Purpose.values),
}  # fmt: skip
NOTHING = date.min  # stands for a day that could not be read


def read(path: Path, *, name: str = "") -> tuple[list[Row], list[Finding]]:
    """(rows, findings). A row with an error among the findings is not among the rows; a refused file has none."""
    try:
        sheet = OwnSheet(path, name)
    except Refused as no:
        return [], [no.finding]
    found = list(sheet.findings)
    rows = []
    if not any(one.severity is Severity.ERROR for one in found):
        for row, findings in read_rows(sheet.rows(), sheet.language):
            found += findings
            rows += [row] if row else []
    return rows, found


def read_rows(
    rows: Iterable[tuple[int, Mapping[str, str]]], language: int = c.EN
) -> Iterator[tuple[Row | None, list[Finding]]]:
    """Row by row, from (number, cells). `language` 0 or 1: whose headers the findings use."""
    seen: dict[tuple[str, str], int] = {}
    for number, cells in rows:
        reader = RowReader(number, cells, language)
        row = reader.row()
        if row and row.record:
            first = seen.setdefault((row.title_id, row.record), number)
            if first != number:
                reader.wrong("own-twice", "record", row.record, other=str(first))
                row = None
        yield row, reader.findings


class RowReader:
    """One row. Everything wrong goes to `findings`, and something harmless stands in its place meanwhile."""

    def __init__(self, number: int, cells: Mapping[str, str], language: int) -> None:
        self.number, self.cells, self.language = number, cells, language
        self.findings: list[Finding] = []

    def row(self) -> Row | None:
        """The row; None if something is wrong that cannot be passed over."""
        kind = self.one_of("kind", c.KINDS)
        self.shape(kind)
        made = Row(
            row=self.number, title_id=self.text("title_id"), title=self.cells.get("title", ""), kind=kind,
            territories=self.places(), media=self.codes("media"), languages=self.codes("languages"), uses=self.used(),
            period=self.period(), record=self.text("record"), licensee=self.cells.get("licensee", ""),
        )  # fmt: skip
        made = self.held(made) if kind == HELD else self.taken(made)
        return None if any(one.severity is Severity.ERROR for one in self.findings) else made

    def held(self, made: Row) -> Row:
        return replace(
            made, grade=self.held_grade(), latest_end=self.day_after("latest_end"),
            underlying_end=self.day_after("underlying_end"), underlying_note=self.text("underlying_note"),
            source=self.text("source"),
        )  # fmt: skip

    def taken(self, made: Row) -> Row:
        return replace(
            made, grade=self.grade() if made.kind in GRADED else "",
            binds=self.one_of("binds", c.BINDS) if made.kind == Purpose.HOLDBACK else "",
            expires=self.moment() if made.kind in ONLY_FOR["expires"] else None, runs=self.whole_number("runs"),
            catch_up=self.whole_number("catch_up"), cut=self.text("cut"), note=self.text("note"),
        )  # fmt: skip

    def wrong(self, rule: str, column: str, value: str = "", /, **params: str) -> None:
        named = {"name": HEADERS[column][self.language]} | params
        self.findings.append(finding(rule, self.number, column, value, **named))

    def shape(self, kind: str) -> None:
        """Cells that must be filled, and those that say nothing for this kind of record."""
        needed = [*c.NEEDED, *(["grade"] if kind in GRADED else []), *(["binds"] if kind == Purpose.HOLDBACK else [])]
        for key in needed:
            if key not in self.cells:
                self.wrong("own-needed", key)
        for key, kinds in ONLY_FOR.items():
            if kind and key in self.cells and kind not in kinds:
                self.wrong("own-not-for", key, self.cells[key], other=c.KINDS[kind][self.language])

    def text(self, key: str) -> str:
        text = self.cells.get(key, "")
        if len(text) > MAX_LENGTHS[key]:
            self.wrong("own-long", key, text, list=str(MAX_LENGTHS[key]))
        return text

    def one_of(self, key: str, values: Mapping[str, tuple[str, str]]) -> str:
        """The code of a value from a closed list, in either language, or the code itself."""
        text = self.cells.get(key, "")
        known = spellings(values)
        if text and text.casefold() not in known:
            self.wrong("own-value", key, text, list=", ".join(names[self.language] for names in values.values()))
        return known.get(text.casefold(), "")

    def grade(self) -> str:
        """The grade; a word that means one thing to some and another to others is asked about, with both meanings."""
        text = self.cells.get("grade", "")
        if text.casefold() in c.ASKED or text.endswith(c.QUESTION):
            places = (c.GRADES["S"][self.language], c.GRADES["E"][self.language])
            meanings = [grades.definition(code, ("en", "zh")[self.language]) for code in "SE"]
            self.wrong(
                "own-grade",
                "grade",
                text.removesuffix(c.QUESTION),
                one=places[0],
                two=places[1],
                first=meanings[0],
                second=meanings[1],
            )
            return ""
        return self.one_of("grade", c.GRADES)

    def held_grade(self) -> str:
        """A right is held exclusively or not: nobody has to ask about the owner."""
        text = self.cells.get("grade", "").removesuffix(c.QUESTION)
        return "S" if text.casefold() in c.ASKED_UNDER_OLD_HEADER | {"e"} else self.one_of("grade", c.GRADES)

    def codes(self, key: str, vocabulary: str = "") -> Codes:
        """A set of codes of a vocabulary; All, or nothing where the column may be empty, is all of them."""
        known = VOCABULARIES[vocabulary or key]
        words = split(self.cells.get(key, ""))
        if (not words and key != "without") or {word.casefold() for word in words} & {
            word.casefold() for word in c.ALL
        }:
            return frozenset(known.codes)
        return frozenset(code for word in words if (code := self.code(key, vocabulary or key, word)))

    def code(self, key: str, vocabulary: str, word: str) -> str:
        """A code, or a code by its name in either language."""
        known = VOCABULARIES[vocabulary]
        found = word if word in known else names_of(vocabulary).get(word.casefold(), "")
        if not found:
            better = known.suggest(word)
            self.wrong("own-code", key, word, **({"better": better} if better else {}))
        return found

    def places(self) -> Codes:
        """Territories less those left out."""
        left = self.codes("territories") - (
            self.codes("without", "territories") if "without" in self.cells else frozenset()
        )
        if not left and "territories" in self.cells and not self.findings:
            self.wrong("own-nothing-left", "without", self.cells.get("without", ""))
        return left

    def used(self) -> Codes:
        """Language uses by their names or codes."""
        words = split(self.cells.get("uses", ""))
        known = {word.casefold(): code for code, names in c.USES.items() for word in (code, *names)}
        if not words or {word.casefold() for word in words} & {word.casefold() for word in c.ALL}:
            return frozenset(c.USES)
        for word in words:
            if word.casefold() not in known:
                self.wrong("own-value", "uses", word, list=", ".join(names[self.language] for names in c.USES.values()))
        return frozenset(known[word.casefold()] for word in words if word.casefold() in known)

    def period(self) -> Period:
        """First day to last day, this one included; open if it says so."""
        start = self.day("start")
        is_open = self.cells.get("end", "").casefold() in {word.casefold() for word in c.OPEN}
        end = None if is_open else self.day_after("end")
        if start is NOTHING or (end is None and not is_open):
            return Period(EARLIEST, None)
        if end is not None and end <= start:
            self.wrong("own-end", "end", self.cells["end"], other=self.cells["start"])
            return Period(EARLIEST, None)
        return Period(start, end)

    def day(self, key: str) -> date:
        """A day; NOTHING where there is none or it cannot be read."""
        text = self.cells.get(key, "")
        if not text:
            return NOTHING
        found = read_date(text)
        for problem in found.problems:
            self.wrong(problem.rule, key, problem.value, **problem.params)
        if found.value is None:
            return NOTHING
        if not EARLIEST <= found.value < LATEST:
            self.wrong("own-day", key, text)
            return NOTHING
        return found.value

    def day_after(self, key: str) -> date | None:
        """The first day after the last day written; None where there is none."""
        day = self.day(key)
        return None if day is NOTHING else day + timedelta(days=1)

    def moment(self) -> datetime | None:
        """A day and time (without a zone: UTC), or the end of a day."""
        text = self.cells.get("expires", "")
        if not text:
            return None
        at = read_edge(text, end=True).value.at
        if at is None:
            self.wrong("own-moment", "expires", text)
            return None
        return at if at.tzinfo else at.replace(tzinfo=UTC)

    def whole_number(self, key: str) -> int | None:
        text = self.cells.get(key, "")
        if not text:
            return None
        if re.fullmatch(r"\d{1,5}", text, re.ASCII) and 1 <= int(text) <= MAX_SMALLINT:
            return int(text)
        self.wrong("own-number", key, text)
        return None


def spellings(values: Mapping[str, tuple[str, str]]) -> dict[str, str]:
    """{word in lower case: code}: the code, the names, and both halves of a name like 独家（排他）."""
    return {
        word.casefold(): code
        for code, names in values.items()
        for word in (code, *names, *(part for name in names for part in re.split("[（）]", name) if part))
    }


def split(text: str) -> list[str]:
    """The words of a list, however they are parted."""
    return [word.strip() for word in re.split(r"[,;，、；\n]", text) if word.strip()]


@lru_cache(maxsize=8)
def names_of(vocabulary: str) -> dict[str, str]:
    """{name or code in any case: code}, of both languages; what two codes share is left out."""
    known = VOCABULARIES[vocabulary]
    found: dict[str, str] = {}
    for language in ("en", "zh-hans"):
        for code, name in known.choices(language):
            word = name.casefold()
            found[word] = code if found.get(word, code) == code else ""
    older = {name: code for name, code in media.ALIASES.items() if not name.isascii()} if vocabulary == "media" else {}
    return older | found | {code.casefold(): code for code in known.codes}
