"""What several of the desk's pages read and say."""

from typing import Any

from django.utils.translation import gettext as _

from accounts.models import AuditEntry
from accounts.web.doors import StaffRequest
from marketplace.kit.activity import label_verb


def field_names() -> dict[str, str]:
    """The fields that staff give reasons at, as people call them."""
    return {
        "name_en": _("Legal name in English"), "name_local": _("Legal name in local script"),
        "registration_number": _("Registration number"), "tax_number": _("Tax number"), "address": _("Registered address"),
        "documents": _("Documents"), "general": _("Anything else"), "original_title": _("Original title"),
        "synopsis": _("Synopsis"), "genres": _("Genres"), "year": _("Year"), "minutes": _("Minutes of one episode"),
        "rights": _("Rights you hold"), "artwork": _("Pictures"),
    }  # fmt: skip


def posted_reasons(request: StaffRequest) -> dict[str, str]:
    """reason-FIELD -> text, for the fields that exist."""
    marked = {
        key.removeprefix("reason-"): str(value).strip()[:1000]
        for key, value in request.POST.items()
        if key.startswith("reason-")
    }
    return {field: text for field, text in marked.items() if text and field in field_names()}


def trail(kind: str, pk: int) -> list[dict[str, Any]]:
    """The last entries of the audit trail about one thing, in words; the reason where one was given."""
    rows = AuditEntry.objects.filter(object_kind=kind, object_id=str(pk)).select_related("user").order_by("-at")[:12]
    return [
        {"entry": row, "words": label_verb(row.action), "reason": row.after.get("reason") or row.after.get("message") or ""}
        for row in rows
    ]  # fmt: skip
