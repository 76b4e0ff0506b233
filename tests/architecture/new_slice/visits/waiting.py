"""What must not wait too long here."""

from datetime import timedelta

from django.conf import settings
from visits.models import Visit

from marketplace.kit.waiting import Queue, oldest_of, register_waiting

LIMIT = timedelta(days=settings.DAYS_TO_ANSWER)  # type: ignore[misc]  # the slice's own: there once it is installed
register_waiting(
    Queue("visits", "Visits", LIMIT, oldest_of(lambda: Visit.objects.filter(confirmed_at=None), "planned_at"))
)
