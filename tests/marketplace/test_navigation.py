"""The left column and the bar of a phone: exactly what each reader has, in this order."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.actors import Actor, Staff
from accounts.models import Membership
from accounts.roles import Role
from listings.models import Programme
from tests import factories

MARKET_OF_SELLERS = ["Home", "Catalogue", "My titles", "Watch list"]
MARKET_OF_BUYERS = ["Catalogue", "Watch list", "Waiting list"]
DEALS = ["Negotiations", "Contracts", "Payments"]
ORGANISATION = ["Organisation", "Team", "Territory sets", "API tokens"]
STAFF = [
    "Queue", "Organisations", "Cases", "Works to compare", "Contested rights", "Deals", "Bank transfers", "Money",
    "Exchange rates", "What waits", "Work that failed", "Database",
]  # fmt: skip


def frame(who: Actor | Staff, path: str = "/fees/") -> dict[str, Any]:
    """The context of the frame of a page."""
    client = Client()
    client.force_login(who.user)
    context = client.get(path, headers={"accept-language": "en"}).context
    return {name: context[name] for name in ("nav", "nav_phone", "nav_more")}


def labels(groups: list[dict[str, Any]]) -> dict[str, list[str]]:
    return {group["label"]: [item["label"] for item in group["items"]] for group in groups}


def test_a_seller_has_her_home_and_titles(ana: Actor) -> None:
    seen = frame(ana)
    assert labels(seen["nav"]) == {"": MARKET_OF_SELLERS, "Deals": DEALS, "Organisation": ORGANISATION}
    assert list(labels(seen["nav"])) == ["", "Deals", "Organisation"]
    assert [item["label"] for item in seen["nav_phone"]] == ["Home", "My titles", "Negotiations", "Payments"]
    assert labels(seen["nav_more"]) == {
        "": ["Catalogue", "Watch list"],
        "Deals": ["Contracts"],
        "Organisation": ORGANISATION,
    }


def test_a_colleague_who_manages_nothing_makes_no_tokens(di: Actor) -> None:
    assert labels(frame(di)["nav"])["Organisation"] == ORGANISATION[:-1]


def test_a_buyer_has_the_catalogue_first(cy: Actor) -> None:
    seen = frame(cy)
    assert labels(seen["nav"]) == {"": MARKET_OF_BUYERS, "Deals": DEALS, "Organisation": ORGANISATION}
    assert [item["label"] for item in seen["nav_phone"]] == ["Catalogue", "Negotiations", "Payments"]


def test_staff_have_their_pages_alone(sam: Staff) -> None:
    seen = frame(sam)
    assert labels(seen["nav"]) == {"Staff": STAFF}
    assert [item["label"] for item in seen["nav_phone"]] == ["Queue", "Deals", "Bank transfers"]


def test_staff_who_belong_to_an_organisation_have_both(ana: Actor, sam: Staff) -> None:
    Membership.objects.create(user=sam.user, organisation=ana.organisation, roles=[Role.VIEWER])
    seen = frame(sam)
    assert list(labels(seen["nav"])) == ["", "Deals", "Organisation", "Staff"]
    assert [item["label"] for item in seen["nav_phone"]] == ["Home", "Queue", "My titles", "Negotiations"]


def test_what_waits_is_counted_and_its_nearest_deadline_shown(programme: Programme, ana: Actor, bo: Actor) -> None:
    first = factories.offer(programme, bo)
    seen = frame(ana)
    counts = {item["label"]: item["count"] for group in seen["nav"] for item in group["items"] if item["count"]}
    assert counts == {"Negotiations": 1}
    page = Client()
    page.force_login(ana.user)
    shown = page.get("/payments/").content.decode()
    assert 'class="due"' in shown
    assert reverse("offers:deal", args=[first.public_id]) in shown
    assert "Your turn to reply" in shown


@pytest.mark.parametrize(
    ("path", "current"),
    [("/deals/", "Negotiations"), ("/organisation/team/", "Team"), ("/studio/titles/new/", "My titles")],
)
def test_the_place_with_the_longest_address_is_current(ana: Actor, path: str, current: str) -> None:
    items = [item for group in frame(ana, path)["nav"] for item in group["items"]]
    assert [item["label"] for item in items if item["current"]] == [current]
