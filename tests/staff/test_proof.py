"""H11: the buyer's name for a bank's slip decides neither its ending nor its content type."""

from datetime import timedelta

from django.test import Client

from accounts.actors import Actor, Staff
from listings.models import Programme
from marketplace.payments.models import BankTransfer
from tests import factories
from tests.factories import NOW

POLYGLOT = b"%PDF-1.4\n<html><script>alert(1)</script>\n%%EOF"


def test_h11_a_slip_is_served_as_what_its_bytes_are(programme: Programme, bo: Actor, ana: Actor, sam: Staff) -> None:
    contract = factories.contract(factories.offer(programme, bo), ana)
    row = BankTransfer(
        instalment=contract.instalments.get(number=1),
        claimed_minor=1,
        sent_on=NOW.date(),
        proof=factories.stored_file(POLYGLOT, "bank-slip\u202efdp.html"),
        claimed_by=bo.user,
        claimed_at=NOW + timedelta(hours=1),
    )
    row.save(force_insert=True)
    page = Client()
    page.force_login(sam.user)
    answer = page.get(f"/staff/transfers/{row.pk}/proof/")
    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("application/pdf", "nosniff")
    assert answer["Content-Disposition"] == 'attachment; filename="bank-slipfdp.pdf"'
    assert b"".join(answer.streaming_content) == POLYGLOT  # type: ignore[attr-defined]
