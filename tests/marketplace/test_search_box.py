"""A number typed into the search leads its parties to what has it, and others to the catalogue."""

import re

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


REQUEST = "r=svod,avod&t=CN,TH&from=2027-03&to=2029-02&x=1&l=th&u=sub"


def test_a_search_goes_on_with_the_request_of_the_page(programme: Programme, bo: Actor) -> None:
    client = Client()
    client.force_login(bo.user)
    for path in ("/catalogue/", f"/title/{programme.public_id}/"):
        page = client.get(f"{path}?{REQUEST}&kind=series&page=2").content.decode()
        form = page[page.index('role="search"') : page.index('id="global-search"')]
        fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', form))
        place = client.get(reverse("find"), fields | {"q": "Siam"}).headers["Location"]
        assert place == f"/catalogue/?q=Siam&{REQUEST}", path
    shown = client.get(place).context
    assert (shown["text"], shown["asked"].to_query()) == ("Siam", REQUEST)


def test_a_request_with_a_mistake_is_kept_as_it_was_typed(db: None) -> None:
    wrong = "r=svod&t=TH,XX&from=2027-03&to=2029-02"
    assert Client().get(f"/find/?q=Siam&{wrong}").headers["Location"] == f"/catalogue/?q=Siam&{wrong}"


@pytest.mark.parametrize("query", ["", "t=TH", "r=svod&t=XX"])
def test_what_is_no_request_is_not_kept(db: None, query: str) -> None:
    assert Client().get(f"/find/?q=Siam&{query}").headers["Location"] == "/catalogue/?q=Siam"


def test_a_search_among_everything_stays_one(bo: Actor) -> None:
    client = Client()
    client.force_login(bo.user)
    assert '<input type="hidden" name="any" value="1">' in client.get("/catalogue/?any=1").content.decode()
    assert client.get("/find/?q=Siam&any=1").headers["Location"] == "/catalogue/?q=Siam&any=1"


def test_words_are_looked_for_within_the_usual_request(programme: Programme, bo: Actor) -> None:
    client = Client()
    client.force_login(bo.user)
    client.post(reverse("listings:usual"), {"request": REQUEST})
    assert client.get("/catalogue/?q=Siam").context["asked"].to_query() == REQUEST


@pytest.mark.parametrize("text", ["shophouse", "河畔", "MN-", ""])
def test_anything_else_asks_the_catalogue(db: None, text: str) -> None:
    assert place(None, text).startswith("/catalogue/?q=")


def test_a_programmes_number_leads_everybody_to_it_once_it_is_published(programme: Programme, bo: Actor) -> None:
    assert place(None, programme.public_id) == f"/title/{programme.public_id}/"
    Programme.objects.update(state="draft")
    assert place(bo, programme.public_id) == f"/catalogue/?q={programme.public_id}"
