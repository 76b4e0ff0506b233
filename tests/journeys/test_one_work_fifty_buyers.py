"""A1: fifty buyers accept at once through three listings of one work; one licence comes of it."""

import json
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from accounts.actions import create_token
from accounts.actors import Actor
from accounts.roles import Role, Scope
from accounts.states import OrganisationKind
from listings.models import Programme, RightOut
from marketplace.contracts.models import Contract
from marketplace.offers.models import Offer
from marketplace.offers.states import OfferState
from tests import factories
from tests.database import as_owner
from tests.factories import NOW

BUYERS, FEW, AT_ONCE = 50, 9, 9
CELL = {"cells": frozenset({("SVOD", "TH")}), "languages": frozenset({"th"})}


def listings(ana: Actor) -> list[tuple[Programme, Actor]]:
    """Three sellers' listings of one work, each with exclusive rights that staff let stand."""
    found: list[tuple[Programme, Actor]] = []
    for name in ("Saphan", "Rival Films", "Third Films"):
        seller = factories.actor("Ana Seller", factories.organisation(name)) if found else ana
        shared: dict[str, Any] = {"work": found[0][0].work} if found else {}
        made = factories.programme(seller.organisation, seller.user, **shared)
        factories.right_in(made)
        factories.both_hold()
        found.append((made, seller))
    return found


def deals(ana: Actor, many: int) -> list[tuple[Offer, str]]:
    """Open offers of as many buyers, in turn for the three listings, each with a token of its seller."""
    sold = listings(ana)
    tokens = [
        create_token(name="race", scopes=sorted(Scope.values), expires_at=None, by=seller, at=NOW)[1]
        for _listing, seller in sold
    ]
    made = []
    for number in range(many):
        org = factories.organisation(f"Buyer {number}", territory="CN", kinds=[OrganisationKind.PLATFORM])
        buyer = factories.actor(f"Bo{number} Lin", org, Role.OWNER)
        made.append((factories.offer(sold[number % 3][0], buyer, timezone.now(), **CELL), tokens[number % 3]))
    return made


def race(site: str, open_offers: list[tuple[Offer, str]]) -> list[tuple[int, str]]:
    """(status, code) of each acceptance; as many are under way at once as the site takes connections."""
    start = Barrier(AT_ONCE)

    def accept(one: tuple[Offer, str]) -> tuple[int, str]:
        deal, token = one
        asked = urllib.request.Request(
            f"{site}/api/v1/offers/{deal.public_id}/accept/",
            b'{"round": 1}',
            method="POST",
            headers={"Authorization": f"Bearer {token}", "Content-Type": "application/json"},
        )
        if first.pop():
            start.wait()
        try:
            with urllib.request.urlopen(asked, timeout=300) as answer:
                return answer.status, ""
        except urllib.error.HTTPError as error:
            return error.code, json.loads(error.read())["error"]["code"]

    first = [False] * len(open_offers) + [True] * AT_ONCE
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(accept, open_offers))


@pytest.mark.django_db(transaction=True)
def test_fifty_buyers_of_three_listings_get_one_licence(site: str, ana: Actor) -> None:
    outcome = race(site, deals(ana, BUYERS))
    assert sorted(status for status, _code in outcome) == [201] + [409] * (BUYERS - 1)
    assert {code for status, code in outcome if status == 409} == {"rights_not_free"}
    assert (RightOut.objects.filter(active=True).count(), Contract.objects.count()) == (1, 1)
    assert Offer.objects.filter(state=OfferState.OPEN).count() == BUYERS - 1


@pytest.mark.django_db(transaction=True)
def test_without_the_constraint_the_work_is_sold_twice(site: str, ana: Actor) -> None:
    """The control: what refuses in the test above is the constraint."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_get_constraintdef(oid) from pg_constraint where conname = 'no_double_sale'")
        (definition,) = cursor.fetchone()
    factories.drop_constraint("listings_rightout", "no_double_sale")
    try:
        outcome = race(site, deals(ana, FEW))
        assert [status for status, _code in outcome] == [201] * FEW
        assert RightOut.objects.filter(active=True).count() == FEW
    finally:
        with as_owner() as cursor:
            cursor.execute("set session_replication_role = replica; delete from listings_rightout")
            cursor.execute("set session_replication_role = origin")
            cursor.execute(f"alter table listings_rightout add constraint no_double_sale {definition}")
