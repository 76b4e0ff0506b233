"""A member has seen the notices."""

from collections.abc import Collection
from datetime import datetime

from accounts.actions.allowing import must_be_allowed
from accounts.actors import Actor
from accounts.models import Notice


def mark_notices_read(*, by: Actor, at: datetime, only: Collection[int] | None = None) -> int:
    """Mark the member's unread notices as read, all or `only` these ids; returns how many. Others' stay as they are."""
    must_be_allowed("mark_notices_read", by)
    rows = Notice.objects.visible_to(by).filter(read_at=None, created_at__lte=at)
    if only is not None:
        rows = rows.filter(pk__in=only)
    return rows.update(read_at=at)
