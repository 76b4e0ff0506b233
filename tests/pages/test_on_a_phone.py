"""On a phone every place is in reach, and no page is wider than the screen."""

import pytest
from django.test import Client
from playwright.sync_api import Page

from accounts.actors import Actor, Staff
from listings.models import Programme
from marketplace.contracts.models import Contract
from tests import factories

REQUEST = "r=svod,avod&t=CN,TH&from=2027-03&to=2029-02&x=1"
SEEN_BY = {
    "eve": ["/", "/catalogue/?kind=series&genre=drama&decade=2020", f"/title/{{programme}}/?{REQUEST}", "/account/signup/", "/api/v1/docs/"],
    "bo": [f"/catalogue/?{REQUEST}&kind=series&view=cards", f"/title/{{programme}}/offer/?{REQUEST}", "/deals/?show=closed",
           "/deal/{deal}/", "/deal/{deal}/contract/", "/deal/{deal}/payments/", "/organisation/", "/organisation/team/"],
    "ana": ["/home/", "/studio/titles/", "/studio/titles/{programme}/basics/", "/studio/titles/{programme}/rights/",
            "/studio/titles/{programme}/ask/", "/studio/titles/{programme}/materials/", "/organisation/tokens/", "/settings/", "/settings/notices/"],
    "sam": ["/staff/", "/staff/listings/{programme}/", "/staff/deals/", "/staff/transfers/", "/staff/rates/"],
}  # fmt: skip


@pytest.fixture
def contract(programme: Programme, bo: Actor, ana: Actor) -> Contract:
    return factories.contract(factories.offer(programme, bo), ana)


@pytest.mark.parametrize("who", ["ana", "bo", "sam"])
def test_what_the_bar_has_no_room_for_stands_under_more(who: str, ana: Actor, bo: Actor, sam: Staff) -> None:
    client = Client()
    client.force_login({"ana": ana.user, "bo": bo.user, "sam": sam.user}[who])
    context = client.get("/settings/").context
    everywhere = [item["url"] for group in context["nav"] for item in group["items"]]
    beneath = [item["url"] for group in context["nav_more"] for item in group["items"]]
    in_the_bar = [item["url"] for item in context["nav_phone"]]
    assert sorted(in_the_bar + beneath) == sorted(everywhere)
    assert len(in_the_bar) <= 4


@pytest.mark.parametrize("who", SEEN_BY)
def test_no_page_is_wider_than_the_screen(
    who: str, site: str, page: Page, contract: Contract, programme: Programme, ana: Actor, bo: Actor, sam: Staff
) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    if who != "eve":
        client = Client()
        client.force_login({"ana": ana.user, "bo": bo.user, "sam": sam.user}[who])
        page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site}])
    wide, troubles = {}, list[str]()
    page.on("console", lambda said: troubles.append(said.text) if said.type == "error" else None)
    for path in SEEN_BY[who]:
        page.goto(site + path.format(programme=programme.public_id, deal=contract.deal.public_id))
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > 390:
            wide[path] = width
    assert (wide, troubles) == ({}, [])
