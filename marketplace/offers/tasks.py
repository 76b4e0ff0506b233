"""Jobs of negotiations: each makes one call."""

from typing import Any

from celery import shared_task
from django.utils import timezone

from marketplace.offers import actions


@shared_task(name="offers.expire_rounds")
def expire_rounds(**_later: Any) -> int:
    return actions.expire_rounds(at=timezone.now())
