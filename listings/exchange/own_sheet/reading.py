"""Reads the own sheet: each cell by itself, then the row; what is wrong is named at its cell with the fix."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError

from accounts.actors import Actor
from listings.exchange.avails.dates import DAY, read_date, read_edge
from listings.exchange.avails.guards import Refused
from listings.exchange.avails.model import Finding, Severity
from listings.exchange.inputs import SheetRightOutForm
from listings.exchange.own_sheet import columns as c
from listings.exchange.own_sheet.rows import HELD, Row
from listings.exchange.own_sheet.rules import make_finding
from listings.exchange.own_sheet.sheet import HEADERS, OwnSheet
from listings.inputs import RightInForm
from listings.states import Grade, Purpose
from marketplace.kit.inputs import InputForm
from marketplace.vocabularies import VOCABULARIES, grades, media

Codes = frozenset[str]
MAX_LENGTHS = {"record": 300, "title_id": 16}
# Columns that say something for some kinds of records only.
ONLY_FOR: dict[str, Collection[str]] = {
    "latest_end": {HELD},
    "underlying_end": {HELD},
    "underlying_note": {HELD},
    "source": {HELD},
    "runs": Purpose.values,
    "catch_up": Purpose.values,
    "cut": Purpose.values,
    "note": Purpose.values,
    **SheetRightOutForm.counts_for,
    "grade": {HELD, *SheetRightOutForm.counts_for["grade"]},
}
# The columns of a form's fields, where they are called otherwise, and the rule that a field's fault breaks.
COLUMN_OF = {"from": "start", "to": "end", "catch_up_days": "catch_up", "purpose": "kind", "exclusive": "grade"}
RULE_OF = {
    "required": "own-needed",
    "too_long": "own-long",
    "number": "own-number",
    "order": "own-end",
    "linear": "own-linear",
    "too_early": "own-too-early",
    "past": "own-past",
    "out_of_range": "own-day",
}


def read_own_sheet(path: Path, *, name: str = "") -> tuple[list[Row], list[Finding]]:
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
    rows: Iterable[tuple[int, Mapping[str, str]]],
    language: int = c.EN,
    *,
    by: Actor | None = None,
    at: datetime | None = None,
) -> Iterator[tuple[Row | None, list[Finding]]]:
    """Row by row, from (number, cells). `language` 0 or 1: whose headers the findings use.

    `by` and `at`: whose days they are, UTC's without; and when, now without.
    """
    seen: dict[tuple[str, str], int] = {}
    for number, cells in rows:
        reader = RowReader(number, cells, language)
        row = reader.row(by, at)
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

    def row(self, by: Actor | None, at: datetime | None) -> Row | None:
        """The row; None if something is wrong that cannot be passed over."""
        kind = self.one_of("kind", c.KINDS)
        self.shape(kind)
        raw = self.scope() | (self.held() if kind == HELD else self.taken(kind))
        form = (RightInForm if kind == HELD else SheetRightOutForm)(raw, by=by, at=at)
        told: dict[str, Any] = {name: self.text(name) for name in ("record", "title_id")}
        self.find_faults(form)
        if any(one.severity is Severity.ERROR for one in self.findings):
            return None
        told |= {name: self.cells.get(name, "") for name in ("title", "licensee")}
        return Row(row=self.number, kind=kind, **told, **row_values(kind, form.cleaned_data))

    def scope(self) -> dict[str, Any]:
        """What every record says, as a form reads it."""
        is_open = self.cells.get("end", "").casefold() in {word.casefold() for word in c.OPEN}
        return {
            "territories": self.places(),
            "media": self.codes("media"),
            "languages": self.codes("languages"),
            "uses": self.used(),
            "from": self.day("start"),
            "to": "" if is_open else self.day("end"),
        }

    def held(self) -> dict[str, Any]:
        """What a right held says beside."""
        days = {name: self.day(name) for name in ("latest_end", "underlying_end")}
        texts = {name: self.cells.get(name, "") for name in ("underlying_note", "source")}
        grade = self.held_grade()
        return days | texts | {"exclusive": grade and grade != Grade.NON_EXCLUSIVE}

    def taken(self, kind: str) -> dict[str, Any]:
        """What a record of what is taken says beside."""
        texts = {name: self.cells.get(name, "") for name in ("runs", "cut", "note")}
        return texts | {
            "purpose": kind,
            "grade": self.grade() if kind in ONLY_FOR["grade"] else "",
            "binds": self.one_of("binds", c.BINDS) if kind in ONLY_FOR["binds"] else "",
            "expires": self.moment() if kind in ONLY_FOR["expires"] else "",
            "catch_up_days": self.cells.get("catch_up", ""),
        }

    def find_faults(self, form: InputForm) -> None:
        """What the form refuses, at the cells; a cell that could not be read has been named already."""
        named = {one.column for one in self.findings if one.severity is Severity.ERROR}
        for field, faults in form.errors.as_data().items():
            column = COLUMN_OF.get(field, field)
            text = self.cells.get(column, "")
            for fault in faults:
                if column not in named and not (text and fault.code == "required"):
                    self.wrong(RULE_OF[str(fault.code)], column, text, **self.fault_params(fault))

    def fault_params(self, fault: ValidationError) -> dict[str, str]:
        """What the rules say of a fault: its limits, the first day, the linear media."""
        limits = {name: str(value) for name, value in (fault.params or {}).items() if name in {"low", "high"}}
        most = (fault.params or {}).get("most", ", ".join(sorted(media.LINEAR)))
        return limits | {"list": str(most), "other": self.cells.get("start", "")}

    def wrong(self, rule: str, column: str, value: str = "", /, **params: str) -> None:
        named = {"name": HEADERS[column][self.language]} | params
        self.findings.append(make_finding(rule, self.number, column, value, **named))

    def shape(self, kind: str) -> None:
        """Cells that must be filled, and those that say nothing for this kind of record."""
        for key in c.NEEDED:
            # Where all is what nothing means, signs that part words say nothing either.
            if not split_codes(text := self.cells.get(key, "")):
                self.wrong("own-needed", key, text)
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
        known = collect_spellings(values)
        if text and text.casefold() not in known:
            self.wrong("own-value", key, text, list=", ".join(names[self.language] for names in values.values()))
        return known.get(text.casefold(), "")

    def grade(self) -> str:
        """The grade; a word that means one thing to some and another to others is asked about, with both meanings."""
        text = self.cells.get("grade", "")
        if text.casefold() in c.ASKED or text.endswith(c.QUESTION):
            places = (c.GRADES["S"][self.language], c.GRADES["E"][self.language])
            meanings = [grades.grade_definition(code, ("en", "zh")[self.language]) for code in "SE"]
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
        words = split_codes(self.cells.get(key, ""))
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
        words = split_codes(self.cells.get("uses", ""))
        known = {word.casefold(): code for code, names in c.USES.items() for word in (code, *names)}
        if not words or {word.casefold() for word in words} & {word.casefold() for word in c.ALL}:
            return frozenset(c.USES)
        for word in words:
            if word.casefold() not in known:
                self.wrong("own-value", "uses", word, list=", ".join(names[self.language] for names in c.USES.values()))
        return frozenset(known[word.casefold()] for word in words if word.casefold() in known)

    def day(self, key: str) -> str:
        """A day as a form reads it; empty where there is none or it cannot be read."""
        text = self.cells.get(key, "")
        if not text:
            return ""
        found = read_date(text)
        for problem in found.problems:
            self.wrong(problem.rule, key, problem.value, **problem.params)
        return found.value.isoformat() if found.value else ""

    def moment(self) -> str:
        """A day and time (without a zone: UTC), or a day, as a form reads them."""
        text = self.cells.get("expires", "")
        at = read_edge(text, end=True).value.at if text else None
        if text and at is None:
            self.wrong("own-moment", "expires", text)
        if at is None or DAY.fullmatch(text):
            return text if at else ""
        return (at if at.tzinfo else at.replace(tzinfo=UTC)).isoformat()


def row_values(kind: str, values: dict[str, Any]) -> dict[str, Any]:
    """What a form read, as a row has it."""
    said = {name: values[name] for name in ("territories", "media", "languages", "uses", "period")}
    if kind == HELD:
        held = {name: values[name] for name in ("latest_end", "underlying_end", "underlying_note", "source")}
        return said | held | {"grade": (Grade.EXCLUSIVE if values["exclusive"] else Grade.NON_EXCLUSIVE).value}
    return said | {
        **{name: values[name] for name in ("runs", "cut", "note")},
        "grade": values["grade"].value if kind in ONLY_FOR["grade"] else "",
        "binds": str(values["binds"]) if kind in ONLY_FOR["binds"] else "",
        "expires": values["expires_at"],
        "catch_up": values["catch_up_days"],
    }


def collect_spellings(values: Mapping[str, tuple[str, str]]) -> dict[str, str]:
    """{word in lower case: code}: the code, the names, and both halves of a name like 独家（排他）."""
    return {
        word.casefold(): code
        for code, names in values.items()
        for word in (code, *names, *(part for name in names for part in re.split("[（）]", name) if part))
    }


def split_codes(text: str) -> list[str]:
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
