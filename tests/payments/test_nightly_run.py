"""The nightly run: one a night whoever asks at once (O-06, T-07), made up for when it was killed or missed."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from importlib import import_module
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from django.db.models import F
from django.utils import timezone

from marketplace.contracts.tasks import DRAW_UP
from marketplace.kit import work
from marketplace.kit.delay_limits import DELAY_LIMITS
from marketplace.kit.models import Job
from marketplace.payments import actions, tasks
from marketplace.payments.models import Verification
from marketplace.payments.queries import newest_run

AT_ONCE = 4


@pytest.fixture
def nothing_to_check(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a run looks at is tested elsewhere."""
    monkeypatch.setattr(import_module("marketplace.payments.actions.run_verification"), "run_checks", lambda at: [])


def at_once(ask: Callable[[], bool], between: Callable[..., Any]) -> list[bool]:
    """What several workers get that ask in the same moment, each on a connection of its own with `between` around it."""
    start = Barrier(AT_ONCE)

    def asked(_number: int) -> bool:
        connection.ensure_connection()
        start.wait(timeout=30)
        try:
            with connection.execute_wrapper(between):
                return ask()
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(asked, range(AT_ONCE)))


def meeting(after: str, without: str = "no such statement") -> Callable[..., Any]:
    """Lets all of them meet when they have run the statement with `after` in it; runs none with `without` in it."""
    met = Barrier(AT_ONCE)

    def between(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        answer = None if without in sql else execute(sql, params, many, context)
        if after in sql:
            met.wait(timeout=30)
        return answer

    return between


def ask_for_run() -> bool:
    return actions.run_nightly_verification(at=timezone.now()) is not None


def begin() -> bool:
    return work.begin_attempt(DRAW_UP, 1, at=timezone.now())


def begin_unguarded() -> bool:
    """As `work.begin`, without its compare-and-set."""
    job = Job.objects.get()
    return bool(Job.objects.filter(pk=job.pk).update(attempts=F("attempts") + 1))


@pytest.mark.django_db(transaction=True)
def test_o06_t07_of_several_that_ask_at_once_one_works(nothing_to_check: None) -> None:
    """The nightly run by its lock, a sweeper's wake-up by its compare-and-set; without them all of those who ask work."""
    answers = at_once(ask_for_run, lambda execute, *call: execute(*call))
    assert sum(answers) == Verification.objects.count() == 1
    Verification.objects.update(started_at=timezone.now() - timedelta(hours=23))
    at_once(ask_for_run, meeting(after='FROM "payments_verification"', without="pg_advisory_xact_lock"))
    assert Verification.objects.count() == 1 + AT_ONCE
    assert sorted(at_once(begin, meeting(after='FROM "kit_job"'))) == [False] * (AT_ONCE - 1) + [True]
    assert Job.objects.get().attempts == 1
    assert at_once(begin_unguarded, meeting(after='FROM "kit_job"')) == [True] * AT_ONCE
    assert Job.objects.get().attempts == 1 + AT_ONCE


def begun(finished: bool, **ago: float) -> Verification:
    """A run that began so long ago."""
    at = timezone.now() - timedelta(**ago)
    return Verification.objects.create(started_at=at, finished_at=at if finished else None)


def is_asked_for(monkeypatch: pytest.MonkeyPatch) -> bool:
    """Whether the sweeper asks for a run."""
    asked: list[str] = []
    monkeypatch.setattr(tasks, "enqueue_task", lambda name, **ids: asked.append(name))
    tasks.sweep()
    return asked == ["payments.verify"]


@pytest.mark.parametrize(
    ("finished", "ago", "again"),
    [
        (True, {"hours": 24}, False),
        (True, {"hours": 26}, True),  # the clock missed a night
        (False, {"minutes": 4}, False),  # at work
        (False, {"minutes": 6}, True),  # killed: its message went with its process
    ],
)
def test_t03_a_run_that_was_killed_or_missed_is_made_up_for(
    db: None, finished: bool, ago: dict[str, float], again: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun(finished, **ago)
    assert is_asked_for(monkeypatch) is again


def test_t12_a_night_without_a_run_is_named_in_the_morning(db: None) -> None:
    queue = DELAY_LIMITS["check_to_run"]
    assert queue.oldest(None) is None  # a market that never had one
    begun(finished=True, hours=26)
    begun(finished=False, hours=2)
    since = queue.oldest(timezone.now())
    assert since is not None
    assert timedelta(minutes=59) < timezone.now() - since < timedelta(minutes=61)
    assert queue.limit == timedelta(hours=6)


def test_t04_a_run_that_kills_its_process_each_time_is_left_to_a_person(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not is_asked_for(monkeypatch)  # a market that never had one waits for its first night
    for minutes in (30, 20, 10):
        begun(finished=False, minutes=minutes)
    assert not is_asked_for(monkeypatch)


def test_a_run_that_was_killed_does_not_hide_what_was_found_before(db: None) -> None:
    found = begun(finished=True, hours=10)
    begun(finished=False, minutes=10)
    assert newest_run().get() == found
