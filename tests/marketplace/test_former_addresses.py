"""Links of stored notices and mails, and forms of pages that are open, lead to where the pages stand now."""

import pytest
from django.test import Client
from django.urls import resolve

from accounts.actors import Actor
from listings.models import Programme
from tests import factories


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("/desk/", "/staff/"),
        ("/desk/?kind=money", "/staff/?kind=money"),
        ("/desk/organisations/7/", "/staff/organisations/7/"),
        ("/desk/work/?page=2&show=all", "/staff/work/?page=2&show=all"),
        ("/desk/listings/片/", "/staff/listings/%E7%89%87/"),
        ("/desk//elsewhere.example/", "/staff//elsewhere.example/"),
    ],
)
def test_an_address_of_before_leads_to_the_page_of_now(before: str, now: str) -> None:
    answer = Client().get(before)
    assert (answer.status_code, answer.headers["Location"]) == (308, now)


def test_the_pages_of_now_are_there() -> None:
    assert [resolve(address).view_name for address in ("/staff/", "/staff/work/", "/staff/organisations/7/")] == [
        "staff:queue",
        "staff:work",
        "staff:organisation",
    ]


def test_what_an_open_page_posts_to_the_address_of_before_is_not_lost(programme: Programme, bo: Actor) -> None:
    offer, client = factories.offer(programme, bo), Client()
    client.force_login(bo.user)
    address = f"/deal/{offer.public_id}/say/"
    answer = client.post(address, {"text": "Hello", "key": "m-1"}, follow=True)
    assert answer.redirect_chain == [
        (f"/deal/{offer.public_id}/messages/", 308),
        (f"/deal/{offer.public_id}/#conversation", 302),
    ]
    assert [message.text for message in offer.deal.messages.all()] == ["Hello"]
