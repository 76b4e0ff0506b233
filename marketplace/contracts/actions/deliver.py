"""Deliver materials and check them. Every move is an event that stands; the licence itself does not wait for it."""

from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.actors import Actor
from accounts.audit import record_entry
from accounts.notices import NoticeDraft, close_notices
from accounts.roles import Permission
from marketplace.contracts.models import Contract, DeliveryEvent, Material
from marketplace.contracts.policies import is_granted
from marketplace.contracts.states import MATERIAL_MOVES, DeliveryMove, MaterialState
from marketplace.files.accept import Accepted, FileRefused, accept_file
from marketplace.files.keep import keep_file
from marketplace.files.policies import DELIVERY
from marketplace.kit.pages import url_of
from marketplace.kit.problems import Forbidden, Invalid, Problem
from marketplace.kit.transitions import MovedOn
from marketplace.offers.actions.draft_notices import draft_for_party
from marketplace.offers.actions.moves import must_be_allowed_in

VERBS = {
    DeliveryMove.DELIVERED: "contracts.material_delivered",
    DeliveryMove.ACCEPTED: "contracts.material_accepted",
    DeliveryMove.REFUSED: "contracts.material_refused",
}


class MayNotDeliver(Forbidden):
    text = gettext_lazy("The seller's members with the role owner or seller deliver, once both sides have signed.")


class MayNotCheck(Forbidden):
    text = gettext_lazy("The buyer's members with the role owner or buyer check what was delivered.")


class DeliveryMovedOn(MovedOn):
    code = "delivery_moved_on"
    text = gettext_lazy("This material is “%(state)s” now: somebody was faster.")


def deliver_material(
    *, material: Material, note: str, link: str, file: "UploadedFile[bytes] | None", by: Actor, at: datetime
) -> DeliveryEvent:
    """Say that a material is delivered: where it is (`link`), or the file itself (20 MB at most), or how it went.

    Raises MayNotDeliver, NotAllowedNow, Invalid, DeliveryMovedOn.
    """
    contract = material.contract
    values = read_delivery(note, link, file)
    with transaction.atomic():
        must_be_allowed_on(contract, "deliver_material", by, MayNotDeliver)
        told = draft_for_party(
            contract,
            contract.buyer,
            "contracts.delivered",
            "delivery",
            may=Permission.BUY,
            seller=contract.seller.name_en,
            **name_material(material),
        )
        return move_material(material, MaterialState.DELIVERED, DeliveryMove.DELIVERED, by, at, told, **values)


def accept_material(*, material: Material, by: Actor, at: datetime) -> DeliveryEvent:
    """The buyer has checked it and takes it. Raises MayNotCheck, NotAllowedNow, DeliveryMovedOn."""
    contract = material.contract
    with transaction.atomic():
        must_be_allowed_on(contract, "accept_material", by, MayNotCheck)
        told = draft_for_party(
            contract,
            contract.seller,
            "contracts.delivery_accepted",
            "delivery",
            may=Permission.SELL,
            buyer=contract.buyer.name_en,
            **name_material(material),
        )
        return move_material(material, MaterialState.ACCEPTED, DeliveryMove.ACCEPTED, by, at, told)


def refuse_material(*, material: Material, reason: str, by: Actor, at: datetime) -> DeliveryEvent:
    """The buyer sends it back; the reason is the message to the seller. Raises MayNotCheck, NotAllowedNow, Invalid, DeliveryMovedOn."""
    contract, said = material.contract, reason.replace("\x00", "").strip()
    if not 0 < len(said) <= 1000:
        raise Invalid({"reason": [_("Say what is wrong, in up to 1000 characters: the seller reads it.")]})
    with transaction.atomic():
        must_be_allowed_on(contract, "refuse_material", by, MayNotCheck)
        told = draft_for_party(
            contract,
            contract.seller,
            "contracts.delivery_refused",
            "delivery",
            may=Permission.SELL,
            buyer=contract.buyer.name_en,
            reason=said,
            **name_material(material),
        )
        return move_material(material, MaterialState.REFUSED, DeliveryMove.REFUSED, by, at, told, note=said)


def must_be_allowed_on(contract: Contract, act: str, by: Actor, denied: type[Problem]) -> None:
    """Ask the policy, once both sides have signed. Raises `denied`, NotAllowedNow."""
    if not is_granted(contract):
        raise denied
    must_be_allowed_in(contract, act, by, lambda _by: denied())


def move_material(
    material: Material,
    to: MaterialState,
    how: DeliveryMove,
    by: Actor,
    at: datetime,
    told: NoticeDraft,
    **values: Any,
) -> DeliveryEvent:
    """One compare-and-set, the event beside it, and the other side told."""
    before = material.state
    MATERIAL_MOVES.move(material, to, DeliveryMovedOn)
    upload: Accepted | None = values.pop("file", None)
    event = DeliveryEvent(material=material, move=how, by=by.user, organisation=by.organisation, at=at, **values)
    if upload is not None:
        event.file = keep_file(upload, "deliveries", owner=by.organisation.pk, at=at)
    event.save(force_insert=True)
    if how != DeliveryMove.DELIVERED:
        asked = url_of(material.contract.deal, "delivery")
        close_notices(["contracts.delivered"], url=asked, at=at, number=material.number)
    after = {"state": to, "note": event.note, "link": event.link, "file_sha256": upload.sha256 if upload else ""}
    record_entry(by=by, did=VERBS[how], what=material, at=at, before={"state": before}, after=after, tell=[told])
    return event


def read_delivery(note: str, link: str, file: "UploadedFile[bytes] | None") -> dict[str, Any]:
    """A note, a link, a file: at least one of them."""
    errors: dict[str, list[str]] = {}
    values: dict[str, Any] = {"note": note.replace("\x00", "").strip(), "link": link.strip()}
    if len(values["note"]) > 1000:
        errors["note"] = [_("Use up to 1000 characters.")]
    if values["link"] and not is_address(values["link"]):
        errors["link"] = [_("Give the whole address, beginning with https://.")]
    if file is not None:
        values |= read_file(file, errors)
    elif not values["note"] and not values["link"]:
        errors["link"] = [_("Say where it is: a link, a file or a note.")]
    if errors:
        raise Invalid(errors)
    return values


def is_address(link: str) -> bool:
    """An https address with a host, of a length that fits."""
    try:
        parts = urlsplit(link)
    except ValueError:
        return False
    return parts.scheme == "https" and bool(parts.hostname) and len(link) <= 500 and link.isprintable()


def read_file(file: "UploadedFile[bytes]", errors: dict[str, list[str]]) -> dict[str, Any]:
    """The file; what is wrong with it goes to `errors`."""
    try:
        accepted = accept_file(file, DELIVERY)
    except FileRefused as refused:
        errors |= refused.errors
        return {}
    return {"file": accepted}


def name_material(material: Material) -> dict[str, Any]:
    """What every notice of a delivery names."""
    return {"contract": material.contract.number, "number": material.number}
