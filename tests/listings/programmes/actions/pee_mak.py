"""One film as two sellers write it, and listings from before works were compared."""

from typing import Any

from accounts.actors import Actor
from accounts.models import Organisation, User
from listings import actions, tasks
from listings.models import Programme
from listings.programmes.actions.index_programme import index_programme
from marketplace.kit import work as kit_work
from tests import factories
from tests.factories import NOW

PEE_MAK = {
    "kind": "film",
    "original_title": "พี่มาก..พระโขนง",
    "original_language": "th",
    "production_territories": ["TH"],
    "year": 2013,
    "minutes": 112,
    "texts": [{"language": "en", "title": "Pee Mak"}],
}
ABROAD = PEE_MAK | {"original_title": "Pee Mak", "texts": [], "year": 2014, "minutes": 115, "original_language": "en"}
IMDB = {"identifiers": [{"scheme": "imdb", "value": "tt2776344"}]}


def draft(by: Actor, **changes: Any) -> Programme:
    return actions.draft_programme(values=PEE_MAK | changes, by=by, at=NOW)


def indexed(organisation: Organisation, by: User) -> Programme:
    """A listing from before listings were compared."""
    made = factories.programme(organisation, by)
    index_programme(programme=made)
    return made


def compare_all() -> int:
    """What the sweep wakes, done; how many works there were to compare."""
    found = list(kit_work.due_rows(tasks.COMPARE, at=NOW))
    for pk in found:
        tasks.compare_one(work_id=pk)
    return len(found)
