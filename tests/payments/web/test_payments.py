"""The payments of an organisation: what is due, what is over, and invoices to file (E18)."""

from datetime import timedelta

import pytest
from django.test import Client

from accounts.actors import Actor, Staff
from listings.models import Programme
from marketplace.contracts.models import Contract, Instalment
from marketplace.payments.actions import post_invoices
from tests import factories
from tests.contracts.documents.test_rendering import text_of
from tests.factories import NOW
from tests.worlds import shareable

SIGNED = NOW + timedelta(hours=2)


@pytest.fixture
@shareable
def contract(programme: Programme, bo: Actor, ana: Actor) -> Contract:
    """Signed by both, invoiced."""
    made = factories.contract(factories.offer(programme, bo), ana)
    for by in (ana, bo):
        factories.sign(made, by)
    post_invoices(contract=made, at=SIGNED)
    made.refresh_from_db()
    return made


def page(who: Actor, show: str = "") -> str:
    client = Client(headers={"accept-language": "en"})
    client.force_login(who.user)
    client.cookies["django_language"] = "en"
    return client.get(f"/payments/?show={show}").content.decode()


def invoice_text(who: Actor, row: Instalment) -> str:
    client = Client()
    client.force_login(who.user)
    answer = client.get(f"/payments/{row.pk}/invoice/")
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/pdf")
    return text_of(answer.content)


def test_e18_the_list_sums_up_what_is_open_and_shows_one_kind(contract: Contract, bo: Actor, ana: Actor) -> None:
    first, second = contract.instalments.order_by("number")
    Instalment.objects.filter(pk=first.pk).update(due_on=NOW.date() - timedelta(days=9))
    Instalment.objects.filter(pk=second.pk).update(due_on=NOW.date() + timedelta(days=90))
    seen = page(bo)
    assert "US$165,000" in seen.replace(".00", "")
    numbers = [str(row.invoice_number) for row in (first, second)]
    assert [number in page(bo, "overdue") for number in numbers] == [True, False]
    assert [number in page(bo, "open") for number in numbers] == [True, True]
    assert [number in page(bo, "paid") for number in numbers] == [False, False]
    assert "Still to come, before commission" in page(ana)
    # What is due in two months is not asked for as loudly as what is over.
    assert (seen.count('class="btn s primary"'), seen.count(f"/deal/{contract.deal.public_id}/payments/")) == (1, 4)


def test_e18_an_invoice_says_who_pays_what_where(contract: Contract, bo: Actor, ana: Actor) -> None:
    first = contract.instalments.get(number=1)
    for who in (bo, ana):
        said = invoice_text(who, first)
        for part in (first.invoice_number, contract.number, "USD 82,500", first.reference, "Yunfan Video", "SHA:"):
            assert str(part) in said, part
        assert "Pro-forma" not in said


def test_e18_before_the_signatures_it_is_pro_forma(programme: Programme, bo: Actor, ana: Actor) -> None:
    made = factories.contract(factories.offer(programme, bo), ana)
    assert "Pro-forma invoice" in invoice_text(bo, made.instalments.get(number=1))


def test_e18_nobody_else_reads_it(contract: Contract, cy: Actor, sam: Staff) -> None:
    row = contract.instalments.get(number=1)
    for who in (cy, sam, None):
        client = Client()
        if who:
            client.force_login(who.user)
        assert client.get(f"/payments/{row.pk}/invoice/").status_code in (302, 404)
