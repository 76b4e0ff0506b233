"""The clock's slots: each can be queued, comes once a day whatever zone changes its hour, and is worked on once (O-06, T-07)."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from celery.schedules import crontab, schedule
from django.utils import timezone

from marketplace.celery import app
from marketplace.payments.models import Verification
from marketplace.payments.tasks import run_verification

# New York goes back to winter time in the first of these nights; the year ends in the second.
NIGHTS = [datetime(2026, 11, 1, tzinfo=UTC), datetime(2026, 12, 31, tzinfo=UTC), datetime(2028, 2, 28, tzinfo=UTC)]


@pytest.mark.parametrize("name", sorted(app.conf.beat_schedule))
def test_every_entry_of_the_clock_can_be_queued_and_runs_out(name: str) -> None:
    """The nightly run could not: its expiry was its schedule."""
    entry = app.conf.beat_schedule[name]
    message = app.amqp.as_task_v2("1", entry["task"], **entry["options"])
    left = datetime.fromisoformat(message.headers["expires"]) - datetime.now(UTC)
    assert timedelta(seconds=10) < left <= timedelta(hours=6)
    assert entry["task"] in app.tasks


@pytest.mark.parametrize("night", NIGHTS, ids=["summer time ends", "year ends", "leap day"])
def test_o06_the_nightly_run_comes_once_a_day(night: datetime) -> None:
    entry = app.conf.beat_schedule["payments.verify"]["schedule"]
    runs = [*slots(entry, night, night + timedelta(days=3))]
    assert runs == [night + timedelta(days=day, hours=19, minutes=10) for day in range(3)]


def slots(entry: schedule, begin: datetime, end: datetime) -> Iterator[datetime]:
    """When the clock would queue it, looking every ten minutes, also ten minutes back now and then."""
    at, last = begin, begin
    minute = 0
    while at < end:
        again = crontab(**fields(entry), nowfun=lambda now=at: now, app=app)
        if again.is_due(last).is_due:
            yield at
            last = at
        minute += 1
        at += timedelta(minutes=-10 if minute % 5 == 0 else 10)


def fields(entry: Any) -> dict[str, Any]:
    return {"hour": entry._orig_hour, "minute": entry._orig_minute}


def test_o06_t07_a_slot_that_is_asked_for_twice_is_worked_on_once(db: None) -> None:
    run_verification()
    run_verification()
    (run,) = Verification.objects.all()
    assert run.finished_at is not None
    Verification.objects.update(started_at=timezone.now() - timedelta(hours=23))
    run_verification()
    assert Verification.objects.count() == 2


@pytest.mark.parametrize(("minutes", "runs"), [(4, 1), (6, 2)])
def test_o06_a_run_that_was_killed_is_made_again(db: None, minutes: int, runs: int) -> None:
    Verification.objects.create(started_at=timezone.now() - timedelta(minutes=minutes))
    run_verification()
    assert Verification.objects.count() == runs
