"""Notices as a page shows them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import reduce
from operator import or_
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet
from django.utils.functional import Promise

from accounts.models import Notice
from accounts.notices import WORDINGS, notice_heading, write_sentence
from accounts.states import NoticeChannel, NoticeClass

DIGEST_HOUR = 8
GROUPS = (NoticeClass.ASKS, NoticeClass.CHANGES, NoticeClass.NEWS)


@dataclass(frozen=True)
class Line:
    """A notice in words."""

    notice: Notice
    heading: str
    sentence: str


def group_notices(notices: Iterable[Notice]) -> list[tuple[str | Promise, list[Line]]]:
    """The three groups with their lines, in the given order; a notice whose words are gone is left out."""
    groups: dict[NoticeClass, list[Line]] = {group: [] for group in GROUPS}
    for line in lines_of(notices):
        groups[group_of(line.notice)].append(line)
    return [(group.label, lines) for group, lines in groups.items()]


def lines_of(notices: Iterable[Notice]) -> list[Line]:
    """The notices in words of the active language, without those whose words are gone."""
    known = [notice for notice in notices if notice.kind in WORDINGS]
    return [Line(notice, notice_heading(notice), write_sentence(notice)) for notice in known]


def group_of(notice: Notice) -> NoticeClass:
    """A turn that was seen is still the reader's until the thing itself moves on; its notice stays in its group."""
    found = WORDINGS[notice.kind].notice_class
    return NoticeClass.CHANGES if found == NoticeClass.SECURITY else found


def due_for_digest(at: datetime) -> QuerySet[Notice]:
    """Notices that came before the last eight o'clock of their reader and are in none of the daily mails yet."""
    waiting = Notice.objects.filter(channel=NoticeChannel.DIGEST, mailed_at=None)
    zones = waiting.order_by().values_list("user__time_zone", flat=True).distinct()
    due = [Q(user__time_zone=zone, created_at__lt=last_digest(zone, at)) for zone in zones]
    return waiting.filter(reduce(or_, due)) if due else waiting.none()


def last_digest(zone: str, at: datetime) -> datetime:
    """The latest eight o'clock in the morning of a time zone, at or before `at`."""
    local = at.astimezone(ZoneInfo(zone))
    morning = local.replace(hour=DIGEST_HOUR, minute=0, second=0, microsecond=0)
    return morning if morning <= local else morning - timedelta(days=1)
