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
from tests.markup import squeezed
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
    return client.post(reverse("staff:transfer", args=[transfer.pk]), fields).status_code


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


def test_what_is_refused_stands_at_its_field_of_its_transfer_with_all_that_was_typed(
    transfer: BankTransfer, programme: Programme, cy: Actor, ana: Actor, sam: Staff
) -> None:
    other = claim(parts_of(signed(factories.offer(programme, cy, cells=frozenset({("TVOD", "TH")})), cy, ana))[0], cy)
    browser = Client()
    browser.force_login(sam.user)
    posted = {"move": "see", "received": "a lot", "statement_line": ""}
    answer = browser.post(reverse("staff:transfer", args=[transfer.pk]), posted)
    page, pk = squeezed(answer.content), transfer.pk
    assert answer.context["form"].messages() == {
        "received": ["“a lot” is not an amount. Write it like 165,000."],
        "statement_line": ["Write the bank's own reference."],
    }
    assert f'id="id_received_{pk}-error"' in page
    assert f'aria-describedby="id_received_{pk}-error" aria-invalid="true"' in page
    assert f'<a href="#id_received_{pk}">' in page
    assert (page.count('value="a lot"'), f'id="id_received_{other.pk}"' in page, page.count("-error")) == (1, True, 4)


def test_a_button_that_the_page_does_not_have_moves_nothing(transfer: BankTransfer, sam: Staff) -> None:
    assert move(sam, transfer, move="burn") == 422
    assert states(transfer) == (TransferState.CLAIMED, InstalmentState.INVOICED)


def test_what_is_short_is_booked_as_a_part(transfer: BankTransfer, sam: Staff, tam: Staff) -> None:
    move(sam, transfer, move="see", received="80,000", statement_line="L1")
    assert move(tam, transfer, move="match") == 409
    assert move(tam, transfer, move="part") == 302
    assert states(transfer) == (TransferState.MATCHED, InstalmentState.INVOICED)
    page = Client()
    page.force_login(tam.user)
    shown = page.get(reverse("staff:transfers"), headers={"accept-language": "en"}).content.decode()
    assert "US$80,000" in shown
    assert "of US$82,500 due" in shown


def test_it_is_refused_with_a_reason(transfer: BankTransfer, sam: Staff) -> None:
    assert move(sam, transfer, move="refuse", reason=" ") == 422
    assert move(sam, transfer, move="refuse", reason="This slip is of another account.") == 302
    assert states(transfer) == (TransferState.REFUSED, InstalmentState.INVOICED)
