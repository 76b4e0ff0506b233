"""Save the seasons of a series and their episodes, as a whole."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from accounts.actors import Actor
from accounts.audit import record
from listings.actions.save_programme import StaleProgramme, must_edit
from listings.actions.season_rows import check_seasons, write_seasons
from listings.models import Episode, Programme
from marketplace.kit.problems import Invalid


def save_seasons(
    *, programme: Programme, seasons: Sequence[Mapping[str, Any]], revision: int, by: Actor, at: datetime
) -> None:
    """The series' seasons are these: [{number, title, year, episodes: [{number, title, minutes}]}].

    Errors are keyed by place: `seasons-0-number`, `seasons-0-episodes-3-minutes`. The number of episodes follows where
    none was stated. Raises MayNotList, Invalid, StaleProgramme; nothing is half saved.
    """
    must_edit("save_seasons", programme, by)
    errors: dict[str, list[str]] = {}
    clean = check_seasons(programme.kind, seasons, errors)
    if errors:
        raise Invalid(errors)
    with transaction.atomic():
        before = {"seasons": programme.seasons.count(), "episodes": episodes_of(programme)}
        changes: dict[str, Any] = {"revision": F("revision") + 1, "changed_at": at}
        total = sum(len(season["episodes"]) for season in clean)
        if programme.episode_count is None and total:
            changes["episode_count"] = total
        if not Programme.objects.filter(pk=programme.pk, revision=revision).update(**changes):
            raise StaleProgramme
        write_seasons(programme, clean)
        after = {"seasons": len(clean), "episodes": total}
        record(by=by, did="listings.seasons", what=programme, at=at, before=before, after=after)
    programme.refresh_from_db()


def episodes_of(programme: Programme) -> int:
    """How many episodes are listed one by one."""
    return Episode.objects.filter(season__programme=programme).count()
