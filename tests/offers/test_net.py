"""Who bears the commission knows it from the first offer on; nobody else is told; the price page is public (F20)."""

from dataclasses import replace
from typing import Any

import pytest
from django.test import Client

from accounts.actions import create_token
from accounts.actors import Actor
from accounts.roles import Scope
from listings.models import Programme
from marketplace.kit.money import CurrencyMismatch, Money
from marketplace.offers.models import Offer
from marketplace.offers.net import net_of
from marketplace.offers.payable import FeeNotPayable, refuse_unpayable
from marketplace.offers.terms import PLANS, FlatFee, Group, Terms
from tests import factories
from tests.factories import NOW


def get(actor: Actor, path: str) -> Any:
    scopes = sorted(Scope.values)
    _row, secret = create_token(name=f"token {actor.user.pk}", scopes=scopes, expires_at=None, by=actor, at=NOW)
    return Client(headers={"authorization": f"Bearer {secret}"}).get(f"/api/v1/{path}").json()


def page(actor: Actor, path: str) -> str:
    client = Client(headers={"accept-language": "en"})
    client.force_login(actor.user)
    client.post("/i18n/setlang/", {"language": "en"})
    return client.get(path).content.decode()


def test_f20_the_seller_reads_commission_and_net_beside_the_fee_and_the_buyer_does_not(
    programme: Programme, bo: Actor, ana: Actor
) -> None:
    offer = factories.offer(programme, bo)
    assert net_of(factories.terms()).net == Money(14_850_000, "USD")
    assert "148,500" in page(ana, f"/deal/{offer.public_id}/")
    assert "148,500" not in page(bo, f"/deal/{offer.public_id}/")
    seller, buyer = (get(actor, f"offers/{offer.public_id}/")["rounds"][0] for actor in (ana, bo))
    assert (seller["net"], buyer["net"]) == ({"commission_minor": 1_650_000, "net_minor": 14_850_000}, None)


def package(first: Money, second: Money) -> Terms:
    """Two lines, each paid by itself."""
    line = factories.terms().line
    groups = tuple(
        Group((number,), FlatFee(fee), PLANS["50_50"]) for number, fee in enumerate((first, second), start=1)
    )
    return Terms((line, replace(line, number=2)), groups)


def test_a_package_leaves_the_seller_the_sum_of_its_groups() -> None:
    net = net_of(package(Money(1_001, "USD"), Money(1_001, "USD")))
    assert (net.commission, net.net) == (Money(200, "USD"), Money(1_802, "USD"))
    with pytest.raises(CurrencyMismatch):
        net_of(package(Money(1_001, "USD"), Money(1_001, "CNY")))


def test_one_group_that_nobody_can_pay_is_enough_to_refuse() -> None:
    refuse_unpayable(package(Money(2_000, "USD"), Money(14_000, "CNY")))
    with pytest.raises(FeeNotPayable) as refused:
        refuse_unpayable(package(Money(2_000, "USD"), Money(13_998, "CNY")))
    assert refused.value.detail() == {"part_minor": 6_999, "least_minor": 7_000}


def test_f20_an_instalments_net_is_the_sellers_alone_in_the_api(programme: Programme, bo: Actor, ana: Actor) -> None:
    factories.contract(factories.offer(programme, bo), ana)
    seller, buyer = (get(actor, "instalments/")["results"] for actor in (ana, bo))
    assert [(row["commission_minor"], row["net_minor"]) for row in seller] == [(825_000, 7_425_000)] * 2
    assert [(row["commission_minor"], row["net_minor"]) for row in buyer] == [(None, None)] * 2
    assert [row["gross_minor"] for row in buyer] == [8_250_000] * 2


def test_f20_prices_are_public(db: None) -> None:
    client = Client(headers={"accept-language": "en"})
    shown = client.get("/fees/").content.decode()
    assert "<b>10%</b>" in shown
    assert "US$90,000" in shown
    assert 'href="/fees/"' in client.get("/").content.decode()


@pytest.mark.parametrize("currency", ["JPY", "VND", "USD"])
def test_g17_a_fee_that_cannot_be_split_is_refused_when_it_is_offered(
    programme: Programme, cy: Actor, currency: str
) -> None:
    client = Client()
    client.force_login(cy.user)
    raw = {
        "cells": ["SVOD:TH"],
        "from": "2027-03",
        "to": "2029-02",
        "grade": "N",
        "languages": ["th"],
        "fee": "3",
        "currency": currency,
        "plan": "thirds",
    }
    answer = client.post(f"/title/{programme.public_id}/offer/", raw)
    assert (answer.status_code, list(answer.context["form"].messages()), Offer.objects.count()) == (422, ["fee"], 0)
    with pytest.raises(Exception, match="fee_not_payable"):
        factories.offer(programme, cy, fee=Money(3, currency), plan="thirds")
