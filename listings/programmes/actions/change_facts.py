"""What a save does to a listing: the changes that are live at once, and those that wait for review."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor, Staff
from accounts.audit import record_entry
from listings.models import Artwork, ListingRevision, Programme
from listings.programmes.actions.index_programme import index_programme
from listings.programmes.actions.match_works import match_works
from listings.programmes.actions.programme_rows import write_rows
from listings.programmes.actions.season_rows import write_seasons
from listings.programmes.actions.works import keep_facts
from listings.programmes.queries.facts import (
    COLUMNS,
    Facts,
    differing_facts,
    facts_of,
    open_revision,
    reviewed_in,
    says_same,
)
from listings.states import RevisionState
from marketplace.kit.problems import Problem


class StaleProgramme(Problem):
    """A colleague saved in the meantime."""

    code = "stale_page"
    text = _("A colleague saved this programme while you were editing. Their values are shown beside yours.")
    hint = _("Check your fields and save again.")


def lock_listing(programme: Programme, revision: int | None = None) -> None:
    """Nobody else saves or reviews the listing before the commit; the object is as it is now. Raises StaleProgramme when
    it is not of this revision any more."""
    Programme.objects.select_for_update(no_key=True).get(pk=programme.pk)
    programme.refresh_from_db()
    if revision is not None and programme.revision != revision:
        raise StaleProgramme


class Changed(NamedTuple):
    """The fields that are live now, those that wait now, and those that wait no longer because they are as before."""

    live: list[str]
    waiting: list[str]
    dropped: list[str]


def change_facts(programme: Programme, said: Facts, *, did: str, by: Actor, at: datetime) -> Changed:
    """Bring a locked listing to what is said of it: of a published one, what has to be reviewed waits as its revision.

    Where nothing is another now, live or waiting, there is no new revision number and no entry in the audit trail.
    """
    stored = facts_of(programme)
    changes = differing_facts(stored, said)
    waiting, dropped = propose_changes(programme, stored, said, by, at) if programme.published else ([], [])
    if programme.published:
        changes = {name: value for name, value in changes.items() if name not in reviewed_in(changes)}
    done = Changed(list(changes), waiting, dropped)
    if not any(done):
        return done
    Programme.objects.filter(pk=programme.pk).update(revision=F("revision") + 1, changed_at=at)
    if changes:
        write_facts(programme, changes, by=by, at=at)
    told = {"waits_for_review": waiting} if waiting else {}
    before = {name: stored[name] for name in changes}
    record_entry(by=by, did=did, what=programme, at=at, before=before, after=changes | told)
    programme.refresh_from_db()
    return done


def propose_changes(
    programme: Programme, stored: Facts, said: Facts, by: Actor, at: datetime
) -> tuple[list[str], list[str]]:
    """The listing's revision holds what is said otherwise than stored; what was proposed before and is not spoken of stays.

    Returns the fields that wait with another value than before, and those that wait no longer.
    """
    there = open_revision(programme)
    old: Facts = there.proposed if there else {}
    wanted = differing_facts(stored, old | said)
    wanted = {name: wanted[name] for name in sorted(reviewed_in(wanted))}
    waiting = [name for name in wanted if name not in old or not says_same(name, old[name], wanted[name])]
    dropped = [name for name in old if name not in wanted]
    if not waiting and not dropped:
        return [], []
    if wanted:
        before = {name: stored[name] for name in wanted}
        keep_revision(programme, there, {"proposed": wanted, "before": before}, by, at)
        drop_pictures(programme, wanted)
    else:
        close_revision(there, by=by, at=at)
    return waiting, dropped


def keep_revision(
    programme: Programme, there: ListingRevision | None, values: Mapping[str, Any], by: Actor, at: datetime
) -> None:
    """Open a revision, or extend the open one: a returned one waits again."""
    values = {**values, "author": by.user, "changed_at": at}
    if there is None:
        ListingRevision.objects.create(programme=programme, submitted_at=at, **values)
        return
    again = {} if there.waiting else {"submitted_at": at, "decided_by": None, "decided_at": None}
    ListingRevision.objects.filter(pk=there.pk).update(
        state=RevisionState.WAITING, number=F("number") + 1, **values, **again
    )


def close_revision(revision: ListingRevision | None, *, by: Actor | Staff, at: datetime) -> None:
    """Nothing waits any more: what was proposed stays in the row only."""
    if revision is None:
        return
    ListingRevision.objects.filter(pk=revision.pk).update(state=RevisionState.WITHDRAWN, changed_at=at)
    drop_pictures(revision.programme, {})
    record_entry(by=by, did="listings.withdraw_changes", what=revision.programme, at=at, before=revision.proposed)


def drop_pictures(programme: Programme, wanted: Facts) -> None:
    """Pictures that wait for nothing any more."""
    kept = [picture["id"] for picture in wanted.get("artworks", ())]
    Artwork.with_waiting.filter(programme=programme, waiting=True).exclude(pk__in=kept).delete()


def write_facts(programme: Programme, facts: Facts, *, by: Actor | Staff, at: datetime) -> None:
    """Write checked facts, find the listing by them, and look which work it is of."""
    if columns := {name: facts[name] for name in COLUMNS if name in facts}:
        Programme.objects.filter(pk=programme.pk).update(**columns)
    write_rows(programme, facts)
    if "seasons" in facts:
        write_seasons(programme, facts["seasons"])
    if "artworks" in facts:
        write_pictures(programme, [picture["id"] for picture in facts["artworks"]])
    programme.refresh_from_db()
    index_programme(programme=programme)
    keep_facts(programme)
    match_works(programmes=[programme.pk], by=by, at=at)
    programme.refresh_from_db(fields=["work"])


def write_pictures(programme: Programme, shown: list[int]) -> None:
    """Buyers see these pictures."""
    programme.artworks.exclude(pk__in=shown).delete()
    Artwork.with_waiting.filter(programme=programme, pk__in=shown).update(waiting=False)
