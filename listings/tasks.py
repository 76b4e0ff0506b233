"""Jobs of listings: each makes one call."""

from typing import Any

from celery import shared_task
from django.utils import timezone

from listings.actions.wait_for import tell_waiting


@shared_task(name="listings.tell_waiting")
def tell_waiting_task(programme: int | None = None, **_later: Any) -> int:
    """Tell those who wait: for one programme at once, for all as the safety net."""
    return tell_waiting(at=timezone.now(), programmes=None if programme is None else [programme])
