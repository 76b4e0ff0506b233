"""Take over from a file what the seller holds: the records that it names by `key` become as the file says."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.backends.postgresql.psycopg_any import DateRange

from accounts.actors import Actor
from listings.models import Programme, RightIn
from listings.programmes.actions.save_programme import must_edit
from listings.rights.actions.change_rights import guarded
from listings.rights.actions.hold_rights import release_expired
from listings.rights.actions.save_rights import check_own
from listings.rights.actions.tell_claims import tell_claims
from marketplace.kit.periods import Period

Codes = frozenset[str]


@dataclass(frozen=True)
class Wanted:
    """A right as the file says it."""

    territories: Codes
    media: Codes
    languages: Codes
    uses: Codes
    period: Period
    exclusive: bool
    source: str


@dataclass(frozen=True)
class Synced:
    """How many records were made, kept as they were, and ended."""

    made: int = 0
    kept: int = 0
    ended: int = 0


def sync_rights(
    *, programme: Programme, prefix: str, wanted: Mapping[str, Wanted], cause: str, by: Actor, at: datetime
) -> Synced:
    """Records of the programme whose key begins with `prefix` become exactly `wanted` ({key: right}), all or nothing.

    A key names its right's content, so a record that is there is equal and stays; so does one that was recorded by hand
    and says the same. What others recorded is not touched.
    Raises MayNotList, MandateOnly, LicenceRests when a licence rests on what would end.
    """
    must_edit("sync_rights", programme, by)
    rows = list(RightIn.objects.filter(programme=programme))
    there = {row.key: row.pk for row in rows if row.key and row.key.startswith(prefix)}
    known = {content(row) for row in rows if row.key is None}
    gone = [pk for key, pk in there.items() if key not in wanted]
    new = [
        made(programme, key, right, by, at) for key, right in wanted.items() if key not in there and right not in known
    ]
    if new:
        check_own(programme, frozenset[str]().union(*(row.territories for row in new)))
    if gone or new:
        with guarded(cause, by=by, at=at):
            if gone:
                release_expired(programme=programme, at=at)
            RightIn.objects.bulk_create(new)
            tell_claims(programme, at)
            RightIn.objects.filter(pk__in=gone).delete()
            Programme.objects.filter(pk=programme.pk).update(rights_confirmed_at=at, changed_at=at)
    return Synced(len(new), len(there) - len(gone), len(gone))


def content(row: RightIn) -> Wanted:
    """What a record says, to be compared. (A record with a limit of its own equals none.)"""
    period = Period(row.period.lower, row.period.upper)
    limited = row.latest_end is not None or row.underlying_end is not None
    source = f"{row.source} (limited)" if limited else row.source
    return Wanted(row.territories, row.media, row.languages, row.uses, period, row.exclusive, source)


def made(programme: Programme, key: str, right: Wanted, by: Actor, at: datetime) -> RightIn:
    """The record, not stored yet."""
    return RightIn(
        programme=programme,
        key=key,
        territories=right.territories,
        media=right.media,
        languages=right.languages,
        uses=right.uses,
        period=DateRange(right.period.start, right.period.end),
        exclusive=right.exclusive,
        source=right.source,
        created_by=by.user,
        created_at=at,
    )
