"""What a Transaction of an Avails file means here: which rights in, of which programme. Pure values, no database.

A licence type becomes a media right, a window a half-open period of days, languages with what they stand for become
languages and uses. What cannot be said here is refused with the rule that says why; nothing is guessed.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from typing import Any

from listings.exchange.avails.model import Transaction
from listings.exchange.meaning_days import days_of
from listings.exchange.meaning_languages import language_uses
from listings.exchange.not_here import NotHere
from marketplace.kit.periods import Period
from marketplace.vocabularies import media, regions, territories

Codes = frozenset[str]
EU = "AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE"  # its members, as of 2026
BY_LICENSE_TYPE = {row.avails: row.code for row in media.MEDIA if row.avails}
# Names outside the standard's list that are plain, as other systems write them.
BY_NAME = {
    "TVOD": "TVOD",
    "FVOD": "FVOD",
    "PAYTV": "PTV",
    "PAY TV": "PTV",
    "FREETV": "FTV",
    "FREE TV": "FTV",
    "FTA": "FTV",
    "FAST": "FAST",
    "THEATRICAL": "THEA",
    "NON-THEATRICAL": "NONTHEA",
    "INFLIGHT": "AIR",
    "DVD": "HV",
    "HOTEL": "HOTEL",
    "PPV": "PPV",
}


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
            sorted(self.territories),
            sorted(self.media),
            sorted(self.languages),
            sorted(self.uses),
            str(self.period.start),
            str(self.period.end),
            self.exclusive,
            self.source,
        )
        return digest_text(repr(parts))


def blocks_of(row: Transaction, today: date) -> list[Block]:
    """The rights in of one row: one box per set of language uses. Raises NotHere."""
    what, exclusive, source = frozenset({read_medium(row)}), row.exclusive is not False, row.contract_id[:120]
    return [
        Block(where, what, spoken, used, when, exclusive, source, frozenset({row.row}))
        for when, where in split_windows(row, today).items()
        for used, spoken in language_uses(row).items()
    ]


def merge_blocks(blocks: Iterable[Block]) -> list[Block]:
    """Fewer boxes that say the same: territories join where all else is equal, then media."""
    return join_blocks(join_blocks(blocks, "territories"), "media")


def join_blocks(blocks: Iterable[Block], dimension: str) -> list[Block]:
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


def split_windows(row: Transaction, today: date) -> dict[Period, Codes]:
    """{days: territories}: a time with a zone is another day in another territory. Raises NotHere."""
    where = territories_of(row)
    if not any(edge.at and edge.at.tzinfo for edge in (row.start, row.end)):
        return {days_of(row, today): where}
    found: dict[Period, set[str]] = defaultdict(set)
    for code in where:
        found[days_of(row, today, code)].add(code)
    return {period: frozenset(codes) for period, codes in found.items()}


def territories_of(row: Transaction) -> Codes:
    """Territories in, less those out. Sub-regions are not traded here."""
    wanted = expand_codes(row.territories) - expand_codes(row.excluded)
    if not wanted:
        raise NotHere("no-territory-left", "AvailTrans/Territory", ", ".join(row.territories))
    return wanted


def expand_codes(codes: Iterable[str]) -> Codes:
    """ISO codes, worldwide (ZZ), the EU and regions of UN M.49 as territories. Raises NotHere for parts of a territory."""
    found: set[str] = set()
    for code in codes:
        if code == "ZZ":
            found |= set(territories.codes)
        elif code == "EU":
            found |= set(EU.split())
        elif code in regions.M49:
            found |= regions.M49[code]
        elif code in territories.VOCABULARY:
            found.add(code)
        else:
            raise NotHere("part-of-territory" if "-" in code else "territory-not-traded", "AvailTrans/Territory", code)
    return frozenset(found)


def read_medium(row: Transaction) -> str:
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


def digest_text(text: str) -> str:
    """A short name for a text."""
    return sha256(text.encode()).hexdigest()[:24]
