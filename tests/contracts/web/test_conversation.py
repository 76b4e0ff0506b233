"""The conversation of a deal tells both sides what happened to it after the offer, by whom, and nothing else."""

from typing import Any

from django.test import Client

from accounts.actors import Actor
from accounts.models import AuditEntry
from listings.models import Programme
from marketplace.contracts.actions import deliver_material
from tests import factories
from tests.factories import NOW


def read_stream(of: Actor, public_id: str) -> list[tuple[Any, Any]]:
    client = Client()
    client.force_login(of.user)
    answer = client.get(f"/deal/{public_id}/", headers={"accept-language": "en"})
    return [(str(item.get("event")), item.get("by", "")) for item in answer.context["stream"]]


def test_what_happened_after_the_offer_stands_in_the_conversation(
    programme: Programme, bo: Actor, ana: Actor, cy: Actor
) -> None:
    offer = factories.offer(programme, bo)
    bo.user.language = "en"
    bo.user.save(update_fields=["language"])
    made = factories.contract(offer, ana)
    factories.sign(made, ana)
    factories.sign(made, bo)
    made.refresh_from_db()
    deliver_material(material=made.materials.get(number=1), note="By courier", link="", file=None, by=ana, at=NOW)
    buyer, seller = bo.organisation.name_en, ana.organisation.name_en
    expected = {
        (f"{buyer} sent version 1", ""),
        ("Accepted", ""),
        ("Signed", buyer),
        ("Signed", seller),
        ("Material delivered", seller),
    }
    assert set(read_stream(bo, made.deal.public_id)) == expected
    assert set(read_stream(ana, made.deal.public_id)) == expected
    assert AuditEntry.objects.filter(action="contracts.draw_up").exists()
    stranger = Client()
    stranger.force_login(cy.user)
    assert stranger.get(f"/deal/{made.deal.public_id}/").status_code == 404


def test_another_deal_says_nothing_in_this_one(programme: Programme, bo: Actor, ana: Actor, cy: Actor) -> None:
    mine = factories.contract(factories.offer(programme, bo, cells=frozenset({("SVOD", "TH")})), ana)
    other = factories.contract(factories.offer(programme, cy, cells=frozenset({("SVOD", "VN")})), ana)
    factories.sign(other, ana)
    assert set(read_stream(ana, mine.deal.public_id)) == {
        (f"{bo.organisation.name_en} sent version 1", ""),
        ("Accepted", ""),
    }
