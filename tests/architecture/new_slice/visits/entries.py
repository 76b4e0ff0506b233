"""What the entries of `slice.py` read."""

from collections.abc import Iterator
from typing import Any

from visits.models import Visit

from accounts.actors import Actor
from accounts.staff_queue import Waiting
from marketplace.kit.pages import url_of
from marketplace.offers.web.deal_entries import DealView, Turn


def count_visits(actor: Actor | None) -> int:
    return Visit.objects.visible_to(actor).count() if actor else 0


def find_visit(number: str, actor: Actor | None) -> str:
    """The page of the deal whose visit has this number."""
    found = Visit.objects.visible_to(actor).filter(number=number).first() if actor else None
    return url_of(found) if found else ""


def read_visits(actor: Actor) -> dict[str, Any]:
    return {"visits": list(Visit.objects.visible_to(actor))}


def list_unconfirmed(language: str) -> Iterator[Waiting]:
    for visit in Visit.objects.filter(confirmed_at=None).select_related("deal"):
        yield Waiting("clapperboard", visit.number, visit.deal.public_id, url_of(visit, "staff"), visit.planned_at)


def is_visited(deal: DealView) -> bool:
    return bool(Visit.objects.filter(deal=deal.offer.deal).exclude(confirmed_at=None))


def find_visit_to_confirm(deal: DealView) -> Turn | None:
    """The seller confirms a visit before anything else."""
    visit = Visit.objects.filter(deal=deal.offer.deal, confirmed_at=None).first()
    return Turn(deal.side == "seller", f"Visit {visit}", None, []) if visit else None
