"""A record of rights leads to the room of the deal that made it."""

from django.test import Client
from django.urls import reverse

from accounts.actors import Actor
from listings.models import Programme
from tests import factories


def test_a_holdings_number_leads_its_parties_to_its_room(
    programme: Programme, ana: Actor, bo: Actor, cy: Actor
) -> None:
    contract = factories.contract(factories.offer(programme, bo), ana)
    found = {}
    for member in (ana, bo, cy):
        browser = Client()
        browser.force_login(member.user)
        answer = browser.get(reverse("contracts:by-number", args=[contract.holdings[0].pk]))
        found[member.user.full_name] = (answer.status_code, answer.headers.get("Location"))
    room = reverse("offers:deal", args=[contract.deal.public_id])
    assert found == {"Ana Srisai": (302, room), "Bo Lin": (302, room), "Cy Hartono": (404, None)}
