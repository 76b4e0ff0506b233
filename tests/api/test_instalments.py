"""Instalments over the API: one of them, and the bank transfer that pays it, by the rules of the pages."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.actions import create_token
from accounts.actors import Actor, Staff
from accounts.models import ApiToken, AuditEntry
from accounts.roles import Scope
from listings.models import Programme
from marketplace.contracts.models import Instalment
from marketplace.payments import actions
from marketplace.payments.models import BankTransfer
from marketplace.payments.states import TransferState
from tests import factories
from tests.factories import NOW
from tests.payments.settling import LATER, SLIP, parts_of, signed
from tests.worlds import shareable


@pytest.fixture
@shareable
def row(programme: Programme, bo: Actor, ana: Actor) -> Instalment:
    return parts_of(signed(factories.offer(programme, bo), bo, ana))[0]


def door(actor: Actor, *scopes: Scope) -> Client:
    name = f"{actor.user.pk}: {', '.join(scopes)} {ApiToken.objects.count()}"
    _row, secret = create_token(name=name, scopes=sorted(scopes or Scope), expires_at=None, by=actor, at=NOW)
    return Client(headers={"authorization": f"Bearer {secret}"})


def path(row: Instalment, more: str = "") -> str:
    return f"/api/v1/instalments/{row.pk}/{more}"


def report(door: Client, row: Instalment, **changes: Any) -> Any:
    body = {"amount": "82500", "sent_on": "2026-11-23", "proof": slip()} | changes
    return door.post(path(row, "transfer/"), {name: value for name, value in body.items() if value is not None})


def slip(content: bytes = SLIP) -> SimpleUploadedFile:
    return SimpleUploadedFile("slip.pdf", content)


def test_one_instalment_is_read_by_both_sides_and_nobody_else(
    row: Instalment, ana: Actor, bo: Actor, cy: Actor
) -> None:
    buyer, seller = (door(who, Scope.DEALS).get(path(row)).json() for who in (bo, ana))
    assert (buyer["id"], buyer["gross_minor"], buyer["state"], buyer["net_minor"]) == (
        row.pk,
        8_250_000,
        "invoiced",
        None,
    )
    assert (seller["id"], seller["net_minor"]) == (row.pk, 7_425_000)
    assert door(cy).get(path(row)).status_code == 404


def test_g7_a_transfer_is_reported_seen_and_no_longer_taken_back(row: Instalment, bo: Actor, sam: Staff) -> None:
    buyer = door(bo)
    assert buyer.get(path(row, "transfer/")).status_code == 404
    made = report(buyer, row)
    assert (made.status_code, made.json()["state"], made.json()["received_minor"]) == (201, "claimed", None)
    twice = report(buyer, row)
    assert (twice.status_code, twice.json()["error"]["code"]) == (409, "transfer_reported")
    card = buyer.post(path(row, "card/"), content_type="application/json")
    assert (card.status_code, card.json()["error"]["code"]) == (409, "transfer_reported")
    found = BankTransfer.objects.get()
    assert (found.claimed_by, found.proof.read(), found.proof.name) == (bo.user, SLIP, "slip.pdf")
    actions.see_transfer(transfer=found, received_minor=row.gross_minor, statement_line="S1", by=sam, at=LATER)
    assert buyer.get(path(row, "transfer/")).json()["received_minor"] == row.gross_minor
    late = buyer.delete(path(row, "transfer/"))
    assert (late.status_code, late.json()["error"]["code"]) == (409, "already_seen")


def test_g7_a_report_is_taken_back_and_made_again(row: Instalment, bo: Actor) -> None:
    buyer = door(bo)
    report(buyer, row)
    assert buyer.delete(path(row, "transfer/")).json()["state"] == "withdrawn"
    assert buyer.delete(path(row, "transfer/")).status_code == 404
    assert report(buyer, row).status_code == 201
    assert sorted(BankTransfer.objects.values_list("state", flat=True)) == ["claimed", "withdrawn"]


@pytest.mark.parametrize(
    ("changes", "field", "page"),
    [
        ({"amount": "0"}, "amount", {"amount": "0"}),
        ({"amount": "a lot"}, "amount", {"amount": "a lot"}),
        ({"sent_on": "2031-01-01"}, "sent_on", {"sent_on": "2031-01-01"}),
        ({"sent_on": "soon"}, "sent_on", {"sent_on": "soon"}),
        ({"proof": slip(b"<html>")}, "proof", {"proof": slip(b"<html>")}),
        ({"proof": None}, "proof", {"proof": ""}),
        ({"proof": slip(b"")}, "proof", {"proof": slip(b"")}),
    ],
)
def test_what_is_wrong_is_said_at_its_field_by_both_doors(
    row: Instalment, bo: Actor, changes: dict[str, Any], field: str, page: dict[str, Any]
) -> None:
    answer = report(door(bo), row, **changes)
    assert (answer.status_code, list(answer.json()["error"]["fields"])) == (422, [field])
    if page:
        form = Client()
        form.force_login(bo.user)
        shown = form.post(
            f"/payments/{row.pk}/transfer/", {"amount": "82500", "sent_on": "2026-11-23", "proof": slip()} | page
        )
        assert (shown.status_code, list(shown.context["form"].messages())) == (422, [field])
    assert BankTransfer.objects.count() == 0


def test_a_card_payment_is_begun_over_the_api(row: Instalment, bo: Actor, stripe_sandbox: str) -> None:
    begun = door(bo).post(path(row, "card/"), content_type="application/json")
    assert (begun.status_code, begun.json()["state"]) == (201, "open")
    assert begun.json()["url"].startswith(stripe_sandbox)


def test_g7_a_transfer_is_reported_by_the_page_with_its_slip(row: Instalment, bo: Actor) -> None:
    form = Client()
    form.force_login(bo.user)
    answer = form.post(f"/payments/{row.pk}/transfer/", {"amount": "82,500", "sent_on": "2026-11-23", "proof": slip()})
    assert answer.status_code == 302
    found = BankTransfer.objects.get()
    assert (found.claimed_minor, found.state, found.proof.read()) == (8_250_000, TransferState.CLAIMED, SLIP)


def test_seller_rival_and_a_token_that_only_reads_report_nothing(
    row: Instalment, bo: Actor, ana: Actor, cy: Actor
) -> None:
    before = AuditEntry.objects.exclude(action="accounts.create_token").count()
    refused = [report(door(ana), row), report(door(cy), row), report(door(bo, Scope.DEALS), row)]
    assert [answer.status_code for answer in refused] == [403, 404, 403]
    report(door(bo), row)
    for stranger in (ana, cy):
        assert door(stranger).get(path(row, "transfer/")).status_code == 404
        assert door(stranger).delete(path(row, "transfer/")).status_code == 404
    assert door(bo, Scope.DEALS).delete(path(row, "transfer/")).status_code == 403
    assert BankTransfer.objects.get().state == TransferState.CLAIMED
    assert AuditEntry.objects.exclude(action="accounts.create_token").count() == before + 1
