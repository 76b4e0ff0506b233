"""The block follows the database: nothing is lost with many writers, late committers, kills, or when room runs out."""

import random
import threading
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from accounts.actors import Actor
from accounts.models import Organisation
from listings.catalogue.queries.search_terms import Search
from listings.engine import build as building
from listings.engine import follower as following
from listings.engine import sets as setting
from listings.engine.build import build
from listings.engine.engine import Engine
from listings.engine.folder import newest
from listings.engine.follower import Follower
from listings.models import Programme, RightIn, RightOut
from listings.programmes.actions.index_programme import index_programme
from listings.rights.request import AvailsRequest
from listings.states import Grade, Purpose
from marketplace.vocabularies import territories
from tests import factories
from tests.factories import WINDOW
from tests.tools.launcher.launching import eventually

ASKED = Search(request=AvailsRequest(("SVOD",), ("TH",), WINDOW, Grade.SOLE))


@pytest.fixture
def follower(transactional_db: None, tmp_path: Path) -> Iterator[Follower]:
    """A follower that has begun with an empty catalogue."""
    made = Follower(tmp_path)
    assert made.lock()
    made.open()
    yield made
    made.release()


@pytest.fixture
def seller(follower: Follower, ana: Actor) -> Actor:
    """Ana, in a database that the follower follows."""
    return ana


def titles(seller: Actor, many: int) -> list[Programme]:
    return [factories.programme(seller.organisation, seller.user, title=f"Title {n}") for n in range(many)]


def answer(follower: Follower) -> dict[int, int]:
    """{programme: free cells} of all matches."""
    found = Engine(follower.block).search(ASKED)
    return dict(zip(found.ids.tolist(), found.free.tolist(), strict=True))


def same_as_fresh(follower: Follower, path: Path) -> None:
    """The block says what a block built now would say."""
    fresh = Engine(build(connection, path / "fresh.bin", at=timezone.now())[0])
    for sort in ("fit", "new", "title", "ask"):
        for request in (None, ASKED.request):
            wanted = Search(request=request, sort=sort, size=500)
            mine, other = Engine(follower.block).search(wanted), fresh.search(wanted)
            assert (mine.total, mine.fits, mine.facets) == (other.total, other.fits, other.facets)
            assert mine.ids.tolist() == other.ids.tolist()


def test_what_is_granted_sold_released_and_taken_down_follows(follower: Follower, seller: Actor) -> None:
    made = factories.programme(seller.organisation, seller.user)
    follower.step()
    assert answer(follower) == {}
    factories.right_in(made)
    follower.step()
    assert answer(follower) == {made.pk: 1}
    sold = factories.right_out(made)
    follower.step()
    assert answer(follower) == {made.pk: 0}
    RightOut.objects.filter(pk=sold.pk).update(active=False, released_at=timezone.now())
    follower.step()
    assert answer(follower) == {made.pk: 1}
    Programme.objects.filter(pk=made.pk).update(state="taken_down")
    follower.step()
    assert answer(follower) == {}


def test_a_seller_that_is_suspended_takes_all_its_programmes_along(follower: Follower, seller: Actor) -> None:
    for made in titles(seller, 3):
        factories.right_in(made)
    follower.step()
    assert len(answer(follower)) == 3
    Organisation.objects.filter(pk=seller.organisation.pk).update(state="returned")
    follower.step()
    assert answer(follower) == {}


def test_an_option_stops_blocking_when_it_expires(
    follower: Follower, seller: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = factories.programme(seller.organisation, seller.user)
    factories.right_in(made)
    factories.right_out(made, purpose=Purpose.OPTION, expires_at=timezone.now() + timedelta(hours=1))
    follower.step()
    assert answer(follower) == {made.pk: 0}
    later = timezone.now() + timedelta(hours=2)
    monkeypatch.setattr("listings.engine.follower.timezone.now", lambda: later)
    follower.step()
    assert answer(follower) == {made.pk: 1}


def test_a_new_title_takes_its_place_in_the_order(follower: Follower, seller: Actor, tmp_path: Path) -> None:
    for title in ("Mango", "Banana", "Cherry", "Apple", "Zebra", "Aardvark"):
        made = factories.programme(seller.organisation, seller.user, title=title)
        with factories.before_review(made):
            made.texts.filter(language="en").update(title=title)
        index_programme(programme=made)
        follower.step()
    same_as_fresh(follower, tmp_path)


def test_a_late_committer_is_not_passed_by(follower: Follower, seller: Actor) -> None:
    late, quick = titles(seller, 2)
    for made in (late, quick):
        factories.right_in(made)
    follower.step()
    with other_connection() as slow:
        slow.execute("update listings_programme set state = 'taken_down' where id = %s", [late.pk])
        Programme.objects.filter(pk=quick.pk).update(state="taken_down")
        follower.step()
        assert answer(follower) == {late.pk: 1}, "what is committed is applied at once, settled or not"
        slow.commit()
    follower.step()
    assert answer(follower) == {}


def test_control_a_mark_that_passes_open_transactions_loses_them(
    follower: Follower, seller: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    naive = "select xid::text::bigint, seq, programme_id, titles, true from engine_change where seq > %(early)s order by seq limit %(most)s"
    monkeypatch.setattr("listings.engine.source.CHANGES", naive)
    monkeypatch.setattr("listings.engine.follower.REORDERED", 0)
    late, quick = titles(seller, 2)
    for made in (late, quick):
        factories.right_in(made)
    follower.step()
    with other_connection() as slow:
        slow.execute("update listings_programme set state = 'taken_down' where id = %s", [late.pk])
        Programme.objects.filter(pk=quick.pk).update(state="taken_down")
        follower.step()
        slow.commit()
    follower.step()
    assert answer(follower) == {late.pk: 1}


def other_connection() -> psycopg.Connection:
    """A session of its own."""
    params = connection.get_connection_params()
    keys = ("host", "port", "user", "password", "dbname")
    return psycopg.connect(**{key: params[key] for key in keys if key in params})


CONFIRMED = 1_700_000_000  # in 2023


def confirm_rights(ids: list[int], seed: int) -> None:
    """Confirm the rights of each of these programmes once, some in transactions that stay open for a while."""
    chance, pause = random.Random(seed), threading.Event()
    with other_connection() as mine:
        for pk in ids:
            mine.execute(
                "update listings_programme set rights_confirmed_at = to_timestamp(%s) where id = %s",
                [CONFIRMED + pk, pk],
            )
            if chance.random() < 0.3:
                pause.wait(chance.random() * 0.02)
            if chance.random() < 0.7:
                mine.commit()


def test_eight_writers_lose_nothing(follower: Follower, seller: Actor, tmp_path: Path) -> None:
    ids = [made.pk for made in titles(seller, 320)]
    follower.step()
    writers = [threading.Thread(target=confirm_rights, args=(ids[n::8], n)) for n in range(8)]
    for writer in writers:
        writer.start()
    while any(writer.is_alive() for writer in writers):
        follower.step()
    follower.step()
    block = follower.block
    known = dict(zip(block["slot_id"].tolist(), block["slot_confirmed"].tolist(), strict=True))
    assert {pk: known[pk] for pk in ids} == {pk: CONFIRMED + pk for pk in ids}
    assert follower.mark > (0, 0)


def test_a_block_without_room_is_renewed_and_says_the_same(
    transactional_db: None, ana: Actor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(building, "MIN_SPARE", 40)
    follower = Follower(tmp_path)
    assert follower.lock()
    follower.open()
    chance = random.Random(4)
    made = titles(ana, 60)
    for one in made:
        factories.right_in(one)
    follower.step()
    for _round in range(6):
        for one in chance.sample(made, 20):
            RightIn.objects.filter(programme=one).update(exclusive=chance.random() < 0.5)
            factories.right_in(one, period=DateRange(date(2040, 1, 1), date(2041 + _round, 1, 1)))
        follower.step()
    same_as_fresh(follower, tmp_path)
    assert len(list(tmp_path.glob("engine-*.bin"))) == 1
    assert int((tmp_path / "engine.newest").read_text()) > 2
    follower.release()


def test_a_batch_with_more_sets_than_there_is_room_for_finds_room(
    follower: Follower, seller: Actor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(setting, "MIN_SLOTS", 4)
    follower.renew()
    for place, one in enumerate(titles(seller, 40)):
        factories.right_in(one, territories=frozenset({"TH", territories.codes[place]}))
    follower.step()
    assert Engine(follower.block).search(ASKED).fits == 40
    assert newest(tmp_path) == 4, "the first, the small one, one of usual size, and the one with room"
    same_as_fresh(follower, tmp_path)


def all_settled() -> bool:
    """Has everybody ended who was writing when the newest change was made? (Other tests' transactions count too.)"""
    with connection.cursor() as cursor:
        cursor.execute("select bool_and(xid < pg_snapshot_xmin(pg_current_snapshot())) from engine_change")
        return bool(cursor.fetchone()[0])


@pytest.mark.parametrize(("many", "generations"), [(9, 0), (10, 0), (11, 1)])
def test_far_behind_it_reads_everything_anew(
    follower: Follower, seller: Actor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, many: int, generations: int
) -> None:
    made = titles(seller, 20)
    eventually(all_settled, "no older transaction is open")
    follower.step()
    before = int((tmp_path / "engine.newest").read_text())
    monkeypatch.setattr(following, "MAX_AT_ONCE", 10)
    monkeypatch.setattr(following, "BACKLOG", 0.5)
    for one in made[:many]:
        factories.right_in(one)
    eventually(all_settled, "no older transaction is open")
    while follower.step():
        pass
    assert int((tmp_path / "engine.newest").read_text()) == before + generations
    assert sum(answer(follower).values()) == many
    same_as_fresh(follower, tmp_path)


def test_the_next_follower_goes_on_where_the_last_one_stopped(
    follower: Follower, seller: Actor, tmp_path: Path
) -> None:
    made = titles(seller, 3)
    follower.step()
    assert not Follower(tmp_path).lock()
    follower.release()
    for one in made:
        factories.right_in(one)
    follow_up = Follower(tmp_path)
    assert follow_up.lock()
    follow_up.open()
    assert (tmp_path / "engine.newest").read_text() == "1", "it did not build another"
    follow_up.step()
    assert answer(follow_up) == {one.pk: 1 for one in made}
    follow_up.release()


@pytest.mark.parametrize("stores", range(1, 14))
def test_a_writer_killed_at_any_store_leaves_a_whole_block(
    follower: Follower, seller: Actor, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, stores: int
) -> None:
    made = titles(seller, 3)
    for one in made[:2]:
        factories.right_in(one)
    follower.step()
    before = answer(follower)
    for one in made:
        factories.right_out(one) if one is made[0] else factories.right_in(one, exclusive=False)
    kill_after(stores, monkeypatch)
    with pytest.raises(Killed):
        step_often(follower)
    monkeypatch.undo()
    after = {made[0].pk: 0, made[1].pk: 1, made[2].pk: 0}
    for pk, free in answer(follower).items():
        assert free in {before.get(pk), after[pk]}
    follower.release()
    heir = Follower(tmp_path)
    assert heir.lock()
    heir.open()
    heir.step()
    assert answer(heir) == after
    same_as_fresh(heir, tmp_path)
    heir.release()


def step_often(follower: Follower) -> None:
    for _ in range(20):
        follower.step()


class Killed(BaseException):
    """The process ends here."""


def kill_after(stores: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the writer of blocks die at its so-manieth counter."""
    left = [stores]

    def put(self: Any, name: str, value: int) -> None:
        left[0] -= 1
        if left[0] < 0:
            raise Killed
        self.counters[self._places[name]] = value

    monkeypatch.setattr("listings.engine.block.Block.put", put)
