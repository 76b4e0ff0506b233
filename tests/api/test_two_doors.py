"""The page and the API give the same refusals; a token reaches its organisation's rows and nothing else."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from accounts.actions import create_token
from accounts.actors import Actor
from accounts.roles import Role, Scope
from listings.models import Programme
from marketplace.contracts.models import Contract
from marketplace.offers.models import Offer, Round
from tests import factories
from tests.factories import NOW

ALL = frozenset(Scope.values)
Call = Callable[..., Any]


def caller(actor: Actor, scopes: frozenset[str] = ALL) -> Call:
    """A function that calls the API with a fresh token of this actor."""
    _row, secret = create_token(
        name=f"token of {actor.user.pk}", scopes=sorted(scopes), expires_at=None, by=actor, at=NOW
    )
    client = Client(headers={"authorization": f"Bearer {secret}"})

    def call(method: str, path: str, body: Any = None) -> Any:
        return getattr(client, method)(f"/api/v1/{path}", body, content_type="application/json")

    return call


def terms(**changes: Any) -> dict[str, Any]:
    values: dict[str, Any] = {
        "cells": ["SVOD:TH", "SVOD:CN"],
        "from": "2027-03",
        "to": "2029-02",
        "grade": "E",
        "languages": ["th"],
        "fee": "165000",
        "currency": "USD",
        "plan": "50_50",
    }
    return values | changes


BAD: dict[str, tuple[dict[str, Any], str]] = {
    "unknown territory": ({"cells": ["SVOD:MYS"]}, "cells"),
    "no cell": ({"cells": []}, "cells"),
    "zero fee": ({"fee": "0"}, "fee"),
    "decimals": ({"fee": "165000.50"}, "fee"),
    "huge fee": ({"fee": "9" * 18}, "fee"),
    "end before start": ({"to": "2026-12"}, "to"),
    "begun": ({"from": "2020-01", "to": "2021-01"}, "from"),
    "unknown currency": ({"currency": "RMB"}, "currency"),
    "no language": ({"languages": []}, "languages"),
    "text for a date": ({"from": "soon"}, "from"),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_terms_are_refused_at_the_same_field_by_both_doors(case: str, programme: Programme, cy: Actor) -> None:
    changes, field = BAD[case]
    raw = terms(**changes)
    body = {"programme": programme.public_id, "terms": raw}
    answer = caller(cy)("post", "offers/", body)
    page = Client()
    page.force_login(cy.user)
    shown = page.post(f"/title/{programme.public_id}/offer/", raw)
    assert (answer.status_code, shown.status_code) == (422, 422), answer.content
    assert field in answer.json()["error"]["fields"]
    told = shown.context["form"].messages()
    assert field in told
    assert answer.json()["error"]["fields"][field] == told[field]
    assert Offer.objects.count() == 0


def test_taken_cells_are_refused_by_both_doors_with_the_same_code(programme: Programme, bo: Actor) -> None:
    factories.right_out(programme)
    answer = caller(bo)("post", "offers/", {"programme": programme.public_id, "terms": terms()})
    page = Client()
    page.force_login(bo.user)
    shown = page.post(f"/title/{programme.public_id}/offer/", terms())
    assert (answer.status_code, shown.status_code) == (409, 409)
    assert answer.json()["error"] == {
        "code": "rights_not_free",
        "message": "Not free for this window: TH SVOD.",
        "hint": "Leave these out, or change the dates or the exclusivity.",
        "cells": [["SVOD", "TH"]],
    }
    assert shown.context["problem"].code == "rights_not_free"


def test_a_deal_over_the_api(programme: Programme, bo: Actor, ana: Actor) -> None:
    buyer, seller = caller(bo), caller(ana)
    found = buyer("get", "avails/?r=svod&t=TH,CN&from=2027-03&to=2029-02&x=1").json()
    assert (found["count"], found["fits"], found["results"][0]["free_cells"]) == (1, 1, 2)
    deal = buyer("post", "offers/", {"programme": programme.public_id, "terms": terms()}).json()["id"]
    dearer = {"round": 1, "terms": terms(fee="172000"), "message": "Our floor."}
    assert seller("post", f"offers/{deal}/counter/", dearer).status_code == 200
    assert seller("post", f"offers/{deal}/accept/", {"round": 2}).json()["error"]["code"] == "not_your_turn"
    told = buyer("get", f"offers/{deal}/").json()["rounds"][1]["terms"]
    asked = terms(fee="172000")
    assert {key: told[key] for key in ("from", "to", "fee", "grade")} == {
        k: asked[k] for k in ("from", "to", "fee", "grade")
    }
    assert (sorted(told["cells"]), told["languages"]) == (sorted(asked["cells"]), sorted(asked["languages"]))
    made = buyer("post", f"offers/{deal}/accept/", {"round": 2})
    assert made.status_code == 201
    assert [i["gross_minor"] for i in made.json()["instalments"]] == [8_600_000, 8_600_000]
    assert buyer("post", f"offers/{deal}/accept/", {"round": 2}).json()["error"]["code"] == "offer_moved_on"
    first = made.json()["instalments"][0]["id"]
    assert seller("post", f"instalments/{first}/card/").json()["error"]["code"] == "others_pay"
    cells = buyer("get", f"programmes/{programme.public_id}/availability/?r=svod&t=TH&from=2027-03&to=2029-02").json()
    assert cells["cells"][0]["segments"][0]["state"] == "mine"
    assert "Yunfan" not in str(cells)


def test_a_rival_reaches_nothing(programme: Programme, bo: Actor, ana: Actor, cy: Actor) -> None:
    contract = factories.contract(factories.offer(programme, bo), ana)
    deal, rival = contract.deal.public_id, caller(cy)
    paths = [
        f"offers/{deal}/",
        f"offers/{deal}/messages/",
        f"contracts/{contract.number}/",
        f"contracts/{contract.number}/document/",
    ]
    assert [rival("get", path).status_code for path in paths] == [404] * 4
    moves = {"accept": {"round": 1}, "decline": {"round": 1, "reason": "x"}, "withdraw": {}, "messages": {"text": "x"}}
    assert {rival("post", f"offers/{deal}/{move}/", body).status_code for move, body in moves.items()} == {404}
    first = contract.instalments.get(number=1)
    assert rival("post", f"instalments/{first.pk}/card/").status_code == 404
    assert [rival("get", f"{kind}/").json()["results"] for kind in ("offers", "contracts", "instalments")] == [
        [],
        [],
        [],
    ]
    assert Contract.objects.get().state == "to_sign"


def test_a_token_does_what_it_is_for_and_no_more(programme: Programme, bo: Actor) -> None:
    reader = caller(bo, frozenset({Scope.CATALOGUE}))
    assert reader("get", "programmes/").status_code == 200
    assert reader("get", "offers/").status_code == 403
    assert reader("post", "offers/", {"programme": programme.public_id, "terms": terms()}).status_code == 403
    assert Round.objects.count() == 0


def test_without_a_token_or_with_a_wrong_one_nothing_opens(programme: Programme) -> None:
    for headers in ({}, {"authorization": "Bearer mn_wrong"}, {"authorization": "Bearer"}):
        answer = Client(headers=headers).get("/api/v1/programmes/")
        assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, "Bearer")
        assert set(answer.json()["error"]) == {"code", "message", "hint"}


def test_asks_are_for_verified_organisations(programme: Programme, bo: Actor) -> None:
    programme.asks.create(medium="SVOD", fee_minor=1_200_000)
    asked, call = "avails/?r=svod&t=TH&from=2027-03&to=2028-02", caller(bo)
    assert call("get", asked).json()["results"][0]["ask"] == {"minor": 1_200_000, "currency": "USD"}
    bo.organisation.state = "submitted"
    bo.organisation.save()
    assert call("get", asked).json()["results"][0]["ask"] is None


def test_a_search_over_the_api_is_narrowed_and_ordered_like_the_page(programme: Programme, bo: Actor) -> None:
    asked, call = "avails/?r=svod&t=TH&from=2027-03&to=2028-02", caller(bo)
    page = Client()
    for more in (
        f"kind={programme.kind}",
        "kind=trailer",
        "kind=trailer&kind=" + programme.kind,
        "sort=ask&decade=1910",
    ):
        shown = page.get(f"/catalogue/?r=svod&t=TH&from=2027-03&to=2028-02&{more}")
        assert call("get", f"{asked}&{more}").json()["count"] == shown.context["answer"].total, more
    assert [call("get", f"{asked}&kind={kind}").json()["count"] for kind in (programme.kind, "trailer")] == [1, 0]
    refused = call("get", f"{asked}&sort=cheapest")
    assert (refused.status_code, list(refused.json()["error"]["fields"])) == (422, ["sort"])


@pytest.mark.parametrize("words", ["%00", "x" * 6000, "%00" * 2000, "a%26%7C!:*()%27%22%5C", "%F0%9F%8E%AC" * 200])
def test_hostile_words_find_nothing_and_break_nothing(programme: Programme, bo: Actor, words: str) -> None:
    asked = f"r=svod&t=TH&from=2027-03&to=2028-02&q=x{words}"
    answer = caller(bo)("get", f"avails/?{asked}")
    assert (answer.status_code, answer.json()["count"]) == (200, 0)
    assert Client().get(f"/catalogue/?{asked}").status_code == 200


def test_a_members_role_holds_over_the_api_too(programme: Programme, bo: Actor) -> None:
    fay = factories.actor("Fay", bo.organisation, Role.OWNER)
    call = caller(fay)
    fay.user.memberships.update(roles=[Role.VIEWER])
    answer = call("post", "offers/", {"programme": programme.public_id, "terms": terms()})
    assert (answer.status_code, Offer.objects.count()) == (403, 0)
    fay.user.memberships.update(ended_at=NOW)
    assert call("get", "programmes/").status_code == 401


def test_the_description_is_served() -> None:
    answer = Client().get("/api/v1/schema/")
    assert answer.status_code == 200
    assert b"/api/v1/offers/{public_id}/accept/" in answer.content
    assert Client().get("/api/v1/docs/").status_code == 200


def test_the_description_has_no_doubts(tmp_path: Path) -> None:
    call_command("spectacular", "--validate", "--fail-on-warn", file=str(tmp_path / "schema.yml"))
    assert (tmp_path / "schema.yml").stat().st_size > 10_000


def test_a_negotiation_is_left_over_the_api(programme: Programme, bo: Actor, ana: Actor, cy: Actor) -> None:
    buyer, seller, rival = caller(bo), caller(ana), caller(cy)
    first, second = (
        buyer("post", "offers/", {"programme": programme.public_id, "terms": terms(fee=fee)}).json()["id"]
        if fee == "165000"
        else rival("post", "offers/", {"programme": programme.public_id, "terms": terms(fee=fee)}).json()["id"]
        for fee in ("165000", "150000")
    )
    assert rival("post", f"offers/{first}/withdraw/", {"reason": "x"}).status_code == 404
    left = buyer("post", f"offers/{first}/withdraw/", {"reason": "The slot is filled."})
    assert (left.status_code, left.json()["state"]) == (200, "withdrawn")
    assert seller("post", f"offers/{second}/decline/", {"round": 1, "reason": ""}).status_code == 422
    declined = seller("post", f"offers/{second}/decline/", {"round": 1, "reason": "Below our floor."})
    assert (declined.status_code, declined.json()["state"]) == (200, "declined")
    again = seller("post", f"offers/{second}/decline/", {"round": 1, "reason": "Below our floor."})
    assert (again.status_code, again.json()["error"]["code"]) == (409, "offer_moved_on")
