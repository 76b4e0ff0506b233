"""What happens: one function writes the audit trail, which the database keeps, and tells people."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import models

from accounts import notices
from accounts.actors import Actor, Person, Staff
from accounts.models import AuditEntry
from accounts.notices import NoticeDraft
from marketplace.kit.activity import find_verb


def record_entry(
    *,
    by: Actor | Person | Staff | None,
    did: str,
    what: models.Model,
    at: datetime,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    tell: Iterable[NoticeDraft] = (),
) -> AuditEntry:
    """Write one entry, and tell of it. `by` None means the system itself; `did` names a verb of some slice's `verbs.py`; values are JSON.

    Raises KeyError where nobody declared that this can be done to `what`.
    """
    entry = AuditEntry.objects.create(
        at=at,
        user=by.user if by else None,
        organisation=by.organisation if isinstance(by, Actor) else None,
        as_staff=isinstance(by, Staff),
        action=find_verb(did, what).name,
        object_kind=what._meta.model_name or "",
        object_id=str(what.pk),
        before=before or {},
        after=after or {},
        request_id=by.request_id if by else "",
        address=(by.address or None) if by else None,
    )
    notices.send_loose_notices(*tell, at=at)
    return entry
