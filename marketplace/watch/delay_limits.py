"""What must not wait too long here."""

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from marketplace.kit import storage
from marketplace.kit.delay_limits import DelayLimit, declare_delay_limit
from marketplace.watch.models import Heartbeat


def last_heartbeat(_known: datetime | None) -> datetime | None:
    """A heart that stands still cannot be known of and left: only its next beat ends the alarm."""
    return Heartbeat.objects.values_list("at", flat=True).first()


def when_full(_known: datetime | None) -> datetime | None:
    """A minute ago, while the storage is full: long enough however slowly the other queues are asked."""
    return timezone.now() - timedelta(minutes=1) if storage.is_full() else None


declare_delay_limit(DelayLimit("storage_full", _("Room to store anything"), timedelta(0), when_full))
declare_delay_limit(DelayLimit("heartbeat", _("The clock and its worker"), timedelta(minutes=2), last_heartbeat))
