import json

from marketplace.contracts.documents.schema import ContractDocument, data_hash
from marketplace.contracts.documents.view import DUE
from marketplace.offers.terms import DUE_RULES
from tests.contracts.documents.samples import CONTRACT, contract


def test_a_document_is_read_back_as_it_was_written() -> None:
    stored = json.loads(json.dumps(CONTRACT.to_json()))
    assert stored == CONTRACT.to_json()
    assert ContractDocument.from_json(stored) == CONTRACT


def test_the_hash_does_not_depend_on_the_order_of_keys() -> None:
    data = CONTRACT.to_json()
    assert data_hash(dict(reversed(data.items()))) == data_hash(data)


def test_the_hash_is_of_the_canonical_text() -> None:
    # printf '{"a":"ห","b":1}' | sha256sum
    assert data_hash({"b": 1, "a": "ห"}) == "bd1d27f9d4c7257915ddcdae64602025f58571445f91ec50a38615d5629eeda1"


def test_one_cent_changes_the_hash() -> None:
    assert data_hash(contract(fee_minor=16_500_001).to_json()) != data_hash(CONTRACT.to_json())


def test_the_pages_state_the_days_that_instalments_are_due_after() -> None:
    assert {rule.event for rule in DUE_RULES.values()} == {"signature"}
    assert {key: f"within {rule.days} days of signature" for key, rule in DUE_RULES.items()} == {
        rule: english for rule, (english, _chinese) in DUE.items()
    }
