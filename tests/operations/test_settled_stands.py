"""G15: what was paid, what arrived and what Stripe said stays, even for the owner of the tables."""

import pytest
from django.db import IntegrityError, transaction

from accounts.actors import Actor, Staff
from listings.models import Programme
from marketplace.contracts.models import Instalment
from marketplace.kit.constraints import violated_constraint
from marketplace.payments.models import BankTransfer, StripeEvent
from tests import factories
from tests.database import as_owner
from tests.factories import NOW
from tests.payments.settling import enter
from tests.worlds import shareable

pytestmark = pytest.mark.django_db


def refused(sql: str) -> str:
    """The constraint that keeps the owner from it."""
    with as_owner() as cursor:
        cursor.execute("set constraints all immediate")
        with pytest.raises(IntegrityError) as caught, transaction.atomic():
            cursor.execute(sql)
    return violated_constraint(caught.value)


@pytest.fixture
@shareable
def instalment(programme: Programme, ana: Actor, bo: Actor) -> Instalment:
    return factories.contract(factories.offer(programme, bo), ana).instalments.get(number=1)


@pytest.mark.parametrize(
    "change", ["gross_minor = 1, commission_minor = 0", "currency = 'JPY'", "paid_at = null, state = 'invoiced'"]
)
def test_g15_a_paid_instalment_is_never_changed(instalment: Instalment, change: str) -> None:
    before = (instalment.gross_minor, instalment.currency)
    with as_owner():
        Instalment.objects.filter(pk=instalment.pk).update(state="paid", paid_at=NOW)
    assert refused(f"update contracts_instalment set {change}") == "paid_instalment_stands"
    assert refused("delete from contracts_instalment") == "paid_instalment_stands"
    assert refused("truncate contracts_instalment cascade") == "paid_instalment_stands"
    assert Instalment.objects.values_list("gross_minor", "currency").get(pk=instalment.pk) == before


def test_g15_what_arrived_is_never_changed_once_it_is_matched(instalment: Instalment, bo: Actor, sam: Staff) -> None:
    made = BankTransfer.objects.create(
        instalment=instalment,
        claimed_minor=5,
        sent_on=NOW.date(),
        proof=factories.stored_file(),
        claimed_by=bo.user,
        seen_by=sam.user,
    )
    first, second = enter("A1", 5, sam), enter("A2", 6, sam)
    rows = BankTransfer.objects.filter(pk=made.pk)
    rows.update(receipt=first, state="seen")
    rows.update(receipt=second)  # a slip of whoever saw it, mended before the match
    rows.update(state="matched", matched_by=bo.user, matched_at=NOW)
    assert refused(f"update payments_banktransfer set receipt_id = {first.pk}") == "matched_transfer_stands"
    assert refused("update payments_banktransfer set claimed_minor = 7") == "matched_transfer_stands"
    assert refused("delete from payments_banktransfer") == "matched_transfer_stands"
    assert rows.get().received_minor == 6


def test_g15_an_event_stays_as_stripe_sent_it(db: None) -> None:
    row = StripeEvent.objects.create(stripe_id="evt_1", kind="charge.refunded", payload={"amount": 5})
    assert refused("update payments_stripeevent set payload = '{}'") == "stripe_event_stands"
    assert refused("delete from payments_stripeevent") == "stripe_event_stands"
    StripeEvent.objects.update(handled_at=NOW)
    row.refresh_from_db()
    assert (row.payload, row.handled_at) == ({"amount": 5}, NOW)
