"""The page of bank transfers: one member of staff sees the money on the statement, another matches it."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.actors import Actor, Staff
from listings.models import Programme
from marketplace.contracts.models import Instalment
from marketplace.contracts.states import InstalmentState
from marketplace.payments.models import BankTransfer
from marketplace.payments.states import TransferState
from tests import factories
from tests.payments.settling import claim, parts_of, signed
from tests.worlds import shareable

pytestmark = pytest.mark.django_db


@pytest.fixture
@shareable
def tam(db: None) -> Staff:
    """A second member of staff."""
    return factories.staff("Tam Second")


@pytest.fixture
@shareable
def transfer(programme: Programme, bo: Actor, ana: Actor) -> BankTransfer:
    """82,500 of 82,500 reported by the buyer."""
    return claim(parts_of(signed(factories.offer(programme, bo), bo, ana))[0], bo)


def move(who: Staff, transfer: BankTransfer, **fields: str) -> int:
    client = Client()
    client.force_login(who.user)
    return client.post(reverse("desk:transfer", args=[transfer.pk]), fields).status_code


def states(transfer: BankTransfer) -> tuple[str, str]:
    transfer.refresh_from_db()
    return transfer.state, Instalment.objects.get(pk=transfer.instalment_id).state


def test_two_people_see_and_match_it(transfer: BankTransfer, sam: Staff, tam: Staff) -> None:
    assert move(sam, transfer, move="see", received="a lot", statement_line="L1") == 422
    assert states(transfer) == (TransferState.CLAIMED, InstalmentState.INVOICED)
    assert move(sam, transfer, move="see", received="82,500", statement_line="L1") == 302
    assert move(sam, transfer, move="match") == 403
    assert states(transfer) == (TransferState.SEEN, InstalmentState.INVOICED)
    assert move(tam, transfer, move="match") == 302
    assert states(transfer) == (TransferState.MATCHED, InstalmentState.PAID)


def test_what_is_short_is_booked_as_a_part(transfer: BankTransfer, sam: Staff, tam: Staff) -> None:
    move(sam, transfer, move="see", received="80,000", statement_line="L1")
    assert move(tam, transfer, move="match") == 409
    assert move(tam, transfer, move="part") == 302
    assert states(transfer) == (TransferState.MATCHED, InstalmentState.INVOICED)
    page = Client()
    page.force_login(tam.user)
    shown = page.get(reverse("desk:transfers"), headers={"accept-language": "en"}).content.decode()
    assert "US$80,000" in shown
    assert "of US$82,500 due" in shown


def test_it_is_refused_with_a_reason(transfer: BankTransfer, sam: Staff) -> None:
    assert move(sam, transfer, move="refuse", reason=" ") == 422
    assert move(sam, transfer, move="refuse", reason="This slip is of another account.") == 302
    assert states(transfer) == (TransferState.REFUSED, InstalmentState.INVOICED)
