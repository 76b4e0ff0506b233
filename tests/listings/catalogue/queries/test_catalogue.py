"""The door to searching: the engine where it is up to date, the database where it is not, and never a sold title as free."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from pytest_django.fixtures import Settings

from accounts.actors import Actor
from listings.catalogue.queries import catalogue
from listings.catalogue.queries.catalogue import Answer, Search, search
from listings.engine.follower import Follower
from listings.models import Programme
from listings.programmes.actions.index_programme import index_programme
from listings.rights.request import AvailsRequest
from listings.states import Grade
from marketplace.kit.periods import Period
from marketplace.vocabularies import media, territories
from tests import factories
from tests.factories import WINDOW

ASKED = AvailsRequest(("SVOD",), ("TH", "VN"), WINDOW, Grade.SOLE)


@pytest.fixture
def follower(db: None, tmp_path: Path, settings: Settings) -> Iterator[Follower]:
    """A follower of this test's own folder."""
    settings.ENGINE_FOLDER = tmp_path
    made = Follower(tmp_path)
    assert made.lock()
    yield made
    made.release()


@pytest.fixture
def shown(follower: Follower, programme: Programme) -> Programme:
    """Ana's programme, found by its words, in an engine that is up to date."""
    index_programme(programme=programme)
    follower.open()
    follower.step()
    return programme


def ask(text: str = "", request: AvailsRequest | None = ASKED) -> Answer:
    return search(Search(text=text, request=request), at=timezone.now())


def free(answer: Answer) -> dict[int, int]:
    return {hit.id: hit.free for hit in answer.page}


def test_the_engine_answers_while_it_is_up_to_date(shown: Programme) -> None:
    answer = ask()
    assert (answer.source, answer.total, answer.fits, free(answer)) == ("engine", 1, 1, {shown.pk: 2})
    assert answer.facets["medium"] == {"SVOD": 1}


@pytest.mark.parametrize("text", ["ริมน้ำ", "shophouse", "the shophose by the river"])
def test_words_join_in(shown: Programme, text: str) -> None:
    answer = ask(text)
    assert (answer.source, free(answer)) == ("engine", {shown.pk: 2})
    assert answer.loose == (text == "the shophose by the river")


def test_without_a_block_the_database_answers(programme: Programme, follower: Follower) -> None:
    answer = ask()
    assert (answer.source, answer.total, answer.fits, free(answer)) == ("sql", 1, 1, {programme.pk: 2})


def test_a_dead_follower_leaves_the_answer_to_the_database(shown: Programme, follower: Follower) -> None:
    follower.block.put("beat", follower.block.count("beat") - 3 * 10**9)
    factories.right_out(shown)
    answer = ask()
    assert (answer.source, answer.fits, free(answer)) == ("sql", 0, {shown.pk: 1})
    follower.step()
    answer = ask()
    assert (answer.source, answer.fits, free(answer)) == ("engine", 0, {shown.pk: 1})


def test_what_was_just_sold_is_never_shown_as_free(shown: Programme) -> None:
    factories.right_out(shown)
    answer = ask()
    assert (answer.source, answer.fits, free(answer)) == ("engine", 0, {shown.pk: 1})


def test_what_was_just_taken_down_is_not_shown(shown: Programme) -> None:
    Programme.objects.filter(pk=shown.pk).update(state="taken_down")
    assert (ask().source, free(ask())) == ("engine", {})


def test_control_without_the_page_check_it_would_be(shown: Programme, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalogue, "checked", lambda proposed, _wanted, _at: proposed)
    factories.right_out(shown)
    assert free(ask()) == {shown.pk: 2}


@pytest.mark.parametrize(
    "window", [Period(date(1990, 1, 1), date(1995, 1, 1)), Period(date(2178, 1, 1), date(2182, 1, 1))]
)
def test_days_beyond_those_of_the_engine_are_the_databases(shown: Programme, window: Period) -> None:
    assert ask(request=AvailsRequest(("SVOD",), ("TH",), window, Grade.SOLE)).source == "sql"


def test_the_past_is_the_databases(shown: Programme) -> None:
    assert search(Search(), at=timezone.now() - timedelta(days=1)).source == "sql"


def test_the_whole_world_in_all_media_is_answered(shown: Programme, ana: Actor) -> None:
    everything = AvailsRequest(media.codes, territories.codes, WINDOW, Grade.NON_EXCLUSIVE)
    answer = ask(request=everything)
    assert (answer.source, answer.fits, free(answer)) == ("engine", 0, {shown.pk: 15 * 20})


def test_a_foreign_file_is_no_block(follower: Follower, programme: Programme, tmp_path: Path) -> None:
    (tmp_path / "engine-7.bin").write_bytes(b"{}" + bytes(20_000))
    (tmp_path / "engine.newest").write_text("7")
    assert ask().source == "sql"
    (tmp_path / "engine-7.bin").write_bytes(b"")
    (tmp_path / "engine.newest").write_text("7 ")
    assert ask().source == "sql"
    follower.open()
    follower.step()
    assert ask().source == "engine"
