"""Writes checked titles in bulk: new ones as programmes, known ones with what is new in them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from accounts.actors import Actor
from accounts.audit import record_entry
from listings.actions import MayNotList
from listings.exchange.drafts import Draft
from listings.exchange.listed import find_doubles, listed_titles
from listings.exchange.remarks import rating_of
from listings.exchange.title_languages import text_language
from listings.exchange.titles import Title
from listings.models import Credit, Identifier, Permit, Programme, ProgrammeText, Rating, Season, Work
from listings.policies import may_list
from listings.programmes.actions.change_facts import change_facts, lock_listing
from listings.programmes.actions.index_programme import index_programmes
from listings.programmes.actions.match_works import match_works
from listings.programmes.actions.save_programme import public_id
from listings.programmes.actions.works import FACTS, add_numbers, season_of
from listings.programmes.queries.facts import Facts, plain_rows, wanted_facts
from listings.states import ListingState
from marketplace.vocabularies.identifiers import check_identifier
from marketplace.vocabularies.programmes import EPISODIC
from marketplace.vocabularies.ratings import system_of

BATCH = 1_000
DETAILS = ("texts", "credits", "permits", "ratings")


@dataclass
class Imported:
    """How many rows were what; `programmes` are the new ones, `listed` those that the seller has already, by the keys of
    the rows that are about the same works (which are counted as unchanged)."""

    new: int = 0
    updated: int = 0
    unchanged: int = 0
    programmes: list[Programme] = field(default_factory=list)
    listed: dict[str, Programme] = field(default_factory=dict)


def import_titles(
    *, titles: Sequence[Title], by: Actor, at: datetime, state: ListingState = ListingState.DRAFT
) -> Imported:
    """Write the titles as programmes of the actor's organisation, all or nothing; indexed. Raises MayNotList.

    A title whose key is known gets what is new in the row; nothing that a person wrote is taken away. One of a work that
    the seller lists already is not listed twice.
    """
    if not may_list(by):
        raise MayNotList(by)
    done = Imported()
    with transaction.atomic():
        for start in range(0, len(titles), BATCH):
            write_batch(titles[start : start + BATCH], by, at, state, done)
        told = {"new": done.new, "updated": done.updated, "unchanged": done.unchanged, "listed": len(done.listed)}
        record_entry(by=by, did="listings.import_titles", what=by.organisation, at=at, after=told)
    return done


def write_batch(titles: Sequence[Title], by: Actor, at: datetime, state: ListingState, done: Imported) -> None:
    """New and known titles of one batch, and those of works that are listed already, by an earlier row or otherwise."""
    known = {p.source_key: p for p in read_stored(by, [title.key for title in titles])}
    listed = listed_titles(by.organisation, titles)
    fresh = [title for title in titles if title.key not in known and title.key not in listed]
    again = find_doubles(fresh)
    made = create_programmes([title for title in fresh if title.key not in again], by, at, state)
    by_key = {p.source_key: p for p in made}
    done.listed |= listed | {key: by_key[first] for key, first in again.items()}
    changed = [
        known[title.key]
        for title in titles
        if title.key in known and refresh_programme(known[title.key], title, by, at)
    ]
    done.new += len(made)
    done.updated += len(changed)
    done.unchanged += len(titles) - len(made) - len(changed)
    done.programmes += made
    index_programmes(read_stored(by, [p.source_key for p in made]))
    match_works(programmes=[p.pk for p in made], by=by, at=at)


def read_stored(by: Actor, keys: Iterable[str | None]) -> Iterable[Programme]:
    """The organisation's programmes with these keys, with their details."""
    rows = Programme.objects.filter(organisation=by.organisation, source_key__in=list(keys))
    return rows.select_related("organisation").prefetch_related(*DETAILS, "identifiers")


def create_programmes(titles: Sequence[Title], by: Actor, at: datetime, state: ListingState) -> list[Programme]:
    """The rows of new programmes and their details."""
    published = state == ListingState.PUBLISHED
    made = Programme.objects.bulk_create(
        Programme(
            public_id=public_id(number, title.territories),
            organisation=by.organisation,
            source=title.source,
            source_key=title.key,
            state=ListingState.DRAFT if published else state,
            created_by=by.user,
            created_at=at,
            changed_at=at,
            **facts_of(title),
        )
        for number, title in zip(next_numbers(len(titles)), titles, strict=True)
    )
    pairs = list(zip(made, titles, strict=True))
    ProgrammeText.objects.bulk_create(row for p, t in pairs for row in texts_of(p, t))
    Credit.objects.bulk_create(row for p, t in pairs for row in credits_of(p, t))
    Permit.objects.bulk_create(row for p, t in pairs for row in permits_of(p, t))
    Rating.objects.bulk_create(row for p, t in pairs for row in rating_list(p, t))
    if published:  # at the end: what is published changes no more without a review
        Programme.objects.filter(pk__in=[p.pk for p in made]).update(state=state, published_at=at)
        for programme in made:
            programme.state, programme.published_at = state, at
    return made


def next_numbers(count: int) -> list[int]:
    """`count` numbers for public ids."""
    with connection.cursor() as cursor:
        cursor.execute("select nextval('listings_programme_number') from generate_series(1, %s)", [count])
        return [int(number) for (number,) in cursor.fetchall()]


def facts_of(title: Title) -> dict[str, Any]:
    """The programme's own columns."""
    return {
        "kind": title.kind,
        "original_title": title.title,
        "original_language": title.language,
        "year": title.year,
        "production_territories": list(title.territories),
        "minutes": title.minutes,
        "genres": list(title.genres),
        "episode_count": title.episodes if title.kind in EPISODIC else None,
    }


def texts_of(programme: Programme, title: Title) -> list[ProgrammeText]:
    """The title in the language of its letters, and the English one."""
    language = text_language(title.title, title.language)
    named = ({language: title.title} if language else {}) | ({"en": title.title_en} if title.title_en else {})
    return [ProgrammeText(programme=programme, language=code, title=name) for code, name in named.items()]


def credits_of(programme: Programme, title: Title) -> list[Credit]:
    """Directors, then companies."""
    return [
        Credit(programme=programme, role=role, name=name, position=place)
        for place, (role, name) in enumerate(title.credits)
    ]


def permits_of(programme: Programme, title: Title) -> list[Permit]:
    """The release permit."""
    if title.permit is None:
        return []
    territory, number = title.permit
    return [
        Permit(programme=programme, territory=territory, kind="release", number=number, issued_on=title.permit_date)
    ]


def rating_list(programme: Programme, title: Title) -> list[Rating]:
    """The age classification."""
    if title.rating is None:
        return []
    territory, value = title.rating
    return [Rating(programme=programme, territory=territory, system=system_of(territory, value).code, value=value)]


def refresh_programme(programme: Programme, title: Title, by: Actor, at: datetime) -> bool:
    """Take over what the row says anew; of a published programme, what has to be reviewed waits. True when anything is
    another now."""
    said = {name: value for name, value in facts_of(title).items() if value not in (None, [], "")}
    changes = {name: value for name, value in said.items() if getattr(programme, name) != value}
    stored_rows = {name: plain_rows(name, getattr(programme, name).all()) for name in KNOWN_BY}
    if not changes and not added_rows(stored_rows, programme, title):
        return False
    lock_listing(programme)
    changes |= added_rows(wanted_facts(programme), programme, title)
    return any(change_facts(programme, changes, did="listings.save", by=by, at=at))


# By what a row of a list is known; one that is there stays as it is.
KNOWN_BY = {
    "texts": ("language",),
    "credits": ("role", "name"),
    "permits": ("territory", "number"),
    "ratings": ("territory",),
}


def added_rows(there: Facts, programme: Programme, title: Title) -> Facts:
    """The lists to which the row adds something, as they are with it."""
    said: Facts = {
        "texts": plain_rows("texts", texts_of(programme, title)),
        "credits": plain_rows("credits", credits_of(programme, title)),
        "permits": [
            plain_rows("permits", [p])[0] | {"issued_on": p.issued_on.isoformat() if p.issued_on else None}
            for p in permits_of(programme, title)
        ],
        "ratings": plain_rows("ratings", rating_list(programme, title)),
    }
    found: Facts = {}
    for name, keys in KNOWN_BY.items():
        known = {tuple(row[key] for key in keys) for row in there[name]}
        if new := [row for row in said[name] if tuple(row[key] for key in keys) not in known]:
            found[name] = [*there[name], *new]
    return found


def write_works(drafts: Sequence[Draft], by: Actor, at: datetime) -> list[Programme]:
    """Drafts of programmes that a file of rights names; indexed. A season is the listing of a season's work."""
    works = works_of(drafts, by, at)
    made = Programme.objects.bulk_create(
        Programme(
            public_id=public_id(number, draft.facts["production_territories"]),
            organisation=by.organisation,
            source_key=draft.key,
            state=ListingState.DRAFT,
            created_by=by.user,
            created_at=at,
            changed_at=at,
            series_key=draft.series[0],
            **draft.facts,
            **({"work": works[draft.key]} if draft.key in works else {}),
        )
        for number, draft in zip(next_numbers(len(drafts)), drafts, strict=True)
    )
    pairs = list(zip(made, drafts, strict=True))
    ProgrammeText.objects.bulk_create(
        ProgrammeText(programme=p, language=code, title=title)
        for p, draft in pairs
        for code, title in draft.texts.items()
    )
    Identifier.objects.bulk_create(number_of(p, value) for p, draft in pairs for value in draft.eidrs)
    Credit.objects.bulk_create(
        Credit(programme=p, role=role, name=name, position=place)
        for p, draft in pairs
        for place, (role, name) in enumerate(draft.credits)
    )
    Rating.objects.bulk_create(classed for p, draft in pairs for classed in ratings_of(p, draft))
    Season.objects.bulk_create(Season(programme=p, number=d.season) for p, d in pairs if d.season)
    index_programmes(read_stored(by, [draft.key for draft in drafts]))
    add_numbers([p.pk for p in made])
    match_works(programmes=[p.pk for p in made], by=by, at=at)
    return made


def works_of(drafts: Sequence[Draft], by: Actor, at: datetime) -> dict[str, Work]:
    """{draft's key: the work of its season}. All seasons that an organisation's files name of one series have one root. A
    season that a listing has already, or whose number is not known, is left to the listing's own work."""
    wanted = [draft for draft in drafts if draft.series[0] and draft.season]
    there = Programme.objects.owned_by(by).filter(series_key__in=[draft.series[0] for draft in wanted])
    roots = {p.series_key: p.work.series for p in there.select_related("work__series") if p.work.series}
    taken = set(there.values_list("series_key", "work__season"))
    found: dict[str, Work] = {}
    for draft in wanted:
        key, title = draft.series
        if (key, draft.season) in taken:
            continue
        taken.add((key, draft.season))
        roots[key] = root = roots.get(key) or series_work(title, by, at)
        work = season_of(series=root, number=draft.season, by=by.user, at=at)
        Work.objects.filter(pk=work.pk).update(**{name: draft.facts[name] for name in FACTS})
        found[draft.key] = work
    return found


def series_work(title: str, by: Actor, at: datetime) -> Work:
    """The root of a series' seasons."""
    return Work.objects.create(
        kind="series", original_title=title, production_territories=[], created_by=by.user, created_at=at
    )


def number_of(programme: Programme, value: str) -> Identifier:
    """An EIDR, with what is odd about it: only a right one names its work wherever it is listed."""
    checked = check_identifier("eidr", value[:80])
    return Identifier(programme=programme, scheme="eidr", value=checked.value, warning=checked.warning[:200])


def ratings_of(programme: Programme, draft: Draft) -> list[Rating]:
    """The age classifications of systems that we know, one for each territory."""
    known = dict(found for pair in draft.ratings if (found := rating_of(*pair)))
    return [
        Rating(programme=programme, territory=place, system=system_of(place, value).code, value=value)
        for place, value in known.items()
    ]
