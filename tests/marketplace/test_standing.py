"""Every page says what does not work meanwhile, and nothing while all is well (G1, G3, G4)."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from marketplace import standing
from marketplace.kit.guards import VALKEY
from marketplace.payments.stripe import client as stripe
from marketplace.tools.demo import progress

SLOW = "Mail, documents and confirmations take a little longer than usual. What you do is kept."
CARDS = "Card payments are slow at the moment. Bank transfers go on as usual."


def note(*names: str) -> None:
    (Path(settings.HOME) / "missing").write_text("\n".join(names))


def silence_stripe() -> None:
    stripe.limited.breaker.failed()
    stripe.limited.breaker.failed()


@pytest.fixture(autouse=True)
def all_is_well() -> Iterator[None]:
    yield
    VALKEY.reset()
    stripe.limited.breaker.reset()
    note()


@pytest.mark.parametrize(
    ("cause", "said"),
    [
        (lambda: None, []),
        (VALKEY.failed, [SLOW]),
        (silence_stripe, [CARDS]),
        (lambda: note("worker"), [SLOW]),
        (lambda: note("beat", "stripe"), [SLOW, CARDS]),
        (lambda: note("follower"), []),
    ],
)
def test_what_is_away_is_said_once_in_words_of_the_reader(cause: Callable[[], None], said: list[str]) -> None:
    cause()
    assert standing.standing_notices() == said


@pytest.mark.django_db
def test_g1_a_page_bears_it(client: Client) -> None:
    assert SLOW not in client.get("/catalogue/").content.decode()
    note("worker")
    assert SLOW in client.get("/catalogue/").content.decode()


def test_the_demo_says_how_far_it_is_until_it_is_loaded() -> None:
    progress.note_progress(0, 4)
    assert progress.read_progress() == (1, 4)
    progress.note_progress(3, 4)
    assert progress.read_progress() == (4, 4)
    progress.note_progress(4, 4)
    assert progress.read_progress() is None
