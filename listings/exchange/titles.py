"""Programmes from a CSV file of titles: every row is taken whole or refused with line, column, value and fix.

Columns: source, source_id, title_original, title_language, title_en, work_type, year, release_or_permit_date, countries,
genres, runtime_min, episodes, seasons, company, directors, rating_system, rating, permit_no, category. Lists are parted by `;`
or 、; countries are ISO 3166-1 alpha-2 or names. Empty means not given. A row is known by source and source_id: importing it again
adds what is new in it and takes nothing away.
"""

import csv
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TextIO

from django.utils.translation import gettext as _

from listings.exchange.list_words import (
    BUDDHIST,
    KIND_WORDS,
    episodes_of,
    kind_of,
    length_of,
    names_in,
    split_words,
    whole_number,
)
from listings.exchange.list_words import genres_of as list_genres
from marketplace.kit.fields import unknown_code
from marketplace.vocabularies import languages, ratings, territories

COLUMNS = (
    "source", "source_id", "title_original", "title_language", "title_en", "work_type", "year", "release_or_permit_date",
    "countries", "genres", "runtime_min", "episodes", "seasons", "company", "directors", "rating_system", "rating", "permit_no",
    "category",
)  # fmt: skip
MAX_MINUTES, MAX_EPISODES = 1000, 5000
NEEDED = ("source", "title_original", "work_type", "countries")
KINDS = {"Movie": "film", "Short": "film", "Series": "series", "Season": "series", "Non-episodic Show": "variety"}
# What Chinese permits call the work, and streaming services call its genre, where that says more than the work type.
KIND_SIGNS = (("动画", "animation"), ("纪录", "documentary"), ("科教", "documentary"), ("docu", "documentary"))
GENRE_SIGNS = {
    "action": "action", "adventure": "adventure", "children": "children", "comed": "comedy", "crime": "crime",
    "docu": "culture", "drama": "drama", "family": "family", "fantasy": "fantasy", "horror": "horror", "kids": "children",
    "music": "music", "myster": "mystery", "nature": "nature", "reality": "reality", "romantic": "romance",
    "sci-fi": "science_fiction", "sport": "sport", "teen": "youth", "thriller": "thriller",
}  # fmt: skip
NO_NUMBER = frozenset({"", "无编码"})
SYSTEMS = {system.code: system for system in ratings.SYSTEMS}


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
    episodes: int | None = None


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
    for line, row in number_rows(rows):
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


def number_rows(rows: "csv.DictReader[str]") -> Iterator[tuple[int, dict[str, str]]]:
    """Rows with the line on which they end, cleaned of blanks; empty lines are passed over."""
    for row in rows:
        clean = {name: " ".join((row.get(name) or "").replace("\x00", "").split()) for name in COLUMNS}
        if any(clean.values()):
            yield rows.line_num, clean


class Reader:
    """Reads one row; what is wrong goes to `errors`, what is left out to `notes`, and something harmless stands there.

    `asks`: what the row does not say of its origin and language stays open, to be asked in the draft. Else, for files whose
    makers vouch for them, the origin is needed and the language is that of the first territory.
    """

    def __init__(self, line: int, row: dict[str, str], errors: list[RowError], *, asks: bool = False) -> None:
        self.line, self.row, self.errors, self.asks = line, row, errors, asks
        self.notes: list[RowError] = []

    def refuse_line(self, column: str, fix: str, value: str | None = None) -> None:
        self.errors.append(RowError(self.line, column, self.row[column] if value is None else value, fix))

    def note(self, column: str, said: str, value: str) -> None:
        self.notes.append(RowError(self.line, column, value, said))

    def title(self) -> Title:
        row, places = self.row, self.places()
        if not row["source"]:
            self.refuse_line("source", _("Name where this row comes from."))
        title = without_marks(row["title_original"] or row["title_en"])
        if not 0 < len(title) <= 300:
            self.refuse_line("title_original", _("Give the original title, up to 300 characters."))
        episodes, minutes = self.length()
        return Title(
            key=key_of(row),
            source=row["source"][:200],
            title=title,
            language=self.language(places),
            title_en=without_marks(row["title_en"])[:300],
            kind=self.kind(episodes),
            year=self.year(),
            territories=places,
            genres=self.genres(),
            minutes=minutes,
            credits=credits_of(row),
            permit=(places[0], row["permit_no"][:80]) if row["permit_no"] and places else None,
            permit_date=self.day("release_or_permit_date"),
            rating=self.rating(),
            episodes=episodes,
        )

    def places(self) -> tuple[str, ...]:
        """The production territories, in the order given."""
        words = split_words(self.row["countries"])
        codes = [territories.VOCABULARY.read_code(word) for word in words]
        for word, code in zip(words, codes, strict=True):
            if code is None:
                self.refuse_line("countries", unknown_code(word[:20], territories.VOCABULARY), word)
        if not words and not self.asks:
            self.refuse_line("countries", _("Give at least one production territory, for example TH."))
        return tuple(dict.fromkeys(code for code in codes if code))

    def language(self, places: tuple[str, ...]) -> str:
        """The original language, "" where it is asked for."""
        said = self.row["title_language"]
        code = languages.VOCABULARY.read_code(said) if said else None
        if said and not code:
            self.refuse_line("title_language", unknown_code(said[:20], languages.VOCABULARY))
        return code or ("" if self.asks else territories.LANGUAGES.get(places[0] if places else "", "en"))

    def kind(self, episodes: int | None) -> str:
        """Our type of work. A genre that stands in its place says no type, unless the work has episodes."""
        said = self.row["work_type"]
        if (ours := kind_of(said)) and said not in KINDS:
            return ours
        if said not in KINDS:
            if list_genres(said)[0] and (episodes or 0) > 1:
                return "series"
            known = ", ".join(dict.fromkeys([*KINDS, *KIND_WORDS]))
            self.refuse_line("work_type", _("Write one of %(known)s.") % {"known": known})
        signs = f"{self.row['category']} {self.row['genres']}".lower()
        return next((kind for sign, kind in KIND_SIGNS if sign in signs), KINDS.get(said, "film"))

    def genres(self) -> tuple[str, ...]:
        """At most six; a word that is none of ours is named. A genre may stand where the type should."""
        row = self.row
        found = [] if kind_of(row["work_type"]) else list(list_genres(row["work_type"])[0])
        for word in split_words(row["genres"]):
            meant = list_genres(word)[0] or signs_of(word)
            found += meant
            if not meant:
                self.note("genres", _("“%(value)s” is no genre here and is left out.") % {"value": word[:60]}, word)
        return tuple(dict.fromkeys(found))[:6]

    def length(self) -> tuple[int | None, int | None]:
        """(episodes, minutes of one)."""
        text, said = self.row["runtime_min"], self.row["episodes"]
        episodes = episodes_of(said) if said else None
        if said and not (episodes and episodes <= MAX_EPISODES):
            self.refuse_line("episodes", self.whole(1, MAX_EPISODES))
        if not text:
            return episodes, None
        found = length_of(text)
        if found is None or not 0 < found[1] <= MAX_MINUTES:
            self.refuse_line("runtime_min", self.whole(1, MAX_MINUTES))
            return episodes, None
        if episodes and found[0] and found[0] != episodes:
            self.refuse_line(
                "runtime_min",
                _("It names %(one)s episodes, the other column %(other)s.") % {"one": found[0], "other": episodes},
            )
        return episodes or found[0], found[1]

    def whole(self, low: int, high: int) -> str:
        return _("Write a whole number from %(low)s to %(high)s.") % {"low": low, "high": high}

    def year(self) -> int | None:
        """The year, perhaps with 年 behind it; years of the Buddhist era are not turned into others silently."""
        text = self.row["year"]
        found = whole_number(text, "年") if text else None
        if not text or (found and 1888 <= found <= 2100):
            return found
        if found and 1888 <= found - BUDDHIST <= 2100:
            self.refuse_line(
                "year", _("This is a year of the Buddhist era. Write %(year)s.") % {"year": found - BUDDHIST}
            )
        else:
            self.refuse_line("year", self.whole(1888, 2100))
        return None

    def day(self, column: str) -> date | None:
        """A date, or nothing."""
        text = self.row[column]
        try:
            return date.fromisoformat(text) if text else None
        except ValueError:
            self.refuse_line(column, _("Write the date like 2027-03-15."))
            return None

    def rating(self) -> tuple[str, str] | None:
        """(territory, value) of a system we know. A value without its system says nothing and is left out."""
        system, value = self.row["rating_system"], self.row["rating"]
        if not system:
            return None
        if system not in SYSTEMS:
            self.refuse_line("rating_system", _("Write one of %(known)s.") % {"known": ", ".join(SYSTEMS)})
            return None
        territory = SYSTEMS[system].territory
        values = ratings.values_of(territory)
        if value not in values:
            self.refuse_line("rating", _("Write one of %(known)s.") % {"known": ", ".join(values)})
            return None
        return territory, value


def key_of(row: dict[str, str]) -> str:
    """`source:source_id`; a row without a number is known by its facts."""
    if row["source_id"] not in NO_NUMBER:
        return f"{row['source']}:{row['source_id']}"[:120]
    names = ("title_original", "title_en", "year", "release_or_permit_date", "company", "permit_no")
    facts = "|".join(row[name] for name in names)
    return f"{row['source']}:#{hashlib.sha256(facts.encode()).hexdigest()[:20]}"[:120]


def without_marks(title: str) -> str:
    """《长安灯》 is called 长安灯."""
    inner = title.removeprefix("《").removesuffix("》")
    return inner if title == f"《{inner}》" and not {"《", "》"} & set(inner) else title


def signs_of(word: str) -> list[str]:
    """Genres that a streaming service's word for one is a sign of."""
    return [genre for sign, genre in GENRE_SIGNS.items() if sign in word.lower()]


def credits_of(row: dict[str, str]) -> tuple[tuple[str, str], ...]:
    """(role, name) of the directors and the producing company."""
    directors = [("director", name) for name in names_in(row["directors"])]
    companies = [("company", name) for name in names_in(row["company"])]
    return tuple(dict.fromkeys([*directors, *companies]))
