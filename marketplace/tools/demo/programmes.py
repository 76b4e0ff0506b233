"""Writes the invented programmes through the same actions that a seller's pages call."""

from datetime import datetime, timedelta

from accounts.actors import Actor
from listings.actions import (
    approve_listing,
    draft_programme,
    record_right_in,
    record_right_out,
    save_asks,
    submit_for_review,
)
from listings.models import Programme
from marketplace.tools.demo import shows_maritime, shows_mekong
from marketplace.tools.demo.companies import Cast
from marketplace.tools.demo.showcase import Held, Show, Taken
from marketplace.vocabularies import languages
from marketplace.vocabularies.currencies import decimal_places

SHOWS = (*shows_mekong.SHOWS, *shows_maritime.SHOWS)
ALL_LANGUAGES = frozenset(languages.codes)


def build_programmes(cast: Cast, *, at: datetime) -> dict[str, Programme]:
    """Draft, record, ask, submit and approve each; returns them by original title."""
    return {str(show.facts["original_title"]): build_programme(show, cast, at=at) for show in SHOWS}


def build_programme(show: Show, cast: Cast, *, at: datetime) -> Programme:
    """One programme, published, its rights confirmed as many days before `at` as the show says."""
    owner, drafted = cast.owner(show.seller), at - timedelta(days=show.confirmed + 3)
    made = draft_programme(values=show.facts, by=owner, at=drafted)
    said = at - timedelta(days=show.confirmed)
    for held in show.held:
        record_held(made, held, cast, said)
    for taken in show.taken:
        record_taken(made, taken, cast, said, at)
    unit = 10 ** decimal_places(show.currency)
    asks = {cell: fee * unit for cell, fee in show.asks.items()}
    save_asks(programme=made, asks=asks, currency=show.currency, exclusive_percent=150, by=owner, at=said)
    submit_for_review(programme=made, by=owner, at=said)
    approve_listing(programme=made, by=cast.staff["mei"], at=said + timedelta(hours=5))
    return made


def record_held(programme: Programme, held: Held, cast: Cast, said: datetime) -> None:
    """Record one right that the seller holds."""
    record_right_in(
        programme=programme,
        territories=held.territories,
        media=held.media,
        languages=ALL_LANGUAGES,
        period=held.period,
        exclusive=held.exclusive,
        source=held.source,
        latest_end=held.latest_end,
        underlying_end=held.underlying_end,
        underlying_note=held.underlying_note,
        by=owner_of(programme, cast),
        at=said,
    )


def record_taken(programme: Programme, taken: Taken, cast: Cast, said: datetime, now: datetime) -> None:
    """Record one right that is taken elsewhere; an option lapses some days after `now`."""
    lapses = now + timedelta(days=taken.option_days) if taken.option_days else None
    record_right_out(
        programme=programme,
        purpose=taken.purpose,
        grade=taken.grade,
        territories=taken.territories,
        media=taken.media,
        languages=ALL_LANGUAGES,
        uses=taken.uses,
        period=taken.period,
        note=taken.note,
        binds=taken.binds,
        runs=taken.runs,
        catch_up_days=taken.catch_up_days,
        by=owner_of(programme, cast),
        at=said,
        expires_at=lapses,
    )


def owner_of(programme: Programme, cast: Cast) -> Actor:
    """The seller's owner."""
    domain = next(name for name, row in cast.companies.items() if row.pk == programme.organisation_id)
    return cast.owner(domain)
