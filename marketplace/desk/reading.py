"""What several of the desk's pages read and say."""

from typing import Any

from django.utils.translation import gettext as _

from accounts.models import AuditEntry
from accounts.web.doors import StaffRequest


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


def deeds() -> dict[str, str]:
    """What the audit trail holds of people, organisations and programmes, as people say it."""
    return {
        "accounts.ask_factor_reset": _("Asked to remove the second step"), "accounts.reset_factor": _("Second step removed"),
        "accounts.refuse_factor_reset": _("Refused"), "accounts.object_to_factor_reset": _("Objected to"),
        "accounts.add_address": _("Address added"), "accounts.object_to_address": _("Address objected to"),
        "accounts.change_profile": _("Profile changed"), "accounts.state_latin_name": _("Name in Latin letters stated"),
        "accounts.create_organisation": _("Created"), "accounts.update_organisation": _("Facts changed"),
        "accounts.submit_organisation": _("Sent for verification"), "accounts.verify_organisation": _("Verified"),
        "accounts.return_organisation": _("Returned with reasons"), "accounts.propose_suspension": _("Suspension proposed"),
        "accounts.drop_suspension": _("Proposal dropped"), "accounts.suspend_organisation": _("Suspended"),
        "accounts.reinstate_organisation": _("Trades again"), "listings.import_titles": _("Titles imported"),
        "listings.draft": _("Drafted"), "listings.save": _("Facts saved"), "listings.seasons": _("Seasons saved"),
        "listings.asks": _("Ask changed"), "listings.confirm_rights": _("Rights confirmed"), "listings.submit": _("Sent for review"),
        "listings.published": _("Published"), "listings.returned": _("Returned with reasons"), "listings.take_down": _("Taken down"),
        "listings.claim": _("Claim opened"), "listings.claim_evidence": _("Evidence added"),
        "listings.decide_claim": _("Decided"), "listings.propose_works": _("Proposed"),
        "listings.drop_works": _("Proposal dropped"), "listings.confirm_works": _("Confirmed"),
        "listings.works_clash": _("Records collide"), "listings.same_work": _("Found to be of a known work"),
        "listings.accept_changes": _("Changes accepted"), "listings.return_changes": _("Changes returned with reasons"),
        "listings.withdraw_changes": _("Changes withdrawn"), "listings.add_artwork": _("Picture added"),
        "listings.remove_artwork": _("Picture removed"), "listings.show_dates_to": _("Changed who sees dates"),
    }  # fmt: skip


def trail(kind: str, pk: int) -> list[dict[str, Any]]:
    """The last entries of the audit trail about one thing, in words; the reason where one was given."""
    rows = AuditEntry.objects.filter(object_kind=kind, object_id=str(pk)).select_related("user").order_by("-at")[:12]
    words = deeds()
    return [
        {"entry": row, "words": words.get(row.action, row.action), "reason": row.after.get("reason") or row.after.get("message") or ""}
        for row in rows
    ]  # fmt: skip
