"""What must not wait too long here."""

from datetime import timedelta

from django.conf import settings
from visits.models import Visit

from marketplace.kit.delay_limits import DelayLimit, declare_delay_limit, oldest_of

LIMIT = timedelta(days=settings.DAYS_TO_ANSWER)  # type: ignore[misc]  # the slice's own: there once it is installed
declare_delay_limit(
    DelayLimit("visits", "Visits", LIMIT, oldest_of(lambda: Visit.objects.filter(confirmed_at=None), "planned_at"))
)
