"""A number typed into the search leads its parties to what has it, and others to the catalogue."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.actors import Actor
from listings.models import Programme
from tests import factories


def place(who: Actor | None, text: str) -> str:
    client = Client()
    if who:
        client.force_login(who.user)
    return client.get(reverse("find"), {"q": text}).headers["Location"]


def test_numbers_lead_the_parties_to_their_rooms(programme: Programme, ana: Actor, bo: Actor, cy: Actor) -> None:
    contract = factories.contract(factories.offer(programme, bo), ana)
    deal, first = contract.deal.public_id, contract.instalments.get(number=1)
    assert place(bo, deal.lower()) == reverse("offers:deal", args=[deal])
    assert place(ana, f" {contract.number} ") == reverse("contracts:contract", args=[deal])
    assert place(bo, first.reference) == reverse("payments:instalments", args=[deal])
    assert place(cy, deal) == f"/catalogue/?q={deal}"
    assert place(None, contract.number) == f"/catalogue/?q={contract.number}"


@pytest.mark.parametrize("text", ["shophouse", "河畔", "MN-", ""])
def test_anything_else_asks_the_catalogue(db: None, text: str) -> None:
    assert place(None, text).startswith("/catalogue/?q=")


def test_a_programmes_number_leads_everybody_to_it_once_it_is_published(programme: Programme, bo: Actor) -> None:
    assert place(None, programme.public_id) == f"/title/{programme.public_id}/"
    Programme.objects.update(state="draft")
    assert place(bo, programme.public_id) == f"/catalogue/?q={programme.public_id}"
