"""The page of seasons: lists are pasted as sheets and people write them."""

from time import process_time

import pytest
from django.test import Client
from django.urls import reverse

from accounts.actors import Actor
from listings.models import Episode, Programme
from listings.programmes.inputs.episodes import MAX_EPISODES, read_lines
from listings.programmes.queries.seasons import seasons_of
from listings.states import ListingState
from tests import factories
from tests.markup import posted_rows


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("1. The letter — 45", ("1", "The letter", "45")),
        ("12. The letter", ("12", "The letter", "")),
        ("The letter — 45", ("1", "The letter", "45")),
        ("3\tThe letter\t45", ("3", "The letter", "45")),
        ("Ep. 4: The letter (45 min)", ("4", "The letter", "45")),
        ("第5集 来信 45分钟", ("5", "来信", "45")),
        ("6 - The letter - 45", ("6", "The letter", "45")),
        ("7", ("7", "", "")),
        ("8. Room 101", ("8", "Room 101", "")),
        ("9. 48 Hours — 60", ("9", "48 Hours", "60")),
        ("Part-time 45", ("1", "Part-time 45", "")),
    ],
)
def test_a_line_is_read_as_a_person_means_it(line: str, expected: tuple[str, str, str]) -> None:
    (row,) = read_lines(line)
    assert (row["number"], row["title"], row["minutes"]) == expected


def test_lines_without_numbers_follow_each_other_and_empty_lines_are_none() -> None:
    rows = read_lines("3. Tide — 44\n\n  River — 45\n")
    assert [(r["number"], r["title"], r["minutes"]) for r in rows] == [("3", "Tide", "44"), ("4", "River", "45")]


@pytest.mark.parametrize("blank", ["\t", " ", " \t", "\u3000", "1 ", "(", " -"])
def test_a_long_row_of_blanks_is_read_at_once(blank: str) -> None:
    """Two thousand tabs in a title took a minute of a process: each way to part them was looked for."""
    started = process_time()
    rows = read_lines(f"a{blank * 100_000}b")
    assert ([row["number"] for row in rows], process_time() - started < 2) == (["1"], True)


def test_more_lines_than_a_season_has_are_not_read() -> None:
    assert len(read_lines("1\n" * 100_000)) == MAX_EPISODES + 1


def post(client: Client, programme: Programme, **fields: object) -> int:
    address = reverse("listings:episodes", args=[programme.public_id])
    return client.post(address, {"revision": programme.revision, **fields}).status_code


def test_a_pasted_list_becomes_a_season_and_a_season_can_be_removed(programme: Programme, ana: Actor) -> None:
    factories.put(programme, ListingState.DRAFT)
    client = Client()
    client.force_login(ana.user)
    blocks = posted_rows(
        "seasons",
        {"number": "1", "title": "", "year": "", "episodes": "1. One — 45\n2. Two — 46"},
        {"number": "2", "title": "Tide", "year": "", "episodes": "1. Three"},
        {"number": "3", "title": "", "year": "", "episodes": "", "spare": "1"},
    )
    assert post(client, programme, **blocks) == 302
    assert [(s["number"], len(s["episodes"])) for s in seasons_of(programme)] == [(1, 2), (2, 1)]
    assert "2. Two — 46" in client.get(reverse("listings:episodes", args=[programme.public_id])).content.decode()
    programme.refresh_from_db()
    assert post(client, programme, **blocks, **{"seasons-0-remove": "1"}) == 302
    assert [s["number"] for s in seasons_of(programme)] == [2]


def test_a_wrong_line_is_named_with_its_season_and_what_was_typed_stays(programme: Programme, ana: Actor) -> None:
    client = Client()
    client.force_login(ana.user)
    address = reverse("listings:episodes", args=[programme.public_id])
    blocks = posted_rows(
        "seasons",
        {"number": "4", "title": "", "year": "", "episodes": "1. One — 45\n1. Again — 50"},
        {"number": "5", "title": "", "year": "", "episodes": "", "spare": "1"},
    )
    answer = client.post(address, {"revision": programme.revision, **blocks})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Line 2: Episode 1 is here twice." in page
    assert "1. Again — 50" in page
    assert Episode.objects.count() == 0


def test_buyers_read_the_episodes_on_the_programmes_page(programme: Programme, ana: Actor, bo: Actor) -> None:
    factories.put(programme, ListingState.DRAFT)
    client = Client()
    client.force_login(ana.user)
    post(
        client,
        programme,
        **posted_rows("seasons", {"number": "1", "title": "", "year": "", "episodes": "1. Tide — 45", "spare": "1"}),
    )
    factories.put(programme, ListingState.PUBLISHED)
    client.force_login(bo.user)
    assert "Tide" in client.get(reverse("listings:programme", args=[programme.public_id])).content.decode()
