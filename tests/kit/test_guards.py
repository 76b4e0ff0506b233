"""A server that does not answer takes neither our threads nor our time: breaker, limit of calls, cache, queue (G3, G4)."""

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator

import pytest
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

from marketplace.celery import app
from marketplace.kit import jobs
from marketplace.kit.cache import TIMEOUT_SECONDS, Cache
from marketplace.kit.guards import VALKEY, Breaker, CallLimit
from marketplace.tools.launcher import broker
from marketplace.tools.launcher.children import Child
from marketplace.tools.launcher.ports import free_port, is_free
from tests.services import PASSWORD, start_child, until


class Silent(Exception):
    """No answer."""


class Busy(Exception):
    """Not asked."""


class Refused(Exception):
    """A clear no."""


def fail() -> None:
    raise Silent


def refuse() -> None:
    raise Refused


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def breaker(clock: Clock) -> Breaker:
    return Breaker(failures=2, seconds=10, longest=15, clock=clock)


def test_a_breaker_opens_after_failures_in_a_row_and_one_caller_tries_after_the_pause(
    breaker: Breaker, clock: Clock
) -> None:
    breaker.failed()
    breaker.succeeded()
    breaker.failed()
    assert breaker.allows()
    breaker.failed()
    assert (breaker.is_open, breaker.allows()) == (True, False)
    clock.now = 10
    assert not breaker.is_open
    assert [breaker.allows() for _ in range(3)] == [True, False, False]
    assert breaker.is_open
    breaker.succeeded()
    assert (breaker.is_open, breaker.allows()) == (False, True)


def test_each_try_in_vain_makes_the_pause_longer_up_to_the_longest(breaker: Breaker, clock: Clock) -> None:
    breaker.failed()
    breaker.failed()
    for tried_at, still_closed_at in ((10, 24), (25, 39), (40, 54)):
        clock.now = tried_at
        assert breaker.allows()
        breaker.failed()
        clock.now = still_closed_at
        assert not breaker.allows()


def test_g3_more_calls_than_places_are_refused_at_once(breaker: Breaker) -> None:
    inside, leave = threading.Semaphore(0), threading.Event()
    limit = CallLimit(2, breaker, silent=Silent, busy=Busy)

    @limit
    def slow() -> str:
        inside.release()
        leave.wait()
        return "answer"

    answers: list[str] = []
    callers = [threading.Thread(target=lambda: answers.append(slow())) for _ in range(2)]
    for caller in callers:
        caller.start()
        inside.acquire()
    with pytest.raises(Busy):
        slow()
    leave.set()
    for caller in callers:
        caller.join()
    assert slow() == "answer"
    assert answers == ["answer"] * 2


def test_silence_opens_and_a_refusal_does_not(breaker: Breaker) -> None:
    limit = CallLimit(1, breaker, silent=Silent, busy=Busy)
    for _ in range(3):
        with pytest.raises(Refused):
            limit(refuse)()
    for _ in range(2):
        with pytest.raises(Silent):
            limit(fail)()
    with pytest.raises(Busy):
        limit(refuse)()


# --- Valkey, which the cache, the limits and the queue stand on


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Child, str]]:
    """A Valkey of our own, to be frozen."""
    port = free_port()
    child = start_child(broker.broker_program(tmp_path_factory.mktemp("valkey"), port, PASSWORD))
    until(lambda: not is_free(port), "Valkey", child)
    yield child, broker.broker_address(PASSWORD, port)
    child.stop()


@pytest.fixture
def frozen(server: tuple[Child, str]) -> Iterator[Callable[[], None]]:
    """Freezes the server when called; it thaws after the test."""
    pid = server[0].process.pid
    VALKEY.reset()
    yield lambda: os.kill(pid, signal.SIGSTOP)
    os.kill(pid, signal.SIGCONT)
    VALKEY.reset()


@pytest.fixture
def cache(server: tuple[Child, str]) -> Cache:
    return Cache(server[1], {})


def test_t02_a_frozen_cache_costs_one_time_out_and_limits_still_hold(
    cache: Cache, frozen: Callable[[], None], server: tuple[Child, str]
) -> None:
    cache.set("kept", "in Valkey")
    assert cache.get("kept") == "in Valkey"
    frozen()
    began = time.monotonic()
    counts = [cache.add("tries", 0), *(cache.incr("tries") for _ in range(50))]
    assert counts == [True, *range(1, 51)]
    assert time.monotonic() - began < 10 * TIMEOUT_SECONDS  # and not 51 of them
    assert cache.get("kept") is None
    with pytest.raises(RedisError):  # the control: Django's own, with the same time-out
        RedisCache(server[1], {"OPTIONS": {"socket_timeout": TIMEOUT_SECONDS}}).get("kept")


def test_t02_a_cache_that_thaws_is_asked_again(
    cache: Cache, frozen: Callable[[], None], server: tuple[Child, str]
) -> None:
    cache.set("kept", "in Valkey")
    frozen()
    assert cache.get("kept") is None
    os.kill(server[0].process.pid, signal.SIGCONT)
    VALKEY.reset()  # instead of waiting for its pause
    assert cache.get("kept") == "in Valkey"


def test_t02_a_task_that_cannot_be_queued_costs_one_time_out_and_the_next_one_nothing(
    frozen: Callable[[], None], server: tuple[Child, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    web = {**app.conf.broker_transport_options, "socket_timeout": 0.5, "socket_connect_timeout": 0.5, "max_retries": 0}
    with app.connection_for_write(server[1], transport_options=web) as connection, connection.Producer() as producer:
        monkeypatch.setattr(app.amqp, "_producer_pool", Only(producer))
        frozen()
        jobs._publish_task("accounts.send_notices", {})
        assert VALKEY.is_open
        monkeypatch.setattr(app.amqp, "_producer_pool", None)
        jobs._publish_task("accounts.send_notices", {})  # would fail without a pool: nobody is asked


class Only:
    """A pool of one producer."""

    def __init__(self, producer: object) -> None:
        self.producer = producer

    def acquire(self, **_options: object) -> "Only":
        return self

    def __enter__(self) -> object:
        return self.producer

    def __exit__(self, *_raised: object) -> None:
        return None
