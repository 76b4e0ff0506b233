"""Which listings look like listings of one work: by number, or by title, kind, year, length and origin."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from listings.models import SHARED_SCHEMES, Identifier, Programme, SearchEntry, WorkIdentifier
from listings.text.keys import title_keys

CLOSE_MINUTES = 5


def by_title(programmes: Sequence[int]) -> list[tuple[int, int]]:
    """(listing, another that looks like one of the same work) of these listings, works that are one already left out."""
    keys = dict(SearchEntry.objects.filter(programme__in=list(programmes)).values_list("programme", "keys"))
    found = candidates({key for some in keys.values() for key in some})
    rows = Programme.objects.select_related("work").in_bulk({*keys, *(pk for some in found.values() for pk in some)})
    return [
        (pk, other)
        for pk in sorted(keys)
        for other in sorted({other for key in keys[pk] for other in found.get(key, ())} - {pk})
        if rows[pk].work.root_id != rows[other].work.root_id and alike(facts_of(rows[pk]), facts_of(rows[other]))
    ]


def candidates(keys: Iterable[str]) -> dict[str, set[int]]:
    """{title key: the listings that have it}."""
    wanted = set(keys)
    found: dict[str, set[int]] = {}
    for pk, theirs in SearchEntry.objects.filter(keys__overlap=sorted(wanted)).values_list("programme", "keys"):
        for key in wanted.intersection(theirs):
            found.setdefault(key, set()).add(pk)
    return found


def facts_of(programme: Programme) -> dict[str, Any]:
    return {name: getattr(programme, name) for name in ("kind", "year", "minutes", "production_territories")}


def alike(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
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


def listed_already(
    organisation: int, facts: Mapping[str, Any], titles: Iterable[str], numbers: Iterable[str]
) -> Programme | None:
    """The organisation's own listing of the work that these facts describe. `numbers`: "imdb tt2776344"."""
    own = Programme.objects.filter(organisation=organisation, mandated=False)
    wanted = set(numbers)
    same = Identifier.objects.filter(value__in=[number.partition(" ")[2] for number in wanted], warning="")
    numbered = {
        pk for pk, scheme, value in same.values_list("programme", "scheme", "value") if f"{scheme} {value}" in wanted
    }
    titled = {pk for some in candidates(title_keys(list(titles))).values() for pk in some}
    rows = own.filter(pk__in=numbered | titled).order_by("pk")
    return next((row for row in rows if row.pk in numbered or alike(facts, facts_of(row))), None)


@dataclass(frozen=True)
class Sign:
    """Something that two listings have in common, or say differently."""

    name: str
    mine: str
    theirs: str
    same: bool


def signs(one: Programme, other: Programme) -> list[Sign]:
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
        ("origin", ", ".join(one.production_territories), ", ".join(other.production_territories),
         bool(set(one.production_territories) & set(other.production_territories))),
        ("directors", ", ".join(people[0]), ", ".join(people[1]), bool(set(people[0]) & set(people[1]))),
    ]  # fmt: skip
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
  and a.held_for <> b.held_for and a.active and b.active
where a.lock_id = %s and b.lock_id = %s order by a.id, b.id limit 1
"""


def clash_of(one: int, other: int) -> list[int]:
    """The first two records (ids of rights out) that stand in the way of making two locks one; none = []."""
    with connection.cursor() as cursor:
        cursor.execute(CLASH, [one, other])
        found = cursor.fetchone()
    return list(found or ())
