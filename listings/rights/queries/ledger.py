"""The rights ledger: what a programme's rights come to, medium by medium over ten years, and which record stands behind."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import Q

from listings.models import ConflictCase, Programme, RightIn, RightOut, RightsClaim, RightsHistory
from listings.rights.queries.cells import (
    Elsewhere,
    Rights,
    Segment,
    Standing,
    cut_window,
    find_blockers,
    make_timeline,
    merge_segments,
    period_of,
    state_of,
)
from listings.rights.request import AvailsRequest
from listings.states import Grade
from marketplace.kit.periods import Period
from marketplace.vocabularies import media, territories

YEARS = 10
Record = RightIn | RightOut
# A right in that was taken away, with the values that it had last.
ENDED = """
select (jsonb_populate_record(null::listings_rightin, before)).* from listings_rightshistory
where kind = 'in' and "row" = %s and programme_id = %s and after is null order by id desc limit 1
"""


@dataclass(frozen=True)
class Stretch:
    """A stretch of one bar, and the record that makes it what it is: none where nothing is held, `Elsewhere` where
    another listing of the work stands behind it."""

    segment: Segment
    behind: RightIn | Standing | None


def ten_years(day: date) -> Period:
    """The years that a ledger draws: from the first of January of `day`'s year."""
    return Period(date(day.year, 1, 1), date(day.year + YEARS, 1, 1))


def rows_of(rights: Rights) -> list[RightIn | Standing]:
    """All rows, what is held first."""
    return [*rights.held, *rights.standing]


def media_of(rights: Rights) -> list[str]:
    """Every medium that some record names, in the vocabulary's order."""
    named = frozenset[str]().union(*(row.media for row in rows_of(rights)))
    return sorted(named, key=media.number)


def territories_of(rights: Rights) -> list[str]:
    """Every territory that some record names, in the vocabulary's order."""
    named = frozenset[str]().union(*(row.territories for row in rows_of(rights)))
    return sorted(named, key=territories.number)


def busiest_territory(rights: Rights) -> str:
    """The territory with most records, what is taken counting first; nothing without any record."""
    places = territories_of(rights)
    return max(
        places, key=lambda t: (count_in_territory(rights.taken, t), count_in_territory(rights.held, t)), default=""
    )


def count_in_territory(rows: Iterable[RightIn | Standing], territory: str) -> int:
    return sum(territory in row.territories for row in rows)


def group_alike(rights: Rights, medium: str) -> list[str]:
    """One territory of each kind: those that the same records of this medium name have the same availability."""
    rows = [row for row in rows_of(rights) if medium in row.media]
    kinds: dict[tuple[bool, ...], str] = {}
    for place in territories_of(rights):
        kinds.setdefault(tuple(place in row.territories for row in rows), place)
    return [place for named, place in kinds.items() if any(named)]


def make_stretches(rights: Rights, medium: str, territory: str, grade: Grade, window: Period) -> list[Stretch]:
    """One bar: a medium in a territory, or in all territories that records name, the worst state winning (`""`)."""
    places = [territory] if territory else group_alike(rights, medium)
    asked = AvailsRequest((medium,), tuple(places), window, grade)
    lines = [make_timeline(rights, (medium, place), asked) for place in places]
    if len(lines) == 1:
        whole = lines[0]
    else:
        layers = [(s.period, s.state, s.expires_at) for line in lines for s in line if s.state != "free"]
        whole = merge_segments(cut_window(window, layers or [(window, "none", None)]))
    return [Stretch(segment, record_behind(rights, asked, segment)) for segment in whole]


def record_behind(rights: Rights, asked: AvailsRequest, segment: Segment) -> RightIn | Standing | None:
    """The record that makes the stretch what it is: what blocks it, else what is held."""
    for cell in asked.cells:
        found = find_blockers(rights, cell, asked, segment.period)
        blocking = [row for row in found if state_of(row, None) == segment.state]
        if blocking:
            return min(blocking, key=lambda row: (isinstance(row, Elsewhere), row.period.lower, getattr(row, "pk", 0)))
    if segment.state in ("free", "nonex"):
        return next((row for cell in asked.cells for row in rights.held if covers_cell(row, cell, segment)), None)
    return None


def covers_cell(row: RightIn, cell: tuple[str, str], segment: Segment) -> bool:
    """Does the right hold this cell on some day of the stretch?"""
    return cell[0] in row.media and cell[1] in row.territories and period_of(row).overlaps(segment.period)


def history_of(kind: str, row: int, programme: Programme) -> list[RightsHistory]:
    """Every change of one record, newest first."""
    changes = RightsHistory.objects.filter(kind=kind, row=row, programme=programme)
    return list(changes.select_related("author").order_by("-id"))


def newest_changes(programme: Programme, most: int) -> list[RightsHistory]:
    """The newest changes of any record of a programme, newest first."""
    return list(RightsHistory.objects.filter(programme=programme).select_related("author").order_by("-id")[:most])


def last_known(kind: str, row: int, programme: Programme) -> Record | None:
    """A record as it stood last, also after it was taken away; None for one that this programme never had."""
    if kind == "out":  # released, never deleted
        return RightOut.objects.filter(programme=programme, pk=row).first()
    standing = RightIn.objects.filter(programme=programme, pk=row).first()
    return standing or next(iter(RightIn.objects.raw(ENDED, [row, programme.pk])), None)


@dataclass(frozen=True)
class Collision:
    """An open case: the licence, and the right in under it that ended."""

    case: ConflictCase
    ended: Record | None


def open_collisions(programme: Programme) -> list[Collision]:
    """The open cases of a programme, oldest first."""
    cases = ConflictCase.objects.filter(right_out__programme=programme, closed_at=None).order_by("opened_at")
    return [Collision(case, last_known("in", case.right_in, programme)) for case in cases.select_related("right_out")]


def open_claims(row: RightIn) -> list[RightsClaim]:
    """Claims about this right that staff have not decided."""
    return list(RightsClaim.objects.filter(Q(later=row.pk) | Q(earlier=row.pk), outcome="").order_by("pk"))


# Licences, holds and mandates of a programme that would lose their ground without one of its rights in.
RESTING = """
select o.id from listings_rightout o join listings_rightin r on r.programme_id = o.programme_id
where r.id = %s and o.active and o.grade not in ('H', 'L') and o.territories && r.territories and o.media && r.media
  and o.languages && r.languages and o.uses && r.uses and o.period && r.licensable and not r.contested order by o.id
"""


def resting_on(row: RightIn) -> list[RightOut]:
    """What was given under a right in: every standing record that takes some of it."""
    with connection.cursor() as cursor:
        cursor.execute(RESTING, [row.pk])
        ids = [pk for (pk,) in cursor.fetchall()]
    return list(RightOut.objects.filter(pk__in=ids).order_by("pk"))
