"""Save the seasons of a series and their episodes, as a whole."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.actors import Actor
from listings.models import Programme
from listings.programmes.actions.change_facts import Changed, change_facts, lock_listing
from listings.programmes.actions.check_facts import check_seasons
from listings.programmes.actions.save_programme import must_edit
from listings.programmes.queries.facts import Facts, wanted_facts


def save_seasons(
    *, programme: Programme, seasons: Sequence[Mapping[str, Any]], revision: int, by: Actor, at: datetime
) -> Changed:
    """The series' seasons are these: [{number, title, year, episodes: [{number, title, minutes}]}]. Of a published series
    they wait for review.

    Errors are keyed by place: `seasons-0-number`, `seasons-0-episodes-3-minutes`. The number of episodes follows where
    none was stated. Raises MayNotList, Invalid, StaleProgramme; nothing is half saved.
    """
    must_edit("save_seasons", programme, by)
    clean = check_seasons(wanted_facts(programme)["kind"], seasons)
    said: Facts = {"seasons": clean}
    with transaction.atomic():
        lock_listing(programme, revision)
        total = sum(len(season["episodes"]) for season in clean)
        if programme.episode_count is None and total:
            said["episode_count"] = total
        return change_facts(programme, said, did="listings.seasons", by=by, at=at)
