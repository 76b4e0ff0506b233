"""What happened to a thing, as several of the staff's pages show it."""

from typing import Any

from accounts.models import AuditEntry
from marketplace.kit.activity import label_verb


def read_trail(kind: str, pk: int) -> list[dict[str, Any]]:
    """The last entries of the audit trail about one thing, in words; the reason where one was given."""
    rows = AuditEntry.objects.filter(object_kind=kind, object_id=str(pk)).select_related("user").order_by("-at")[:12]
    return [
        {
            "entry": row,
            "words": label_verb(row.action),
            "reason": row.after.get("reason") or row.after.get("message") or "",
        }
        for row in rows
    ]
