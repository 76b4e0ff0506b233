"""What a Transaction of an Avails file means here: which rights in, of which programme. Pure values, no database.

A licence type becomes a media right, a window a half-open period of days, languages with what they stand for become
languages and uses. What cannot be said here is refused with the rule that says why; nothing is guessed.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from hashlib import sha256
from typing import Any

import langcodes

from listings.exchange.avails.model import Edge, Language, Transaction
from marketplace.kit.periods import EARLIEST, LATEST, Period
from marketplace.kit.vocab import languages, media, territories, uses

Codes = frozenset[str]
EU = "AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE"  # its members, as of 2026
BY_LICENSE_TYPE = {row.avails: row.code for row in media.MEDIA if row.avails}
# Names outside the standard's list that are plain, as other systems write them.
BY_NAME = {
    "TVOD": "TVOD", "FVOD": "FVOD", "PAYTV": "PTV", "PAY TV": "PTV", "FREETV": "FTV", "FREE TV": "FTV", "FTA": "FTV", "FAST": "FAST",
    "THEATRICAL": "THEA", "NON-THEATRICAL": "NONTHEA", "INFLIGHT": "AIR", "DVD": "HV", "HOTEL": "HOTEL", "PPV": "PPV",
}  # fmt: skip
USES_OF_ASSET = {
    "": uses.ALL, "audio": frozenset({"ORIG", "DUB", "VO"}), "subtitle": frozenset({"SUB"}),
    "subdub": frozenset({"SUB", "DUB"}),
}  # fmt: skip


class NotHere(Exception):
    """The row cannot be taken over; `rule` is a key of `listings.exchange.words.RULES`."""

    def __init__(self, rule: str, column: str, value: str = "") -> None:
        super().__init__(rule)
        self.rule, self.column, self.value = rule, column, value


@dataclass(frozen=True)
class Block:
    """A right in: one box. `rows` are the rows of the file that it comes from."""

    territories: Codes
    media: Codes
    languages: Codes
    uses: Codes
    period: Period
    exclusive: bool
    source: str
    rows: frozenset[int] = frozenset()

    @property
    def name(self) -> str:
        """The same for the same right: what the record is known by when the file comes again."""
        parts = (
            sorted(self.territories), sorted(self.media), sorted(self.languages), sorted(self.uses),
            str(self.period.start), str(self.period.end), self.exclusive, self.source,
        )  # fmt: skip
        return digest(repr(parts))


def blocks_of(row: Transaction, today: date) -> list[Block]:
    """The rights in of one row: one box per set of language uses. Raises NotHere."""
    where, what, when = places(row), frozenset({medium(row)}), window(row, today)
    return [
        Block(where, what, spoken, used, when, row.exclusive is not False, row.contract_id[:120], frozenset({row.row}))
        for used, spoken in language_uses(row).items()
    ]


def merged(blocks: Iterable[Block]) -> list[Block]:
    """Fewer boxes that say the same: territories join where all else is equal, then media."""
    return join(join(blocks, "territories"), "media")


def join(blocks: Iterable[Block], dimension: str) -> list[Block]:
    """Boxes that differ in one dimension only, as one. (SD and HD of one window are the same right.)"""
    alike: dict[Block, list[Block]] = defaultdict(list)
    for block in blocks:
        bare: dict[str, Any] = {dimension: frozenset(), "rows": frozenset()}
        alike[replace(block, **bare)].append(block)
    joined = []
    for one, found in alike.items():
        whole: dict[str, Any] = {
            name: frozenset().union(*(getattr(block, name) for block in found)) for name in (dimension, "rows")
        }
        joined.append(replace(one, **whole))
    return joined


def places(row: Transaction) -> Codes:
    """Territories in, less those out. Sub-regions are not traded here."""
    wanted = expand(row.territories) - expand(row.excluded)
    if not wanted:
        raise NotHere("no-territory-left", "AvailTrans/Territory", ", ".join(row.territories))
    return wanted


def expand(codes: Iterable[str]) -> Codes:
    """ISO codes, worldwide (ZZ) and the EU as territories. Raises NotHere for parts of a territory."""
    found: set[str] = set()
    for code in codes:
        if code == "ZZ":
            found |= set(territories.codes)
        elif code == "EU":
            found |= set(EU.split())
        elif code in territories.VOCABULARY:
            found.add(code)
        else:
            raise NotHere("part-of-territory" if "-" in code else "territory-not-traded", "AvailTrans/Territory", code)
    return frozenset(found)


def medium(row: Transaction) -> str:
    """The media right of a licence type. Raises NotHere."""
    said = row.license_type.strip()
    if said in ("POEST", "Pre-Release"):
        raise NotHere("pre-order", "AvailTrans/LicenseType", said)
    found = BY_LICENSE_TYPE.get(said) or BY_NAME.get(said.upper())
    if found is None and said.upper() in media.VOCABULARY:
        found = said.upper()
    if found is None:
        raise NotHere("medium-unknown", "AvailTrans/LicenseType", said)
    return found


def window(row: Transaction, today: date) -> Period:
    """The days, half-open; an open end is open. Raises NotHere for what depends on an event."""
    start, end = first_day(row.start, today), day_after(row.end)
    if end is not None and end <= start:
        raise NotHere("window-over", "AvailTrans/End", str(row.end.at or row.end.condition))
    if not EARLIEST <= start <= LATEST or (end is not None and end > LATEST):
        raise NotHere("day-out-of-range", "AvailTrans/Start", str(start))
    return Period(start, end)


def first_day(edge: Edge, today: date) -> date:
    if edge.at is not None:
        return edge.at.date()
    if edge.condition == "Immediate" and not edge.lag:
        return today
    raise NotHere("start-by-event", "AvailTrans/Start", edge.condition)


def day_after(edge: Edge) -> date | None:
    """The first day after: a bare date stands for its whole day (23:59:59), midnight ends the day before."""
    if edge.at is not None:
        midnight = edge.at.time().isoformat() == "00:00:00"
        return edge.at.date() + timedelta(days=0 if midnight else 1)
    if edge.condition == "Open":
        return None
    raise NotHere("end-by-event", "AvailTrans/End", edge.condition)


def language_uses(row: Transaction) -> dict[Codes, Codes]:
    """{uses: languages} of what the licensee may use: all, or those allowed, less those held back."""
    allowed: dict[str, Codes] = {}
    for one in row.allowed:
        for code in codes_of(one, "AvailTrans/AllowedLanguages"):
            allowed[code] = allowed.get(code, frozenset()) | USES_OF_ASSET[one.asset]
    allowed = allowed or dict.fromkeys(languages.codes, uses.ALL)
    for one in row.held_back:
        for code in codes_of(one, "AvailTrans/HoldbackLanguage") & allowed.keys():
            allowed[code] -= USES_OF_ASSET[one.asset]
    by_uses: dict[Codes, set[str]] = defaultdict(set)
    for code, used in allowed.items():
        if used:
            by_uses[used].add(code)
    if not by_uses:
        raise NotHere("no-language-left", "AvailTrans/HoldbackLanguage", ", ".join(one.tag for one in row.held_back))
    return {used: frozenset(codes) for used, codes in by_uses.items()}


def codes_of(one: Language, column: str) -> Codes:
    """The languages of ours that a tag means. Raises NotHere."""
    found = ours(one.tag)
    if not found:
        raise NotHere("language-not-traded", column, one.tag)
    return found


@lru_cache(maxsize=4096)
def ours(tag: str) -> Codes:
    """A tag as ours: itself, else its canonical form, else without its region; `zh` is every Chinese of ours."""
    if tag in languages.VOCABULARY:
        return frozenset({tag})
    known = langcodes.Language.get(langcodes.standardize_tag(tag))
    for shape in (known.to_tag(), f"{known.language}-{known.script}" if known.script else "", known.language or ""):
        if shape in languages.VOCABULARY:
            return frozenset({shape})
    if known.language == "zh":
        return frozenset(
            {"zh-Hant"} if known.territory in {"TW", "HK", "MO"} else {"zh-Hans", "zh-Hant", "cmn", "yue"}
        ) & frozenset(languages.codes)
    return frozenset()


def digest(text: str) -> str:
    """A short name for a text."""
    return sha256(text.encode()).hexdigest()[:24]
