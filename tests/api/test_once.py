"""H12, G21: one Idempotency-Key is one request: done once, answered alike, refused with another body."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.actors import Actor
from accounts.models import AnsweredRequest, Notice
from accounts.roles import Scope
from listings.models import Programme
from marketplace.offers import actions
from marketplace.offers.models import Message, Offer, Round
from marketplace.offers.terms import Terms
from tests import factories
from tests.api.test_scopes import token
from tests.api.test_two_doors import terms
from tests.factories import NOW


def post(client: Client, path: str, body: Any, key: str = "k-1") -> Any:
    return client.post(f"/api/v1/{path}", body, content_type="application/json", headers={"idempotency-key": key})


def body(programme: Programme, **changes: Any) -> dict[str, Any]:
    return {"programme": programme.public_id, "terms": terms(**changes)}


def test_h12_a_key_with_another_body_is_refused_and_opens_nothing(programme: Programme, bo: Actor) -> None:
    buyer = token(bo, *Scope)
    first = post(buyer, "offers/", body(programme, fee="60000"))
    again = post(buyer, "offers/", body(programme, fee="999"))
    assert (first.status_code, again.status_code) == (201, 422)
    assert again.json()["error"]["code"] == "idempotency_key_reused"
    assert [Terms.from_json(row.terms).fee.minor for row in Round.objects.all()] == [6_000_000]


def test_h12_a_true_retry_gets_the_first_answer_even_when_the_rights_went(programme: Programme, bo: Actor) -> None:
    buyer = token(bo, *Scope)
    first = post(buyer, "offers/", body(programme))
    factories.right_out(programme)
    again = post(buyer, "offers/", body(programme))
    assert (again.status_code, again.json()) == (201, first.json())
    assert post(buyer, "offers/", body(programme), key="k-2").status_code == 409
    assert (Offer.objects.count(), Notice.objects.filter(kind="offers.received").count()) == (1, 1)


def test_h12_a_refusal_stores_nothing_under_its_key(programme: Programme, bo: Actor) -> None:
    buyer = token(bo, *Scope)
    assert post(buyer, "offers/", body(programme, fee="0")).status_code == 422
    assert AnsweredRequest.objects.count() == 0
    assert post(buyer, "offers/", body(programme)).status_code == 201


def test_h12_counters_messages_and_programmes_are_done_once_too(programme: Programme, bo: Actor, ana: Actor) -> None:
    offer, seller = factories.offer(programme, bo, at=timezone.now()), token(ana, *Scope)
    calls = {
        f"offers/{offer.public_id}/counter/": ({"round": 1, "terms": terms(fee="170000")}, 200),
        f"offers/{offer.public_id}/messages/": ({"text": "Our floor."}, 201),
        "programmes/": (
            {
                "kind": "film",
                "original_title": "ตลาด",
                "original_language": "th",
                "production_territories": ["TH"],
            },
            201,
        ),
    }
    for number, (path, (sent, status)) in enumerate(calls.items()):
        answers = [post(seller, path, sent, key=f"key-{number}") for _time in range(2)]
        assert [answer.status_code for answer in answers] == [status, status], (path, answers[0].content)
        assert answers[0].json() == answers[1].json()
    assert (offer.rounds.count(), offer.deal.messages.count(), Programme.objects.count()) == (2, 1, 2)


@pytest.mark.parametrize("key", ["x" * 129, "clé"])
def test_h12_a_bad_key_is_refused_at_its_name(programme: Programme, bo: Actor, key: str) -> None:
    answer = post(token(bo, *Scope), "offers/", body(programme), key=key)
    assert (answer.status_code, list(answer.json()["error"]["fields"])) == (422, ["Idempotency-Key"])
    assert Offer.objects.count() == 0


def test_h12_keys_of_two_organisations_are_two(programme: Programme, bo: Actor, cy: Actor) -> None:
    made = [post(token(by, *Scope), "offers/", body(programme)).json()["id"] for by in (bo, cy)]
    assert len(set(made)) == 2


def test_h12_a_form_sent_again_with_other_terms_names_the_deal_it_made(programme: Programme, bo: Actor) -> None:
    page = Client()
    page.force_login(bo.user)
    address = f"/title/{programme.public_id}/offer/"
    assert page.post(address, terms() | {"key": "form-1"}).status_code == 302
    assert page.post(address, terms() | {"key": "form-1"}).status_code == 302
    refused = page.post(address, terms(fee="999") | {"key": "form-1"})
    assert (refused.status_code, refused.context["problem"].code) == (409, "idempotency_key_reused")
    assert Offer.objects.get().public_id in refused.content.decode()


def test_g21_a_message_sent_by_a_double_click_is_one(programme: Programme, bo: Actor, ana: Actor) -> None:
    offer, page = factories.offer(programme, bo), Client()
    page.force_login(ana.user)
    for _click in range(2):
        assert page.post(f"/deal/{offer.public_id}/messages/", {"text": "Hello", "key": "m-1"}).status_code == 302
    assert page.post(f"/deal/{offer.public_id}/messages/", {"text": "Another", "key": "m-1"}).status_code == 302
    assert list(Message.objects.order_by("pk").values_list("text", flat=True)) == ["Hello", "Another"]
    assert Notice.objects.filter(kind="offers.message").count() == 2


def test_g21_the_same_words_without_a_key_are_two_messages(programme: Programme, bo: Actor) -> None:
    offer = factories.offer(programme, bo)
    for _time in range(2):
        actions.send_message(offer=offer, text="Yes", by=bo, at=NOW)
    assert offer.deal.messages.count() == 2


def test_h12_the_key_is_described() -> None:
    described = Client().get("/api/v1/schema/").content.decode()
    assert described.count("name: Idempotency-Key") == 4
