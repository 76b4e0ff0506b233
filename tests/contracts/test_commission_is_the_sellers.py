"""D15: what the seller pays Monsoon stands in no page, answer or proof that its buyer gets; the hash stays one to compute."""

import json
from typing import Any

import pytest
from django.test import Client

from accounts.actors import Actor
from listings.models import Programme
from marketplace.contracts.actions import accept_offer
from marketplace.contracts.agreement import agreement_hash
from marketplace.contracts.documents.schema import data_hash, known_to_both
from marketplace.contracts.evidence import left_out
from marketplace.contracts.models import Contract
from tests import factories
from tests.api.test_two_doors import caller
from tests.factories import NOW
from tests.worlds import shareable

RATE = 1234
# The rate, what it makes of the fee of US$165,000, and what is left; in pages and in answers.
TELLTALE = ("12.34", "20,361", "144,639", "2036100", "14463900", '"commission_basis_points"', '"commission_salt"')


@pytest.fixture
@shareable
def contract(programme: Programme, bo: Actor, ana: Actor) -> Contract:
    offer = factories.offer(programme, bo)
    return accept_offer(offer=offer, number=1, by=ana, at=NOW, commission_basis_points=RATE)


def answers(by: Actor, contract: Contract) -> dict[str, str]:
    """Every page and answer about the deal, by its address."""
    client, deal = Client(headers={"accept-language": "en"}), contract.deal.public_id
    client.force_login(by.user)
    pages = [f"/deal/{deal}/{tab}" for tab in ("", "contract/", "contract/evidence/", "payments/", "delivery/")]
    calls = [f"contracts/{contract.number}/", "contracts/", "instalments/", f"contracts/{contract.number}/evidence/"]
    calls += [f"offers/{deal}/", "offers/"]
    api = caller(by)
    got = {page: client.get(page) for page in ["/", "/contracts/", *pages]} | {call: api("get", call) for call in calls}
    assert {address: answer.status_code for address, answer in got.items()} == dict.fromkeys(got, 200)
    return {address: answer.content.decode() for address, answer in got.items()}


def told(answers: dict[str, str]) -> set[tuple[str, str]]:
    return {(address, sign) for address, text in answers.items() for sign in TELLTALE if sign in text}


def test_d15_no_page_answer_or_evidence_tells_the_buyer_the_commission(
    contract: Contract, bo: Actor, ana: Actor
) -> None:
    assert told(answers(bo, contract)) == set()
    places = {address for address, _sign in told(answers(ana, contract))}
    assert {f"contracts/{contract.number}/evidence/", f"contracts/{contract.number}/", "contracts/"} <= places


def evidence(by: Actor, contract: Contract) -> Any:
    return caller(by)("get", f"contracts/{contract.number}/evidence/").json()


def test_d15_each_side_computes_the_hash_from_what_it_is_given(contract: Contract, bo: Actor, ana: Actor) -> None:
    buyer, seller = evidence(bo, contract), evidence(ana, contract)
    assert data_hash(buyer["agreed"]) == data_hash(seller["agreed"]) == buyer["agreed_data_sha256"]
    assert known_to_both(seller["agreed"]) == buyer["agreed"]
    assert (seller["agreed"]["commission_basis_points"], "left_out" in seller) == (RATE, False)
    assert buyer["left_out"].startswith("The licensor's commission: commission_sha256 is the hash of it")
    another = seller["agreed"] | {"commission_basis_points": RATE + 1}
    assert data_hash(another) != buyer["agreed_data_sha256"]


def test_d15_a_salt_keeps_the_rate_from_being_guessed(contract: Contract, programme: Programme) -> None:
    """Two agreements at one rate have two hashes of it."""
    other = contract.agreed | {"commission_salt": "0" * 32}
    assert len(contract.agreed["commission_salt"]) == 32
    assert known_to_both(other)["commission_sha256"] != known_to_both(contract.agreed)["commission_sha256"]


def test_d15_an_agreement_older_than_the_salt_keeps_its_hash_and_says_what_is_left_out(contract: Contract) -> None:
    del contract.agreed["commission_salt"]
    whole = json.loads(json.dumps(contract.agreed))
    assert "commission_sha256" not in known_to_both(whole)
    assert "commission_basis_points" not in known_to_both(whole)
    assert agreement_hash(whole) == data_hash(whole) != data_hash(known_to_both(whole))
    assert left_out(contract).endswith("so it cannot be computed from `agreed`.")
