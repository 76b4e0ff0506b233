"""Note the heartbeat; note that a delay is known."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actions.moves import must_be_staff
from accounts.actors import Staff
from accounts.audit import record_entry
from marketplace.kit.delay_limits import DELAY_LIMITS
from marketplace.kit.problems import Invalid
from marketplace.watch.models import Heartbeat, KnownDelay

MAX_REASON_LENGTH = 500


def note_heartbeat(*, at: datetime) -> None:
    """The clock had a task done at this moment."""
    Heartbeat.objects.update_or_create(pk=1, defaults={"at": at})


def know_delay(*, queue: str, reason: str, by: Staff, at: datetime) -> KnownDelay:
    """What waits in this queue now is known and alarms no more; what begins to wait later does. Raises Invalid."""
    must_be_staff("know_delay", by)
    if queue not in DELAY_LIMITS:
        raise Invalid({"queue": [_("Nothing of this name is watched.")]})
    if not 0 < len(reason.strip()) <= MAX_REASON_LENGTH:
        raise Invalid({"reason": [_("Say why it waits and who sees to it, in up to 500 characters.")]})
    with transaction.atomic():
        known = KnownDelay.objects.create(queue=queue, up_to=at, reason=reason.strip(), by=by.user)
        record_entry(by=by, did="watch.know_delay", what=known, at=at, after={"queue": queue, "reason": known.reason})
    return known
