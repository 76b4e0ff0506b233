"""Delivery over the API: the same refusals as in the deal room; a rival finds nothing."""

from typing import Any

import pytest
from django.test import Client

from accounts.actors import Actor
from listings.models import Programme
from marketplace.contracts.models import Contract, DeliveryEvent
from tests import factories
from tests.api.test_two_doors import caller
from tests.worlds import shareable


@pytest.fixture
@shareable
def contract(programme: Programme, bo: Actor, ana: Actor) -> Contract:
    made = factories.contract(factories.offer(programme, bo), ana)
    for by in (ana, bo):
        factories.sign(made, by)
    return made


def test_materials_are_delivered_refused_and_taken_over_the_api(contract: Contract, ana: Actor, bo: Actor) -> None:
    path, seller, buyer = f"contracts/{contract.number}/materials/", caller(ana), caller(bo)
    assert [(m["number"], m["kind"], m["state"]) for m in buyer("get", path).json()] == [
        (1, "programme", "due"),
        (2, "script", "due"),
        (3, "pictures", "due"),
    ]
    assert seller("post", f"{path}1/deliver/", {"link": "https://files.example/a"}).json()["state"] == "delivered"
    refused = buyer("post", f"{path}1/refuse/", {"reason": "No sound"}).json()
    assert [(e["move"], e["note"]) for e in refused["events"]] == [("delivered", ""), ("refused", "No sound")]
    seller("post", f"{path}1/deliver/", {"note": "Sent again by courier"})
    assert buyer("post", f"{path}1/accept/").json()["state"] == "accepted"
    assert buyer("get", f"contracts/{contract.number}/evidence/").json()["contract"] == contract.number


def told_by(page: Any) -> dict[str, list[str]]:
    """What the page says at the fields of the first material."""
    row = page.context["materials"][0]
    told: dict[str, list[str]] = row["delivery"].messages() | row["refusal"].messages()
    return told


def test_the_page_and_the_api_refuse_the_same(contract: Contract, ana: Actor, bo: Actor) -> None:
    path, room = f"contracts/{contract.number}/materials/1/", f"/deal/{contract.deal.public_id}/delivery/1/"
    calls = {by.user.pk: caller(by) for by in (ana, bo)}
    for by, api, body, form in (
        (ana, "deliver/", {"link": "http://files.example/a"}, {"move": "deliver", "link": "http://files.example/a"}),
        (ana, "deliver/", {}, {"move": "deliver"}),
        (bo, "deliver/", {"note": "x"}, {"move": "deliver", "note": "x"}),
        (bo, "accept/", {}, {"move": "accept"}),
        (ana, "accept/", {}, {"move": "accept"}),
    ):
        page = Client()
        page.force_login(by.user)
        shown, answer = page.post(room, form), calls[by.user.pk]("post", path + api, body)
        assert answer.status_code == shown.status_code, (api, answer.content)
        assert answer.json()["error"]["code"] == shown.context["problem"].code
        assert answer.json()["error"].get("fields", {}) == told_by(shown)
    assert DeliveryEvent.objects.count() == 0


def test_a_rival_reaches_neither_materials_nor_evidence(contract: Contract, cy: Actor) -> None:
    rival, path = caller(cy), f"contracts/{contract.number}/"
    statuses = [
        rival("get", f"{path}materials/").status_code,
        rival("get", f"{path}evidence/").status_code,
        rival("post", f"{path}materials/1/deliver/", {"note": "x"}).status_code,
        rival("post", f"{path}materials/1/accept/").status_code,
        rival("post", f"{path}materials/1/refuse/", {"reason": "x"}).status_code,
    ]
    assert statuses == [404] * 5
    assert DeliveryEvent.objects.count() == 0
