"""Availability of one programme, cell by cell, from its raw rows: exact over unions, with the reason and the date.

A cell is (medium, territory). Days are compared as half-open periods. Rows are few per programme (about six), so this
is computed in Python from one read; the database's constraint stays the judge when rights are taken.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from typing import Any, TypeAlias

from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange

from listings.models import Holding, Programme, RightIn, RightOut
from listings.rights.request import AvailsRequest, Cell
from listings.states import ONLY_ONE, DatesShown, Grade, Purpose
from marketplace.kit.fields import from_text
from marketplace.kit.periods import Period
from marketplace.vocabularies import languages, media, territories, uses

Codes = frozenset[str]
ANY: Codes = frozenset()


@dataclass(frozen=True)
class Segment:
    """A stretch of time in one state: free, nonex, own, hold, mine, sold, hb, none. `until` is when a blocker ends."""

    period: Period
    state: str
    expires_at: datetime | None = None


@dataclass(frozen=True)
class Elsewhere:
    """What is taken through another listing of the same work: enough to tell that it stands in the way, and no more.

    `grade` is how it stands to this listing. `listing` is the other listing's id: it never leaves the server.
    """

    listing: int
    purpose: str
    grade: str
    holding_id: int | None
    licensee_id: int | None
    territories: Codes
    media: Codes
    languages: Codes
    uses: Codes
    period: DateRange
    expires_at: datetime | None
    dates_shown: str = DatesShown.ALL


Standing: TypeAlias = RightOut | Elsewhere


@dataclass(frozen=True)
class Rights:
    """All rows that count for one listing at one moment: its own, and what is taken through others of its work.

    What is held but contested is among `held`; it can be licensed by nobody until staff have decided.
    """

    held: tuple[RightIn, ...]
    taken: tuple[RightOut, ...]
    elsewhere: tuple[Elsewhere, ...] = ()

    @property
    def standing(self) -> tuple[Standing, ...]:
        """Everything that may stand in the way."""
        return (*self.taken, *self.elsewhere)


VOCABULARIES = (territories.VOCABULARY, media.VOCABULARY, languages.VOCABULARY, uses.VOCABULARY)
SETS = ("territories", "media", "languages", "uses")
# In the order of the models' fields, as `from_db` takes them.
HELD = ("id", "programme_id", *SETS, "licensable", "exclusive", "contested")
TAKEN = ("id", "programme_id", "purpose", "grade", "holding_id", "licensee_id", *SETS, "period", "expires_at")
ROWS = """
select 'held', id, programme_id, territories::text, media::text, languages::text, uses::text, licensable, exclusive,
  contested, '', '', null::bigint, null::bigint, null::timestamptz, null::bigint, ''
from listings_rightin where programme_id = any(%(ids)s)
union all
select 'taken', id, programme_id, territories::text, media::text, languages::text, uses::text, period, false, false,
  purpose, grade, holding_id, licensee_id, expires_at, null, ''
from listings_rightout where programme_id = any(%(ids)s) and active and (expires_at is null or expires_at > %(at)s)
union all
select 'elsewhere', o.right_id, o.listing_id, o.territories::text, o.media::text, o.languages::text, o.uses::text,
  o.period, false, false, o.purpose, o.grade, o.holding_id, o.licensee_id, o.expires_at, o.programme_id,
  coalesce(t.dates_shown, 'all')
from listings_taken_elsewhere o join listings_programme p on p.id = o.programme_id
left join listings_sellerterms t on t.organisation_id = p.organisation_id
where o.listing_id = any(%(ids)s) and (o.expires_at is null or o.expires_at > %(at)s)
order by 2
"""


def read_rights(programmes: Iterable[Programme], at: datetime) -> dict[int, Rights]:
    """The rows of many programmes in one read, with what answers need of them: {programme id: Rights}.

    Anything else that is asked of a row is a read of its own: see `read_records`.
    """
    ids = [programme.pk for programme in programmes]
    found: dict[int, dict[str, list[Any]]] = {pk: {"held": [], "taken": [], "elsewhere": []} for pk in ids}
    with connection.cursor() as cursor:
        cursor.execute(ROWS, {"ids": ids, "at": at})
        for what, pk, programme, *values in cursor.fetchall():
            found[programme][what].append(make_row(what, pk, programme, *values))
    return {pk: Rights(*map(tuple, rows.values())) for pk, rows in found.items()}


def make_row(what: str, pk: int, programme: int, *values: Any) -> "RightIn | RightOut | Elsewhere":
    """A row of ROWS as what it is."""
    sets = [from_text(text, known) for text, known in zip(values[:4], VOCABULARIES, strict=True)]
    days, exclusive, contested, purpose, grade, holding, licensee, expires_at, listing, dates = values[4:]
    if what == "held":
        return RightIn.from_db("default", HELD, [pk, programme, *sets, days, exclusive, contested])
    if what == "taken":
        named = [pk, programme, purpose, grade, holding, licensee]
        return RightOut.from_db("default", TAKEN, [*named, *sets, days, expires_at])
    places, rights, spoken, used = sets
    return Elsewhere(listing, purpose, grade, holding, licensee, places, rights, spoken, used, days, expires_at, dates)


def read_records(programmes: Iterable[Programme], at: datetime) -> dict[int, Rights]:
    """The rows of many programmes with all that their records say: {programme id: Rights}. For the seller's own pages."""
    known = read_rights(programmes, at)
    held: dict[int, list[RightIn]] = {pk: [] for pk in known}
    taken: dict[int, list[RightOut]] = {pk: [] for pk in known}
    for row in RightIn.objects.filter(programme__in=known):
        held[row.programme_id].append(row)
    for out in RightOut.objects.filter(programme__in=known).blocking(at):
        taken[out.programme_id].append(out)
    return {pk: Rights(tuple(held[pk]), tuple(taken[pk]), rights.elsewhere) for pk, rights in known.items()}


def period_of(row: RightIn | Standing) -> Period:
    """The days that count: those that may be licensed on, or those that are taken."""
    days = row.licensable if isinstance(row, RightIn) else row.period
    return Period(days.lower, days.upper)


# Which grades meet: the table behind the lanes of the exclusion constraint.
MEETS = {
    Grade.EXCLUSIVE: "SENHO",
    Grade.SOLE: "SENH",
    Grade.NON_EXCLUSIVE: "SEH",
    Grade.HOLDBACK: "SENO",
    Grade.OWN: "SH",
    Grade.TERM: "",
}


def grades_clash(grade: str, other: str) -> bool:
    """Do two grades meet?"""
    return other in MEETS[Grade(grade)]


def touches_asked(asked: Codes, held: Codes) -> bool:
    """Does a row touch what is asked? Nothing in particular is touched by everything."""
    return not asked or bool(asked & held)


def find_blockers(
    rights: Rights, cell: Cell, asked: AvailsRequest, window: Period, own: Holding | None = None
) -> list[Standing]:
    """Rows that refuse `asked` in this cell and window, those of the `own` holding left out. Without languages or uses, any
    overlapping row blocks."""
    medium, territory = cell
    spoken, used = frozenset(asked.languages), frozenset(asked.uses)
    return [
        row
        for row in rights.standing
        if medium in row.media
        and territory in row.territories
        and touches_asked(spoken, row.languages)
        and touches_asked(used, row.uses)
        and grades_clash(asked.grade, row.grade)
        and (own is None or row.holding_id != own.pk)
        and period_of(row).overlaps(window)
    ]


def blocked_cells(
    programme: Programme, cells: Iterable[Cell], asked: AvailsRequest, *, own: Holding | None, at: datetime
) -> frozenset[Cell]:
    """The cells that somebody else's rights refuse."""
    rights = read_rights([programme], at)[programme.pk]
    return frozenset(c for c in cells if find_blockers(rights, c, asked, asked.window, own))


def state_of(row: Standing, mine: int | None) -> str:
    """How a blocking row is drawn, for the organisation with id `mine`."""
    if row.licensee_id is not None and row.licensee_id == mine:
        return "mine"
    if row.grade == Grade.HOLDBACK:
        return "hb"
    if row.purpose in (Purpose.RESERVATION, Purpose.OPTION):
        return "hold"
    if row.grade == Grade.OWN:
        return "own"
    return "sold" if row.grade in ONLY_ONE else "nonex"


# The worst state wins where several rows overlap on a day.
SEVERITY = ("free", "nonex", "own", "mine", "hold", "hb", "sold", "none")


def not_held(rights: Rights, cell: Cell, asked: AvailsRequest, window: Period, *, exclusive: bool) -> list[Period]:
    """The parts of `window` that the seller does not hold in each of the languages and uses asked for."""
    medium, territory = cell
    rows = [
        row
        for row in rights.held
        if medium in row.media
        and territory in row.territories
        and (row.exclusive or not exclusive)
        and not row.contested
    ]
    missing: list[Period] = []
    for language in asked.languages or ("",):
        for use in asked.uses or ("",):
            held = [
                period_of(row)
                for row in rows
                if (not language or language in row.languages) and (not use or use in row.uses)
            ]
            missing.extend(window.minus(held))
    return Period.union(missing)


def make_timeline(
    rights: Rights, cell: Cell, asked: AvailsRequest, *, window: Period | None = None, mine: int | None = None
) -> list[Segment]:
    """The whole window (that of the request, or another) as segments in order; neighbours in the same state are one."""
    days = window or asked.window
    layers: list[tuple[Period, str, datetime | None]] = [
        (period_of(row), state_of(row, mine), row.expires_at) for row in find_blockers(rights, cell, asked, days)
    ]
    layers += [(p, "none", None) for p in not_held(rights, cell, asked, days, exclusive=False)]
    if asked.exclusive:  # held, but not exclusively: only a non-exclusive licence can be had
        layers += [(p, "nonex", None) for p in not_held(rights, cell, asked, days, exclusive=True)]
    return merge_segments(cut_window(days, layers))


def cut_window(window: Period, layers: list[tuple[Period, str, datetime | None]]) -> list[Segment]:
    """Cut the window at every border and keep the worst state of each piece."""
    far = window.end or date.max
    borders = {window.start, far}
    for period, _state, _expires in layers:
        borders |= {day for day in (period.start, period.end or far) if window.start < day < far}
    days = sorted(borders)
    segments = []
    for start, end in pairwise(days):
        piece = Period(start, None if end == date.max else end)
        here = [(SEVERITY.index(state), state, expires) for period, state, expires in layers if period.overlaps(piece)]
        _rank, state, expires = max(here, key=lambda item: item[0], default=(0, "free", None))
        segments.append(Segment(piece, state, expires))
    return segments


def merge_segments(segments: list[Segment]) -> list[Segment]:
    """Join neighbours that say the same."""
    joined: list[Segment] = []
    for segment in segments:
        last = joined[-1] if joined else None
        if last and (last.state, last.expires_at) == (segment.state, segment.expires_at):
            joined[-1] = Segment(Period(last.period.start, segment.period.end), last.state, last.expires_at)
        else:
            joined.append(segment)
    return joined


def is_free(segments: list[Segment]) -> bool:
    """Can the cell be licensed as asked for the whole window?"""
    return all(segment.state == "free" for segment in segments)
