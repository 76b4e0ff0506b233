"""Rows that must not wait too long. Each slice declares its own in a module `delay_limits`; `/health/queues` asks them all."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise

# Given the moment up to which staff know of what waits (or None): since when the oldest other one waits (None: none).
Oldest = Callable[[datetime | None], datetime | None]


@dataclass(frozen=True)
class DelayLimit:
    """One kind of row. `limit` is how long its oldest may wait before `/health/queues` is red."""

    name: str
    label: str | Promise
    limit: timedelta
    oldest: Oldest


DELAY_LIMITS: dict[str, DelayLimit] = {}


def declare_delay_limit(limit: DelayLimit) -> None:
    """Make a kind of waiting row known. Called from a slice's `delay_limits` module."""
    DELAY_LIMITS[limit.name] = limit


def oldest_of(rows: Callable[[], QuerySet[Any, Any]], since: str) -> Oldest:
    """The oldest of these rows by its field `since`. Rows that began to wait up to a known moment do not count."""

    def oldest(known: datetime | None) -> datetime | None:
        waiting = rows() if known is None else rows().filter(**{f"{since}__gt": known})
        found: datetime | None = waiting.order_by(since).values_list(since, flat=True).first()
        return found

    return oldest
