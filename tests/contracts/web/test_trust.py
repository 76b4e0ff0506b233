"""Anybody can check a contract's signatures: the certificate, the page that explains it, the evidence for the parties."""

import json
from hashlib import sha256

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from django.test import Client

from accounts.actors import Actor
from listings.models import Programme
from marketplace.contracts.actions import seal
from marketplace.contracts.filed import newest_file
from marketplace.contracts.models import Contract
from tests import factories
from tests.factories import NOW
from tests.worlds import shareable


@pytest.fixture
@shareable
def contract(programme: Programme, bo: Actor, ana: Actor) -> Contract:
    """Signed by both and sealed; Ana is a managing director."""
    ana.user.job_title = "Managing Director"
    ana.user.save()
    made = factories.contract(factories.offer(programme, bo), ana)
    for by in (ana, bo):
        factories.sign(made, by)
    seal(contract=made, at=NOW)
    made.refresh_from_db()
    return made


def client(of: Actor) -> Client:
    made = Client()
    made.force_login(of.user)
    return made


def test_the_certificate_and_its_fingerprint_are_open_to_everybody(db: None) -> None:
    pem = Client().get("/trust/ca.pem").content
    assert pem.startswith(b"-----BEGIN CERTIFICATE-----")
    digest = x509.load_pem_x509_certificate(pem).fingerprint(hashes.SHA256())
    assert digest.hex(":").upper() in Client().get("/trust/").content.decode()


def test_the_evidence_tells_who_signed_what_when_and_from_where(contract: Contract, bo: Actor) -> None:
    answer = client(bo).get(f"/deal/{contract.deal.public_id}/contract/evidence/")
    told = json.loads(answer.content)
    assert answer["Content-Disposition"] == f'attachment; filename="{contract.number}-evidence.json"'
    assert [(s["side"], s["typed_name"], s["job_title"]) for s in told["signatures"]] == [
        ("licensor", "Ana Srisai", "Managing Director"),
        ("licensee", "Bo Lin", ""),
    ]
    assert {s["document_sha256"] for s in told["signatures"]} == {contract.document_sha256}
    assert told["sealed_document_sha256"] == sha256(newest_file(contract)[0].read()).hexdigest()
    assert told["signatures"][0]["signed_at"] == "2026-11-23T05:00:00+00:00"
    assert [e["what"] for e in told["events"]] == ["contracts.sign", "contracts.sign", "contracts.seal"]


def test_the_evidence_is_for_the_parties_alone(contract: Contract, cy: Actor) -> None:
    address = f"/deal/{contract.deal.public_id}/contract/evidence/"
    assert client(cy).get(address).status_code == 404
    assert Client().get(address).status_code == 302


def test_the_contracts_page_leads_to_both_and_names_the_position(contract: Contract, bo: Actor) -> None:
    page = client(bo).get(f"/deal/{contract.deal.public_id}/contract/").content.decode()
    assert "Ana Srisai, Managing Director" in page
    assert "/trust/" in page
    assert "contract/evidence/" in page
