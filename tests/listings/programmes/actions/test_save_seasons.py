"""Seasons of a series: saved as a whole, with a message at each wrong place."""

from typing import Any

import pytest

from accounts.actors import Actor
from accounts.models import AuditEntry
from listings import actions
from listings.models import Episode, Programme
from listings.programmes.queries.seasons import seasons_of
from listings.states import ListingState
from marketplace.kit.problems import Invalid
from tests import factories
from tests.factories import NOW

TWO = [
    {
        "number": "1",
        "title": "น้ำขึ้น",
        "year": "2025",
        "episodes": [
            {"number": "1", "title": "The letter", "minutes": "45"},
            {"number": "2", "title": "", "minutes": ""},
        ],
    },
    {"number": "2", "title": "", "year": "", "episodes": [{"number": "1", "title": "Home", "minutes": "50"}]},
]


@pytest.fixture(autouse=True)
def draft(programme: Programme) -> None:
    """Of a published series they wait for review: `test_revisions`."""
    factories.put(programme, ListingState.DRAFT)


def save(programme: Programme, by: Actor, seasons: list[dict[str, Any]], revision: int | None = None) -> None:
    actions.save_seasons(
        programme=programme,
        seasons=seasons,
        revision=programme.revision if revision is None else revision,
        by=by,
        at=NOW,
    )


def test_seasons_and_episodes_are_kept_in_order(programme: Programme, ana: Actor) -> None:
    save(programme, ana, list(reversed(TWO)))
    first, second = seasons_of(programme)
    assert (first["number"], first["title"], first["year"], first["minutes"]) == (1, "น้ำขึ้น", 2025, 45)
    assert [(e["number"], e["title"], e["minutes"]) for e in first["episodes"]] == [
        (1, "The letter", 45),
        (2, "", None),
    ]
    assert [e["title"] for e in second["episodes"]] == ["Home"]
    entry = AuditEntry.objects.get(action="listings.seasons")
    kept = [
        {name: season[name] for name in ("number", "title", "year", "episodes")} for season in seasons_of(programme)
    ]
    assert (entry.before, entry.after) == ({"seasons": []}, {"seasons": kept})


def test_the_number_of_episodes_follows_only_where_none_was_stated(programme: Programme, ana: Actor) -> None:
    save(programme, ana, TWO)
    assert programme.episode_count == 16
    Programme.objects.filter(pk=programme.pk).update(episode_count=None)
    programme.refresh_from_db()
    save(programme, ana, TWO)
    assert programme.episode_count == 3


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"number": "one"}, "seasons-1-number"),
        ({"number": "1"}, "seasons-1-number"),
        ({"year": "1700"}, "seasons-1-year"),
        ({"title": "x" * 201}, "seasons-1-title"),
        ({"episodes": [{"number": "1"}, {"number": "1"}]}, "seasons-1-episodes-1-number"),
        ({"episodes": [{"number": "1", "minutes": "45.5"}]}, "seasons-1-episodes-0-minutes"),
    ],
)
def test_a_wrong_value_is_named_at_its_place_and_nothing_is_half_saved(
    programme: Programme, ana: Actor, change: dict[str, Any], place: str
) -> None:
    with pytest.raises(Invalid) as refusal:
        save(programme, ana, [TWO[0], TWO[1] | change])
    assert list(refusal.value.errors) == [place]
    assert (programme.seasons.count(), AuditEntry.objects.filter(action="listings.seasons").count()) == (0, 0)


def test_a_film_has_no_seasons(programme: Programme, ana: Actor) -> None:
    programme.kind = "film"
    with pytest.raises(Invalid) as refusal:
        save(programme, ana, TWO)
    assert list(refusal.value.errors) == ["seasons"]


def test_a_colleagues_save_in_between_is_noticed(programme: Programme, ana: Actor) -> None:
    with pytest.raises(actions.StaleProgramme):
        save(programme, ana, TWO, revision=programme.revision - 1)
    assert Episode.objects.count() == 0


def test_who_only_looks_and_who_is_a_stranger_change_nothing(programme: Programme, di: Actor, bo: Actor) -> None:
    for by in (di, bo):
        with pytest.raises(actions.MayNotList):
            save(programme, by, TWO)
    assert programme.seasons.count() == 0
