"""Work that may fail, of every kind in one way: begun by compare-and-set, tried again with pauses, given up loudly.

A wake-up is a hint: it begins an attempt only when one is due, so that a hundred of them count once. The attempt is counted
before the work, so that one which kills its process counts too. Done work leaves nothing behind; what has failed for good is
`dead` until a person tries it again or sets it aside.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise

from marketplace.kit.jobs import enqueue_task
from marketplace.kit.models import Job

log = logging.getLogger(__name__)
# After the first attempt, the second, …; after the last one's the work is dead.
PAUSES = tuple(timedelta(seconds=2**exponent) for exponent in range(4, 14))
MAX_WOKEN = 500


class Hopeless(Exception):
    """No later attempt can do this work either: it is given up at once."""


def tell_nobody(row: Any, at: datetime) -> None:
    """Nobody but our staff needs to know."""


@dataclass(frozen=True)
class Kind:
    """One kind of work. `task` is queued with the row's number as `argument`; `waiting` are the rows to be done.

    `describe` gives what staff read of a row and where it is seen; `tell_of_failure` tells whom else it concerns that it is
    given up; without an `alarm` staff find it on their page only (a notice about mail that does not leave would not leave either).
    """

    name: str
    label: str | Promise
    task: str
    argument: str
    waiting: Callable[[], QuerySet[Any]]
    describe: Callable[[Any], tuple[str, str]]
    tell_of_failure: Callable[[Any, datetime], None] = tell_nobody
    pauses: tuple[timedelta, ...] = PAUSES
    alarm: bool = True

    def wake(self, row: int) -> None:
        """Queue its task after the commit."""
        enqueue_task(self.task, **({self.argument: row} if self.argument else {}))


KINDS: dict[str, Kind] = {}
# Who is told that work is dead, besides those whom its kind tells: called with the kind, the row and the moment.
ALARMS: list[Callable[[Kind, Any, datetime], None]] = []


def register_kind(kind: Kind) -> Kind:
    """Make a kind known. Called from a slice's `tasks` module."""
    KINDS[kind.name] = kind
    return kind


def attempt_work(kind: Kind, row: int, do: Callable[[Any], Any]) -> bool:
    """Do the work of one row if an attempt is due; True when it was done. What `do` raises is kept and raised again; after
    Hopeless there is no other attempt."""
    found = kind.waiting().filter(pk=row).first()
    if found is None:
        forget_failures(kind, row)
        return False
    if not begin_attempt(kind, row, at=timezone.now()):
        return False
    try:
        do(found)
    except Hopeless as error:
        give_up(kind, found, str(error), at=timezone.now())
        return False
    except Exception as error:
        keep_failure(kind, found, f"{type(error).__name__}: {error}", at=timezone.now())
        raise
    forget_failures(kind, row)
    return True


def begin_attempt(kind: Kind, row: int, *, at: datetime) -> bool:
    """Count an attempt and put the next one off; False when none is due: somebody else is at it, or it is given up."""
    Job.objects.bulk_create([Job(kind=kind.name, row=row, next_attempt_at=at, begun_at=at)], ignore_conflicts=True)
    job = Job.objects.filter(kind=kind.name, row=row).first()
    if job is None or job.attempts >= len(kind.pauses):
        return False
    due = Job.objects.filter(pk=job.pk, attempts=job.attempts, next_attempt_at__lte=at, dead_at=None)
    return bool(due.update(attempts=F("attempts") + 1, next_attempt_at=at + kind.pauses[job.attempts]))


def forget_failures(kind: Kind, row: int) -> None:
    """The work is done: its failures are no longer of interest."""
    Job.objects.filter(kind=kind.name, row=row).delete()


def keep_failure(kind: Kind, found: Any, error: str, *, at: datetime) -> None:
    """Keep what went wrong; after the last attempt give up at once."""
    Job.objects.filter(kind=kind.name, row=found.pk).update(last_error=error.replace("\x00", "")[:2000])
    if Job.objects.filter(kind=kind.name, row=found.pk, attempts__gte=len(kind.pauses)).exists():
        end_as_failed(kind, found, at=at)


def end_as_failed(kind: Kind, found: Any, *, at: datetime) -> bool:
    """Give the work up and tell everybody whom it concerns, once."""
    if not Job.objects.filter(kind=kind.name, row=found.pk, dead_at=None).update(dead_at=at):
        return False
    log.error("%s %s is given up", kind.name, found.pk)
    kind.tell_of_failure(found, at)
    for alarm in ALARMS if kind.alarm else ():
        alarm(kind, found, at)
    return True


def give_up(kind: Kind, found: Any, error: str, *, at: datetime) -> bool:
    """Dead without further attempts: what was found wrong needs a person."""
    Job.objects.bulk_create([Job(kind=kind.name, row=found.pk, next_attempt_at=at, begun_at=at)], ignore_conflicts=True)
    Job.objects.filter(kind=kind.name, row=found.pk).update(last_error=error[:2000])
    return end_as_failed(kind, found, at=at)


def sweep_kind(kind: Kind, *, at: datetime) -> None:
    """Wake up the rows whose attempt is due, and give up those whose last attempt did not come back."""
    end_spent_work(kind, at=at)
    for row in due_rows(kind, at=at)[:MAX_WOKEN]:
        kind.wake(row)


def end_spent_work(kind: Kind, *, at: datetime) -> None:
    """Give up what was tried as often as it may: its last attempt killed its process, or nobody came back from it."""
    spent = Job.objects.filter(kind=kind.name, dead_at=None, attempts__gte=len(kind.pauses), next_attempt_at__lte=at)
    for row in list(spent.values_list("row", flat=True)):
        found = kind.waiting().filter(pk=row).first()
        if found is None:
            forget_failures(kind, row)
        else:
            end_as_failed(kind, found, at=at)


def due_rows(kind: Kind, *, at: datetime) -> QuerySet[Any, int]:
    """Numbers of the rows that wait and may be tried now, the oldest first."""
    busy = Job.objects.filter(kind=kind.name).filter(
        Q(next_attempt_at__gt=at) | Q(dead_at__isnull=False) | Q(attempts__gte=len(kind.pauses))
    )
    return kind.waiting().exclude(pk__in=busy.values("row")).order_by("pk").values_list("pk", flat=True)


def failed_jobs() -> QuerySet[Job]:
    """Work that is dead and that nobody has set aside, the oldest first."""
    return Job.objects.filter(dead_at__isnull=False, set_aside_at=None).order_by("dead_at", "pk")


def not_given_up(kind: str, rows: QuerySet[Any], field: str = "pk") -> QuerySet[Any]:
    """`rows` without those whose work is dead: they count as failed, not as late. `field` of theirs is the work's row."""
    dead = Job.objects.filter(kind=kind, dead_at__isnull=False)
    return rows.exclude(**{f"{field}__in": dead.values("row")})
