"""Which listings look like listings of one work: by number, or by title, kind, year, length and origin."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet

from listings.models import SHARED_SCHEMES, Identifier, Programme, SearchEntry, WorkIdentifier
from listings.states import ListingState
from listings.text.keys import title_keys

CLOSE_MINUTES = 5


def by_title(programmes: Sequence[int]) -> list[tuple[int, int]]:
    """(listing, another that looks like one of the same work) of these listings, works that are one already left out."""
    keys = dict(SearchEntry.objects.filter(programme__in=list(programmes)).values_list("programme", "keys"))
    found = find_candidates({key for some in keys.values() for key in some})
    rows = Programme.objects.select_related("work").in_bulk({*keys, *(pk for some in found.values() for pk in some)})
    return [
        (pk, other)
        for pk in sorted(keys)
        for other in sorted({other for key in keys[pk] for other in found.get(key, ())} - {pk})
        if rows[pk].work.root_id != rows[other].work.root_id and is_alike(facts_of(rows[pk]), facts_of(rows[other]))
    ]


def find_candidates(keys: Iterable[str], **among: Any) -> dict[str, set[int]]:
    """{title key: the listings that have it}; `among` narrows them (lookups of SearchEntry)."""
    wanted = set(keys)
    found: dict[str, set[int]] = {}
    entries = SearchEntry.objects.filter(keys__overlap=sorted(wanted), **among)
    for pk, theirs in entries.values_list("programme", "keys"):
        for key in wanted.intersection(theirs):
            found.setdefault(key, set()).add(pk)
    return found


def facts_of(programme: Programme) -> dict[str, Any]:
    return {name: getattr(programme, name) for name in ("kind", "year", "minutes", "production_territories")}


def is_alike(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Of one kind, made within a year of each other in a place they share, as long as each other as far as both say."""
    years, minutes = (one["year"], other["year"]), (one["minutes"], other["minutes"])
    return (
        one["kind"] == other["kind"]
        and None not in years
        and abs(years[0] - years[1]) <= 1
        and not set(one["production_territories"]).isdisjoint(other["production_territories"])
        and (None in minutes or abs(minutes[0] - minutes[1]) <= max(CLOSE_MINUTES, minutes[0] // 10))
    )


def by_number(programmes: Sequence[int]) -> list[tuple[int, int]]:
    """(listing, another work that its EIDR, ISAN or IMDb number names)."""
    mine = Identifier.objects.filter(programme__in=list(programmes), scheme__in=SHARED_SCHEMES, warning="")
    numbers = {(scheme, value): pk for pk, scheme, value in mine.values_list("programme", "scheme", "value")}
    named = WorkIdentifier.objects.filter(value__in=[value for _scheme, value in numbers]).select_related("work")
    roots = {
        row.pk: row.work.root_id for row in Programme.objects.filter(pk__in=list(programmes)).select_related("work")
    }
    pairs = [(numbers[row.scheme, row.value], row.work) for row in named if (row.scheme, row.value) in numbers]
    return sorted({(pk, work.pk) for pk, work in pairs if work.root_id != roots[pk]})


@dataclass(frozen=True)
class ComparedWork:
    """What is said of a work that is to be listed: kind, year, minutes and production territories, its titles in any
    language, its numbers ("imdb tt2776344")."""

    facts: Mapping[str, Any]
    titles: Sequence[str]
    numbers: Sequence[str] = ()

    @cached_property
    def match_keys(self) -> list[str]:
        return title_keys(list(self.titles))


def listed_already(
    organisation: int, works: Sequence[ComparedWork], own: QuerySet[Programme] | None = None
) -> list[Programme | None]:
    """For each of these works the organisation's own listing of it (`own`: one of these), the oldest first; None where it
    has none."""
    own = Programme.objects.filter(organisation=organisation, mandated=False) if own is None else own
    wanted = {number for work in works for number in work.numbers}
    same = Identifier.objects.filter(value__in=[number.partition(" ")[2] for number in wanted], warning="")
    numbered: dict[str, set[int]] = {}
    for pk, scheme, value in same.values_list("programme", "scheme", "value"):
        numbered.setdefault(f"{scheme} {value}", set()).add(pk)
    titled = find_candidates({key for work in works for key in work.match_keys}, programme__organisation=organisation)
    rows = own.in_bulk({pk for some in (*numbered.values(), *titled.values()) for pk in some})
    return [first_listed(work, rows, numbered, titled) for work in works]


def other_listing(programme: Programme) -> Programme | None:
    """Another listing that its seller has sent to review or published of the same work; a season is not another one's."""
    own = Programme.objects.filter(organisation=programme.organisation_id, mandated=False)
    own = own.exclude(pk=programme.pk).exclude(state__in=[ListingState.DRAFT, ListingState.RETURNED])
    if programme.work.series_id:
        own = own.exclude(~Q(work=programme.work_id), work__series=programme.work.series_id)
    work = ComparedWork(facts_of(programme), shown_titles(programme), shown_numbers(programme))
    return None if programme.mandated else listed_already(programme.organisation_id, [work], own)[0]


def first_listed(
    work: ComparedWork, rows: Mapping[int, Programme], numbered: Mapping[str, set[int]], titled: Mapping[str, set[int]]
) -> Programme | None:
    """The first of these listings that has a number of the work, or a title of it and the facts as well."""
    by_its_number = {pk for number in work.numbers for pk in numbered.get(number, ())}
    by_its_title = {pk for key in work.match_keys for pk in titled.get(key, ())}
    for pk in sorted(rows.keys() & (by_its_number | by_its_title)):
        if pk in by_its_number or is_alike(work.facts, facts_of(rows[pk])):
            return rows[pk]
    return None


@dataclass(frozen=True)
class Sign:
    """Something that two listings have in common, or say differently."""

    name: str
    mine: str
    theirs: str
    same: bool


def collect_signs(one: Programme, other: Programme) -> list[Sign]:
    """The evidence side by side."""
    titles = [shown_titles(row) for row in (one, other)]
    shared = set(title_keys(titles[0])) & set(title_keys(titles[1]))
    numbers = [shown_numbers(row) for row in (one, other)]
    people = [sorted({c.name for c in row.credits.all() if c.role == "director"}) for row in (one, other)]
    facts = [
        ("title", " / ".join(titles[0]), " / ".join(titles[1]), bool(shared)),
        ("numbers", ", ".join(numbers[0]), ", ".join(numbers[1]), bool(set(numbers[0]) & set(numbers[1]))),
        ("kind", one.kind, other.kind, one.kind == other.kind),
        ("year", str(one.year or ""), str(other.year or ""), one.year == other.year),
        ("minutes", str(one.minutes or ""), str(other.minutes or ""), one.minutes == other.minutes),
        (
            "origin",
            ", ".join(one.production_territories),
            ", ".join(other.production_territories),
            bool(set(one.production_territories) & set(other.production_territories)),
        ),
        ("directors", ", ".join(people[0]), ", ".join(people[1]), bool(set(people[0]) & set(people[1]))),
    ]
    return [Sign(*fact) for fact in facts if fact[1] or fact[2]]


def shown_titles(programme: Programme) -> list[str]:
    """The original title first, then the others."""
    return list(dict.fromkeys([programme.original_title, *(t.title for t in programme.texts.all() if t.title)]))


def shown_numbers(programme: Programme) -> list[str]:
    """imdb tt2776344"""
    return [
        f"{i.scheme} {i.value}" for i in programme.identifiers.all() if i.scheme in SHARED_SCHEMES and not i.warning
    ]


# Records of two works that could not both stand if they were one. Cuts that staff have not confirmed count as the whole.
CLASH = """
select a.id, b.id from listings_rightout a join listings_rightout b
  on a.territories && b.territories and a.media && b.media and a.languages && b.languages and a.uses && b.uses
  and a.period && b.period and a.desks && b.desks and a.lane_x && b.lane_x and a.lane_y && b.lane_y
  and coalesce(a.holding_id, -a.id) <> coalesce(b.holding_id, -b.id) and a.active and b.active
where a.lock_id = %s and b.lock_id = %s order by a.id, b.id limit 1
"""


def clash_of(one: int, other: int) -> list[int]:
    """The first two records (ids of rights out) that stand in the way of making two locks one; none = []."""
    with connection.cursor() as cursor:
        cursor.execute(CLASH, [one, other])
        found = cursor.fetchone()
    return list(found or ())
