"""Mail what waits: notices and invitations. Each row is found again until its mail is on its way."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from celery import shared_task
from django.core.mail import get_connection
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.mails import digest_mail, invitation_mail, notice_mail
from accounts.models import Invitation, Notice, User
from accounts.notices import draft_for_staff, notice_heading, send_loose_notices
from accounts.queries.notices import due_for_digest
from accounts.states import NoticeChannel
from marketplace.kit import work
from marketplace.kit.models import Job
from marketplace.kit.pages import url_of

log = logging.getLogger(__name__)
PAUSES = (timedelta(minutes=1), timedelta(minutes=4), timedelta(minutes=25), timedelta(hours=2), timedelta(hours=6))


def notices_to_mail() -> models.QuerySet[Notice]:
    return Notice.objects.filter(channel=NoticeChannel.MAIL, mailed_at=None).select_related("user")


def people_with_digests() -> models.QuerySet[User]:
    return User.objects.filter(pk__in=due_for_digest(timezone.now()).values("user"))


def invitations_to_mail() -> models.QuerySet[Invitation]:
    waiting = Invitation.objects.filter(mailed_at=None, accepted_at=None, revoked_at=None)
    return waiting.filter(expires_at__gt=timezone.now())


def describe_notice(notice: Notice) -> tuple[str, str]:
    return f"{notice_heading(notice)} → {notice.user.email}", ""


def describe_digest(reader: User) -> tuple[str, str]:
    return reader.email, ""


def describe_invitation(invitation: Invitation) -> tuple[str, str]:
    return f"{invitation.organisation.name_en} → {invitation.email}", ""


MAIL_NOTICE = work.register_kind(
    work.Kind(
        "accounts.mail_notice",
        _("Notice to mail"),
        "accounts.send_notices",
        "",
        notices_to_mail,
        describe_notice,
        pauses=PAUSES,
        alarm=False,
    )
)
MAIL_INVITATION = work.register_kind(
    work.Kind(
        "accounts.mail_invitation",
        _("Invitation to mail"),
        "accounts.send_notices",
        "",
        invitations_to_mail,
        describe_invitation,
        pauses=PAUSES,
    )
)
MAIL_DIGEST = work.register_kind(
    work.Kind(
        "accounts.mail_digest",
        _("Daily mail of notices"),
        "accounts.send_notices",
        "",
        people_with_digests,
        describe_digest,
        pauses=PAUSES,
        alarm=False,
    )
)
LETTERS: tuple[tuple[work.Kind, Callable[[Any], Any]], ...] = (
    (MAIL_NOTICE, notice_mail),
    (MAIL_INVITATION, invitation_mail),
)


@shared_task(name="accounts.send_notices")
def send_notices(**_later: Any) -> int:
    """Mail every notice, invitation and digest that is due; returns how many left. Beat runs it too, as the sweeper."""
    now = timezone.now()
    letters = sum(send_all(kind, partial(send_mail, write=write, now=now), now) for kind, write in LETTERS)
    return letters + send_all(MAIL_DIGEST, partial(send_digest, now=now), now)


def send_all(kind: work.Kind, do: Callable[[Any], None], now: datetime) -> int:
    """Send row after row; one that fails holds up no other."""
    work.end_spent_work(kind, at=now)
    return sum(send_one(kind, row, do) for row in list(work.due_rows(kind, at=now)[: work.MAX_WOKEN]))


def send_one(kind: work.Kind, row: int, do: Callable[[Any], None]) -> bool:
    """One attempt, if it is still due; what the mail server refuses is tried again."""
    try:
        return work.attempt_work(kind, row, do)
    except OSError:  # smtplib's errors are OSErrors too
        log.warning("%s %s did not leave; it is tried again", kind.name, row, exc_info=True)
        return False


def send_mail(found: models.Model, write: Callable[[Any], Any], now: datetime) -> None:
    """Write the mail and hand it over; a row without a reader is done with."""
    with transaction.atomic():
        rows = type(found)._default_manager.filter(pk=found.pk, mailed_at=None)
        row = rows.select_for_update(of=("self",)).first()
        message = write(row) if row else None  # another worker may have been faster
        if message is not None:
            get_connection().send_messages([message])
        rows.update(mailed_at=now)


def send_digest(reader: User, now: datetime) -> None:
    """One mail of what waits for the reader's morning and was not read meanwhile; nothing where all was."""
    with transaction.atomic():
        rows = list(
            due_for_digest(now).filter(user=reader).select_for_update(of=("self",)).order_by("created_at", "pk")
        )
        unread = [notice for notice in rows if notice.read_at is None]
        if unread and reader.is_active:
            get_connection().send_messages([digest_mail(reader, unread)])
        Notice.objects.filter(pk__in=[notice.pk for notice in rows]).update(mailed_at=now)


def alarm_staff(kind: work.Kind, found: Any, at: datetime) -> None:
    """Work is dead: our staff decide how it goes on."""
    what, _url = kind.describe(found)
    send_loose_notices(
        draft_for_staff("accounts.work_failed", url=url_of(Job, "staff"), work=str(kind.label), what=what), at=at
    )


work.ALARMS.append(alarm_staff)
