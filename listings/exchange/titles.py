"""Programmes from a CSV file of titles: every row is taken whole or refused with line, column, value and fix.

Columns: source, source_id, title_original, title_language, title_en, work_type, year, release_or_permit_date, countries,
genres, runtime_min, seasons, company, directors, rating_system, rating, permit_no, category. Lists are parted by `;`,
countries are ISO 3166-1 alpha-2. Empty means not given. A row is known by source and source_id: importing it again
adds what is new in it and takes nothing away.
"""

import csv
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TextIO

from django.utils.translation import gettext as _

from marketplace.kit.fields import unknown_code
from marketplace.kit.vocab import languages, territories
from marketplace.kit.vocab.programmes import RATINGS

COLUMNS = (
    "source", "source_id", "title_original", "title_language", "title_en", "work_type", "year", "release_or_permit_date",
    "countries", "genres", "runtime_min", "seasons", "company", "directors", "rating_system", "rating", "permit_no",
    "category",
)  # fmt: skip
NEEDED = ("source", "title_original", "work_type", "countries")
KINDS = {"Movie": "film", "Short": "film", "Series": "series", "Season": "series", "Non-episodic Show": "variety"}
# Our own types, by their code and as people write them.
OUR_KINDS = {
    "film": "film", "电影": "film", "series": "series", "剧集": "series", "电视剧": "series", "tv series": "series",
    "micro-drama": "micro_drama", "微短剧": "micro_drama", "短剧": "micro_drama", "documentary": "documentary", "纪录片": "documentary",
    "animation": "animation", "动画": "animation", "动画片": "animation", "variety": "variety", "综艺": "variety",
}  # fmt: skip
# What Chinese permits call the work, and streaming services call its genre, where that says more than the work type.
KIND_SIGNS = (("动画", "animation"), ("纪录", "documentary"), ("科教", "documentary"), ("docu", "documentary"))
GENRE_SIGNS = {
    "action": "action", "adventure": "adventure", "children": "children", "comed": "comedy", "crime": "crime",
    "docu": "culture", "drama": "drama", "family": "family", "fantasy": "fantasy", "horror": "horror", "kids": "children",
    "music": "music", "myster": "mystery", "nature": "nature", "reality": "reality", "romantic": "romance",
    "sci-fi": "science_fiction", "sport": "sport", "teen": "youth", "thriller": "thriller",
}  # fmt: skip
NO_NUMBER = frozenset({"", "无编码"})
SYSTEMS = {system: territory for territory, (system, _values) in RATINGS.items()}


@dataclass(frozen=True)
class RowError:
    """Why a row is refused. `line` counts from 1, the header's line; `column` is empty for the file as a whole."""

    line: int
    column: str
    value: str
    fix: str

    def __str__(self) -> str:
        place = _("line %(line)s, %(column)s") % {"line": self.line, "column": self.column}
        return f"{place}: “{self.value}”. {self.fix}"


@dataclass(frozen=True)
class Title:
    """One row, checked. `credits` = (role, name); `permit` and `rating` = (territory, value) or None."""

    key: str
    source: str
    title: str
    language: str
    title_en: str
    kind: str
    year: int | None
    territories: tuple[str, ...]
    genres: tuple[str, ...]
    minutes: int | None
    credits: tuple[tuple[str, str], ...]
    permit: tuple[str, str] | None
    permit_date: date | None
    rating: tuple[str, str] | None


def read_titles(file: TextIO) -> tuple[list[Title], list[RowError]]:
    """All rows of the file: those that are right, and what is wrong with the others."""
    rows = csv.DictReader(file, restkey="", restval="")
    missing = [name for name in NEEDED if name not in (rows.fieldnames or ())]
    if missing:
        fix = _("This column is missing. The first line must name the columns: %(names)s.")
        return [], [RowError(1, name, "", fix % {"names": ", ".join(COLUMNS)}) for name in missing]
    good: list[Title] = []
    bad: list[RowError] = []
    seen: dict[str, int] = {}
    for line, row in numbered(rows):
        errors: list[RowError] = []
        title = Reader(line, row, errors).title()
        if title.key in seen:
            fix = _("Line %(line)s has this number already. Give each work its own.") % {"line": seen[title.key]}
            errors.append(RowError(line, "source_id", row["source_id"], fix))
        if errors:
            bad.extend(errors)
        else:
            seen[title.key] = line
            good.append(title)
    return good, bad


def numbered(rows: "csv.DictReader[str]") -> Iterator[tuple[int, dict[str, str]]]:
    """Rows with the line on which they end, cleaned of blanks; empty lines are passed over."""
    for row in rows:
        clean = {name: " ".join((row.get(name) or "").replace("\x00", "").split()) for name in COLUMNS}
        if any(clean.values()):
            yield rows.line_num, clean


class Reader:
    """Reads one row; what is wrong goes to `errors` and something harmless stands in its place."""

    def __init__(self, line: int, row: dict[str, str], errors: list[RowError]) -> None:
        self.line, self.row, self.errors = line, row, errors

    def refuse(self, column: str, fix: str, value: str | None = None) -> None:
        self.errors.append(RowError(self.line, column, self.row[column] if value is None else value, fix))

    def title(self) -> Title:
        row, places = self.row, self.places()
        if not row["source"]:
            self.refuse("source", _("Name where this row comes from."))
        title = row["title_original"] or row["title_en"]
        if not 0 < len(title) <= 300:
            self.refuse("title_original", _("Give the original title, up to 300 characters."))
        return Title(
            key=key_of(row), source=row["source"][:200], title=title, language=self.language(places),
            title_en=row["title_en"][:300], kind=self.kind(), year=self.number("year", 1888, 2100), territories=places,
            genres=genres_of(row["genres"]), minutes=self.number("runtime_min", 1, 1000), credits=credits_of(row),
            permit=(places[0], row["permit_no"][:80]) if row["permit_no"] and places else None,
            permit_date=self.day("release_or_permit_date"), rating=self.rating(),
        )  # fmt: skip

    def places(self) -> tuple[str, ...]:
        """The production territories, in the order given."""
        codes = [code.strip() for code in self.row["countries"].split(";") if code.strip()]
        for code in codes:
            if code not in territories.VOCABULARY:
                self.refuse("countries", unknown_code(code[:20], territories.VOCABULARY), code)
        if not codes:
            self.refuse("countries", _("Give at least one production territory, for example TH."))
        return tuple(dict.fromkeys(code for code in codes if code in territories.VOCABULARY))

    def language(self, places: tuple[str, ...]) -> str:
        """The title's language; not given, the one of the first production territory."""
        code = self.row["title_language"]
        if code and code not in languages.VOCABULARY:
            self.refuse("title_language", unknown_code(code[:20], languages.VOCABULARY))
        return code or territories.LANGUAGES.get(places[0] if places else "", "en")

    def kind(self) -> str:
        """Our type of work."""
        said = self.row["work_type"]
        if ours := OUR_KINDS.get(said.casefold()):
            return ours
        if said not in KINDS:
            known = [*KINDS, *OUR_KINDS]
            self.refuse("work_type", _("Write one of %(known)s.") % {"known": ", ".join(dict.fromkeys(known))})
        signs = f"{self.row['category']} {self.row['genres']}".lower()
        return next((kind for sign, kind in KIND_SIGNS if sign in signs), KINDS.get(said, "film"))

    def number(self, column: str, low: int, high: int) -> int | None:
        """A whole number in a range, or nothing."""
        text = self.row[column]
        if not text:
            return None
        if text.isascii() and text.isdecimal() and len(text) < 6 and low <= int(text) <= high:
            return int(text)
        self.refuse(column, _("Write a whole number from %(low)s to %(high)s.") % {"low": low, "high": high})
        return None

    def day(self, column: str) -> date | None:
        """A date, or nothing."""
        text = self.row[column]
        try:
            return date.fromisoformat(text) if text else None
        except ValueError:
            self.refuse(column, _("Write the date like 2027-03-15."))
            return None

    def rating(self) -> tuple[str, str] | None:
        """(territory, value) of a system we know. A value without its system says nothing and is left out."""
        system, value = self.row["rating_system"], self.row["rating"]
        if not system:
            return None
        if system not in SYSTEMS:
            self.refuse("rating_system", _("Write one of %(known)s.") % {"known": ", ".join(SYSTEMS)})
            return None
        values = RATINGS[SYSTEMS[system]][1]
        if value not in values:
            self.refuse("rating", _("Write one of %(known)s.") % {"known": ", ".join(values)})
            return None
        return SYSTEMS[system], value


def key_of(row: dict[str, str]) -> str:
    """`source:source_id`; a row without a number is known by its facts."""
    if row["source_id"] not in NO_NUMBER:
        return f"{row['source']}:{row['source_id']}"[:120]
    names = ("title_original", "title_en", "year", "release_or_permit_date", "company", "permit_no")
    facts = "|".join(row[name] for name in names)
    return f"{row['source']}:#{hashlib.sha256(facts.encode()).hexdigest()[:20]}"[:120]


def genres_of(text: str) -> tuple[str, ...]:
    """Ours, in the order in which they are named, at most six."""
    words = text.lower().split(";")
    found = [genre for word in words for sign, genre in GENRE_SIGNS.items() if sign in word]
    return tuple(dict.fromkeys(found))[:6]


def credits_of(row: dict[str, str]) -> tuple[tuple[str, str], ...]:
    """(role, name) of the directors and the producing company."""
    directors = [("director", name) for name in names_in(row["directors"])]
    companies = [("company", name) for name in names_in(row["company"])]
    return tuple(dict.fromkeys([*directors, *companies]))


def names_in(text: str) -> Iterable[str]:
    """Names parted by semicolons."""
    return [name.strip()[:200] for name in text.replace("；", ";").split(";") if name.strip()]
