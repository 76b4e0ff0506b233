"""Writes checked titles in bulk: new ones as programmes, known ones with what is new in them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from accounts.actors import Actor
from accounts.audit import record
from listings.actions import MayNotList
from listings.actions.index_programme import index_programmes
from listings.exchange.titles import Title
from listings.exchange.works import Work
from listings.models import Credit, Identifier, Permit, Programme, ProgrammeText, Rating
from listings.policies import may_list
from listings.states import ListingState
from marketplace.kit.vocab.programmes import RATINGS

BATCH = 1_000
DETAILS = ("texts", "credits", "permits", "ratings")


@dataclass
class Imported:
    """How many rows were what; `programmes` are the new ones."""

    new: int = 0
    updated: int = 0
    unchanged: int = 0
    programmes: list[Programme] = field(default_factory=list)


def import_titles(
    *, titles: Sequence[Title], by: Actor, at: datetime, state: ListingState = ListingState.DRAFT
) -> Imported:
    """Write the titles as programmes of the actor's organisation, all or nothing; indexed. Raises MayNotList.

    A title whose key is known gets what is new in the row; nothing that a person wrote is taken away.
    """
    if not may_list(by):
        raise MayNotList(by)
    done = Imported()
    with transaction.atomic():
        for start in range(0, len(titles), BATCH):
            write_batch(titles[start : start + BATCH], by, at, state, done)
        told = {"new": done.new, "updated": done.updated, "unchanged": done.unchanged}
        record(by=by, did="listings.import_titles", what=by.organisation, at=at, after=told)
    return done


def write_batch(titles: Sequence[Title], by: Actor, at: datetime, state: ListingState, done: Imported) -> None:
    """New and known titles of one batch."""
    known = {p.source_key: p for p in stored(by, [title.key for title in titles])}
    fresh = [title for title in titles if title.key not in known]
    made = create(fresh, by, at, state)
    changed = [known[title.key] for title in titles if title.key in known and refresh(known[title.key], title, at)]
    done.new += len(made)
    done.updated += len(changed)
    done.unchanged += len(titles) - len(made) - len(changed)
    done.programmes += made
    index_programmes(stored(by, [p.source_key for p in (*made, *changed)]))


def stored(by: Actor, keys: Iterable[str | None]) -> Iterable[Programme]:
    """The organisation's programmes with these keys, with their details."""
    rows = Programme.objects.filter(organisation=by.organisation, source_key__in=list(keys))
    return rows.select_related("organisation").prefetch_related(*DETAILS, "identifiers")


def create(titles: Sequence[Title], by: Actor, at: datetime, state: ListingState) -> list[Programme]:
    """The rows of new programmes and their details."""
    published = at if state == ListingState.PUBLISHED else None
    made = Programme.objects.bulk_create(
        Programme(
            public_id=f"MN-{title.territories[0]}-{number:06d}", organisation=by.organisation, source=title.source,
            source_key=title.key, state=state, published_at=published, created_by=by.user, created_at=at, changed_at=at,
            **facts(title),
        )
        for number, title in zip(next_numbers(len(titles)), titles, strict=True)
    )  # fmt: skip
    pairs = list(zip(made, titles, strict=True))
    ProgrammeText.objects.bulk_create(row for p, t in pairs for row in texts(p, t))
    Credit.objects.bulk_create(row for p, t in pairs for row in makers(p, t))
    Permit.objects.bulk_create(row for p, t in pairs for row in permits(p, t))
    Rating.objects.bulk_create(row for p, t in pairs for row in ratings(p, t))
    return made


def next_numbers(count: int) -> list[int]:
    """`count` numbers for public ids."""
    with connection.cursor() as cursor:
        cursor.execute("select nextval('listings_programme_number') from generate_series(1, %s)", [count])
        return [int(number) for (number,) in cursor.fetchall()]


def facts(title: Title) -> dict[str, Any]:
    """The programme's own columns."""
    return {
        "kind": title.kind, "original_title": title.title, "original_language": title.language, "year": title.year,
        "production_territories": list(title.territories), "minutes": title.minutes, "genres": list(title.genres),
    }  # fmt: skip


def texts(programme: Programme, title: Title) -> list[ProgrammeText]:
    """The title in its language, and the English one."""
    named = {title.language: title.title} | ({"en": title.title_en} if title.title_en else {})
    return [ProgrammeText(programme=programme, language=code, title=name) for code, name in named.items()]


def makers(programme: Programme, title: Title) -> list[Credit]:
    """Directors, then companies."""
    return [
        Credit(programme=programme, role=role, name=name, position=place)
        for place, (role, name) in enumerate(title.credits)
    ]


def permits(programme: Programme, title: Title) -> list[Permit]:
    """The release permit."""
    if title.permit is None:
        return []
    territory, number = title.permit
    return [
        Permit(programme=programme, territory=territory, kind="release", number=number, issued_on=title.permit_date)
    ]


def ratings(programme: Programme, title: Title) -> list[Rating]:
    """The age classification."""
    if title.rating is None:
        return []
    territory, value = title.rating
    return [Rating(programme=programme, territory=territory, system=RATINGS[territory][0], value=value)]


def refresh(programme: Programme, title: Title, at: datetime) -> bool:
    """Take over what the row says anew; True when anything changed."""
    said = {name: value for name, value in facts(title).items() if value not in (None, [], "")}
    changes = {name: value for name, value in said.items() if getattr(programme, name) != value}
    rows = missing_details(programme, title)
    if not changes and not rows:
        return False
    for name, value in changes.items():
        setattr(programme, name, value)
    programme.changed_at = at
    programme.revision += 1
    programme.save(update_fields=[*changes, "changed_at", "revision"])
    for row in rows:
        row.save(force_insert=True)
    return True


def missing_details(programme: Programme, title: Title) -> list[ProgrammeText | Credit | Permit | Rating]:
    """Details of the row that the programme does not have; a language or rating that is there stays as it is."""
    languages = {text.language for text in programme.texts.all()}
    known = {(credit.role, credit.name) for credit in programme.credits.all()}
    numbers = {(permit.territory, permit.number) for permit in programme.permits.all()}
    classed = {rating.territory for rating in programme.ratings.all()}
    return [
        *(row for row in texts(programme, title) if row.language not in languages),
        *(row for row in makers(programme, title) if (row.role, row.name) not in known),
        *(row for row in permits(programme, title) if (row.territory, row.number) not in numbers),
        *(row for row in ratings(programme, title) if row.territory not in classed),
    ]


def write_works(works: Sequence[Work], by: Actor, at: datetime) -> list[Programme]:
    """Drafts of programmes that a file of rights names; indexed."""
    made = Programme.objects.bulk_create(
        Programme(
            public_id=f"MN-{work.facts['production_territories'][0]}-{number:06d}", organisation=by.organisation,
            source_key=work.key, state=ListingState.DRAFT, created_by=by.user, created_at=at, changed_at=at, **work.facts,
        )
        for number, work in zip(next_numbers(len(works)), works, strict=True)
    )  # fmt: skip
    pairs = list(zip(made, works, strict=True))
    ProgrammeText.objects.bulk_create(
        ProgrammeText(programme=p, language=code, title=title)
        for p, work in pairs
        for code, title in work.texts.items()
    )
    Identifier.objects.bulk_create(
        Identifier(programme=p, scheme="eidr", value=work.eidr[:80]) for p, work in pairs if work.eidr
    )
    index_programmes(stored(by, [work.key for work in works]))
    return made
