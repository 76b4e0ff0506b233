"""The job that shows that clock, broker and worker run."""

from typing import Any

from celery import shared_task
from django.utils import timezone

from marketplace.watch import actions


@shared_task(name="watch.heartbeat")
def heartbeat(**_later: Any) -> None:
    """Queued by the clock, done by a worker: late when either stands still."""
    actions.note_heartbeat(at=timezone.now())
