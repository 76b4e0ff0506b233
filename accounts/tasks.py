"""Mail what waits: notices and invitations. Each row is found again until its mail is on its way."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, TypeVar

from celery import shared_task
from django.core.mail import get_connection
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone

from accounts.mails import invitation_mail, notice_mail
from accounts.models import Invitation, Notice

log = logging.getLogger(__name__)
Row = TypeVar("Row", Notice, Invitation)
# How old a row is at least at its first, second, … attempt; after the last one it is given up and stays in the table.
PAUSES = (timedelta(0), timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2))
MOST_ATTEMPTS = len(PAUSES)


@shared_task(name="accounts.send_notices")
def send_notices(**_later: Any) -> int:
    """Mail every notice and invitation that is due; returns how many left. Beat runs it too, as the sweeper."""
    now = timezone.now()
    notices = Notice.objects.filter(mailed_at=None)
    invitations = Invitation.objects.filter(mailed_at=None, accepted_at=None, revoked_at=None, expires_at__gt=now)
    return send_all(notices, notice_mail, now) + send_all(invitations, invitation_mail, now)


def send_all(waiting: models.QuerySet[Row], write: Callable[[Row], Any], now: datetime) -> int:
    """Send row after row; one that fails holds up no other."""
    due = waiting.filter(due_at(now)).order_by("mail_attempts", "pk").values_list("pk", flat=True)
    return sum(send_one(waiting, pk, write, now) for pk in list(due[:500]))


def due_at(now: datetime) -> Q:
    """Rows whose next attempt's time has come."""
    due = Q()
    for attempts, pause in enumerate(PAUSES):
        due |= Q(mail_attempts=attempts, created_at__lte=now - pause)
    return due


def send_one(waiting: models.QuerySet[Row], pk: int, write: Callable[[Row], Any], now: datetime) -> int:
    """Count the attempt first, so that a mail which kills the worker is not tried for ever; then send, row locked."""
    if not waiting.filter(pk=pk).update(mail_attempts=F("mail_attempts") + 1):
        return 0
    try:
        with transaction.atomic():
            row = waiting.select_for_update(skip_locked=True, of=("self",)).filter(pk=pk).first()
            if row is None:
                return 0
            message = write(row)
            if message is not None:
                get_connection().send_messages([message])
            type(row)._default_manager.filter(pk=pk).update(mailed_at=now)
    except OSError:  # smtplib's errors are OSErrors too
        log.warning("mail for %s %s did not leave; it is tried again", waiting.model.__name__, pk, exc_info=True)
        return 0
    return 1
