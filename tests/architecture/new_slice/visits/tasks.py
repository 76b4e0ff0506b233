"""The jobs of visits."""

from typing import Any

from celery import shared_task


@shared_task(name="visits.sweep")
def sweep(**_later: Any) -> None:
    """Queued by the clock."""
