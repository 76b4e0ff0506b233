"""What waits, since when, and whether that is too long."""

from dataclasses import dataclass
from datetime import datetime

from marketplace.kit.delay_limits import DELAY_LIMITS, DelayLimit
from marketplace.watch.models import KnownDelay


@dataclass(frozen=True)
class Delay:
    """The oldest row of one queue that staff do not know of, and the last delay they know of."""

    queue: DelayLimit
    since: datetime | None
    late: bool
    known: KnownDelay | None


def list_delays(at: datetime) -> list[Delay]:
    """Every queue, in the order in which they were registered."""
    newest = KnownDelay.objects.order_by("queue", "-up_to").distinct("queue").select_related("by")
    known = {row.queue: row for row in newest}
    return [delay_of(queue, known.get(queue.name), at) for queue in DELAY_LIMITS.values()]


def delay_of(queue: DelayLimit, known: KnownDelay | None, at: datetime) -> Delay:
    since = queue.oldest(known.up_to if known else None)
    if since is not None and since > at:
        since = None  # its time comes
    return Delay(queue, since, since is not None and at - since > queue.limit, known)
