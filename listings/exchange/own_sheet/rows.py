"""Rows of the own sheet: one for each right held and for each right taken, with everything that Monsoon records."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import prefetch_related_objects

from listings.models import Programme, RightIn, RightOut
from listings.rights.queries.cells import read_records
from listings.states import LICENCE_GRADES, Grade
from marketplace.kit.periods import Period
from marketplace.vocabularies import languages
from marketplace.vocabularies import uses as vocabulary_of_uses

Codes = frozenset[str]
HELD = "held"


@dataclass(frozen=True)
class Row:
    """`kind` is "held" or a `Purpose`; `grade` S, E, N, or "" for holdbacks and own use; ends are first days after."""

    row: int
    title_id: str
    kind: str
    territories: Codes
    media: Codes
    period: Period
    languages: Codes = frozenset(languages.codes)
    uses: Codes = vocabulary_of_uses.ALL
    grade: str = ""
    latest_end: date | None = None
    underlying_end: date | None = None
    underlying_note: str = ""
    source: str = ""
    binds: str = ""
    expires: datetime | None = None
    runs: int | None = None
    catch_up: int | None = None
    cut: str = ""
    note: str = ""
    record: str = ""
    title: str = ""
    licensee: str = ""

    @property
    def held(self) -> bool:
        """Is it a right held (not one taken)?"""
        return self.kind == HELD


def rows_of(programmes: Iterable[Programme], *, at: datetime) -> list[Row]:
    """Every right held, and everything that stands taken at `at`, programme by programme."""
    wanted = list(programmes)
    rights = read_records(wanted, at)
    prefetch_related_objects([row for found in rights.values() for row in found.taken], "cut", "licensee")
    rows: list[Row] = []
    for programme in wanted:
        own = rights[programme.pk]
        for held in sorted(own.held, key=lambda row: row.pk):
            rows.append(_right_in(held, programme, len(rows) + 2))
        for taken in sorted(own.taken, key=lambda row: row.pk):
            rows.append(_right_out(taken, programme, len(rows) + 2))
    return rows


def _right_in(one: RightIn, programme: Programme, number: int) -> Row:
    return Row(
        row=number,
        title_id=programme.public_id,
        title=programme.original_title,
        kind=HELD,
        territories=one.territories,
        media=one.media,
        languages=one.languages,
        uses=one.uses,
        period=Period(one.period.lower, one.period.upper),
        grade=Grade.EXCLUSIVE.value if one.exclusive else Grade.NON_EXCLUSIVE.value,
        latest_end=one.latest_end,
        underlying_end=one.underlying_end,
        underlying_note=one.underlying_note,
        source=one.source,
        record=one.key or f"in-{one.pk}",
    )


def _right_out(one: RightOut, programme: Programme, number: int) -> Row:
    return Row(
        row=number,
        title_id=programme.public_id,
        title=programme.original_title,
        kind=one.purpose,
        territories=one.territories,
        media=one.media,
        languages=one.languages,
        uses=one.uses,
        period=Period(one.period.lower, one.period.upper),
        grade=one.grade if one.grade in LICENCE_GRADES else "",
        binds=one.binds if one.purpose == "holdback" else "",
        expires=one.expires_at,
        runs=one.runs,
        catch_up=one.catch_up_days,
        cut=one.cut.name if one.cut else "",
        note=one.note,
        licensee=one.licensee.name_en if one.licensee else "",
        record=one.key or f"out-{one.pk}",
    )
