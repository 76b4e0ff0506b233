"""Generated programmes: consistent, of the measured shape, the same for the same seed, and gone again."""

from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.db import connection

from accounts.actors import Actor
from accounts.models import Organisation, User
from listings.models import Programme, RightIn, RightOut, RightsHistory, SortKey, WaitingEntry
from listings.programmes.actions.index_programme import build_entry, build_sort_keys
from listings.programmes.queries.works import never_compared
from listings.text import index_tokens
from marketplace.tools.generate_catalogue.dice import Dice
from marketplace.tools.generate_catalogue.load import generate_programmes
from marketplace.tools.generate_catalogue.remove import InUse, remove_programmes
from marketplace.tools.generate_catalogue.rights import Held, Taken, rights_of
from marketplace.tools.generate_catalogue.set_samples import WORLD
from marketplace.tools.generate_catalogue.titles import make_titles
from marketplace.tools.generate_catalogue.tokens import make_tokens
from tests import factories
from tests.database import as_owner, fetch_rows
from tests.factories import NOW

CONTENT = """
select p.source_key, p.original_title, p.kind, p.year, p.genres,
  (select array_agg((i.territories, i.media, i.languages, i.uses, i.period, i.exclusive)::text order by i.id)
   from listings_rightin i where i.programme_id = p.id),
  (select array_agg((o.grade, o.territories, o.media, o.languages, o.uses, o.period)::text order by o.id)
   from listings_rightout o where o.programme_id = p.id)
from listings_programme p order by p.id
"""


@pytest.fixture(autouse=True)
def owner(request: pytest.FixtureRequest) -> Iterator[None]:
    """Generated programmes are the business of the tables' owner."""
    if not request.node.get_closest_marker("django_db"):
        yield
        return
    request.getfixturevalue("db")
    with as_owner():
        yield


def quiet(_line: str) -> None:
    """Nothing is said."""


@pytest.mark.django_db
@pytest.mark.parametrize("bulk", [False, True])
def test_every_guard_holds_for_what_is_generated(bulk: bool) -> None:
    report = generate_programmes(programmes=100, seed=7, at=NOW, bulk=bulk)
    assert (report.made, report.guarded) == (100, not bulk)
    assert Programme.objects.public().count() == 100
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute("select count(*) from pg_constraint where conname = 'no_double_sale' and convalidated")
        assert cursor.fetchone() == (1,)
    # The triggers look again at every row.
    taken = RightOut.objects.count()
    assert RightOut.objects.update(active=True) == taken > 230
    assert RightIn.objects.update(source="looked at") > 160
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")


@pytest.mark.django_db
def test_both_ways_of_loading_make_the_same_programmes_with_the_same_indexes() -> None:
    indexes = "select indexname, indexdef from pg_indexes where tablename like 'listings_%' order by 1"
    before = fetch_rows(indexes)
    generate_programmes(programmes=60, seed=7, at=NOW, bulk=False)
    guarded = fetch_rows(CONTENT)
    remove_programmes(seed=7, say=quiet)
    generate_programmes(programmes=60, seed=7, at=NOW, bulk=True)
    assert fetch_rows(CONTENT) == guarded
    assert fetch_rows(indexes) == before


@pytest.mark.django_db
def test_a_second_run_adds_only_what_is_missing() -> None:
    generate_programmes(programmes=30, seed=7, at=NOW)
    first = fetch_rows(CONTENT)
    assert generate_programmes(programmes=30, seed=7, at=NOW).made == 0
    assert generate_programmes(programmes=45, seed=7, at=NOW).made == 15
    assert fetch_rows(CONTENT)[:30] == first
    grown = fetch_rows(CONTENT)
    remove_programmes(seed=7, say=quiet)
    generate_programmes(programmes=45, seed=7, at=NOW)
    assert fetch_rows(CONTENT) == grown


@pytest.mark.django_db
def test_removing_leaves_what_was_there_before(ana: Actor) -> None:
    mine = factories.right_out(factories.right_in(factories.programme(ana.organisation, ana.user)).programme)
    there = [model.objects.count() for model in (User, Organisation, Programme, RightIn, RightOut, RightsHistory)]
    generate_programmes(programmes=25, seed=7, at=NOW)
    generate_programmes(programmes=5, seed=8, at=NOW)
    assert remove_programmes(seed=7, say=quiet) == 25
    assert Programme.objects.count() == 6
    assert remove_programmes(seed=8, say=quiet) == 5
    assert [m.objects.count() for m in (User, Organisation, Programme, RightIn, RightOut, RightsHistory)] == there
    assert RightOut.objects.get() == mine
    assert remove_programmes(seed=7, say=quiet) == 0


@pytest.mark.django_db
def test_what_somebody_waits_for_is_not_removed(bo: Actor) -> None:
    generate_programmes(programmes=5, seed=7, at=NOW)
    first = Programme.objects.earliest("pk")
    WaitingEntry.objects.create(programme=first, organisation=bo.organisation, user=bo.user, request="r=svod")
    with pytest.raises(InUse, match="listings_waitingentry"):
        remove_programmes(seed=7, say=quiet)
    assert Programme.objects.count() == 5
    assert not never_compared().exists()


@pytest.mark.django_db
def test_programmes_are_found_by_what_the_indexer_would_write() -> None:
    generate_programmes(programmes=40, seed=7, at=NOW)
    stored = [
        (pk, language, bytes(key))
        for pk, language, key in SortKey.objects.values_list("programme_id", "language", "key")
    ]
    query = "select programme_id, tsvector_to_array(tokens) from listings_searchentry"
    written = {int(pk): words for pk, words in fetch_rows(query)}
    every = Programme.objects.select_related("organisation")
    for programme in every:
        pk, expected, _names, _keys = build_entry(programme)
        assert sorted(written[pk]) == expected, programme.original_title
    assert sorted(stored) == sorted(key for programme in every for key in build_sort_keys(programme))


def test_tokens_of_generated_titles_are_those_of_the_indexer() -> None:
    dice = Dice(7)
    for _ in range(400):
        for text in make_titles(dice).by_language.values():
            assert make_tokens(text) == set(index_tokens([(text, "")])), text


def test_the_shape_is_the_one_that_was_measured() -> None:
    dice = Dice(7)
    held: list[list[Held]] = []
    taken: list[list[Taken]] = []
    for _ in range(20_000):
        rights = rights_of(dice)
        held.append(rights[0])
        taken.append(rights[1])
    many = sum(map(len, held))
    assert 1.95 <= many / 20_000 <= 2.15
    assert 3.4 <= sum(map(len, taken)) / 20_000 <= 3.8
    assert {len(rows) for rows in held} == {1, 2, 3, 4, 5}
    assert max(map(len, taken)) == 20
    assert 0.40 <= sum(row.box.territories == WORLD for rows in held for row in rows) / many <= 0.44
    assert 0.5 <= sum(row.purpose == "holdback" for rows in taken for row in rows) / 20_000 <= 0.62
    sets = [
        {getattr(box, name) for box in (row.box for rows in (held, taken) for found in rows for row in found)}
        for name in ("territories", "media", "languages")
    ]
    assert [len(found) > least for found, least in zip(sets, (1200, 150, 250), strict=True)] == [True] * 3


@pytest.mark.django_db
def test_the_command_says_what_it_made(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("generate_catalogue", programmes=20, seed=3)
    assert "20 programmes made in" in capsys.readouterr().out
    call_command("generate_catalogue", programmes=20, seed=3)
    assert capsys.readouterr().out == "Nothing to do: 20 generated programmes of seed 3 are there.\n"
    call_command("generate_catalogue", seed=3, remove=True)
    assert "20 generated programmes of seed 3 removed in" in capsys.readouterr().out
