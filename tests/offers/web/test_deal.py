"""What the pages say of a deal: where it stands, whose turn it is, how the price moved."""

from datetime import date, timedelta

import pytest
from django.test import Client

from accounts.actors import Actor
from listings.models import Programme
from marketplace.contracts.actions import lapse_contracts
from marketplace.contracts.models import Contract
from marketplace.kit.money import Money
from marketplace.offers import actions
from marketplace.offers.models import Offer
from marketplace.offers.states import Side
from marketplace.offers.web.deal_entries import DealView
from marketplace.offers.web.fee_path import draw_fees
from marketplace.offers.web.frame import find_turn, list_tabs
from marketplace.offers.web.stages import list_stages, name_standing
from tests import factories
from tests.factories import NOW, terms
from tests.worlds import shareable


@pytest.fixture
@shareable
def offer(programme: Programme, bo: Actor, ana: Actor) -> Offer:
    """Opened at 150,000, countered at 172,000, answered with 162,000."""
    made = factories.offer(programme, bo, fee=Money(15_000_000, "USD"))
    for number, (fee, by) in enumerate([(17_200_000, ana), (16_200_000, bo)], start=1):
        changed = terms(fee=Money(fee, "USD"))
        actions.counter_offer(
            offer=made, number=number, terms=changed, message="", by=by, at=NOW + timedelta(hours=number)
        )
    return made


def test_the_price_path_carries_on_what_each_side_said_last(offer: Offer) -> None:
    rounds = list(offer.rounds.order_by("number"))
    chart = draw_fees(rounds, Side.BUYER, "en")
    assert chart is not None
    assert [(one.css, one.points, one.label, one.start) for one in chart["series"]] == [
        ("us", [15_000_000, 15_000_000, 16_200_000], "US$162,000", 0),
        ("them", [17_200_000, 17_200_000], "US$172,000", 1),
    ]
    assert chart["ticks"] == [(15_000_000, "150k"), (17_200_000, "172k")]
    assert draw_fees(rounds[:1], Side.BUYER, "en") is None


def test_the_changed_term_alone_is_marked(offer: Offer, ana: Actor) -> None:
    client = Client()
    client.force_login(ana.user)
    page = client.get(f"/deal/{offer.public_id}/")
    assert [row.key for row in page.context["rows"] if row.changed] == ["fee"]
    assert (page.context["turn"].mine, page.context["may_answer"]) == (True, True)
    assert page.context["gap"]["difference"] == Money(1_000_000, "USD")


def test_the_stages_follow_the_deal(offer: Offer, ana: Actor) -> None:
    now = [stage.state for stage in list_stages(DealView(offer, None, ana))]
    assert now == ["done", "now", "", "", "", "", ""]
    assert name_standing(DealView(offer, None, ana)) == "Negotiating"
    actions.decline_offer(offer=offer, number=3, reason="Too low", by=ana, at=NOW + timedelta(hours=4))
    ended = [stage.state for stage in list_stages(DealView(offer, None, ana))]
    assert ended[:3] == ["done", "blocked", ""]
    assert name_standing(DealView(offer, None, ana)) == "Declined"


def test_a_signed_contract_waits_for_the_payment(programme: Programme, bo: Actor, ana: Actor) -> None:
    contract = factories.contract(factories.offer(programme, bo), ana)
    for who in (bo, ana):
        factories.sign(contract, who)
    signed = Contract.objects.get()
    assert [stage.state for stage in list_stages(DealView(signed.offer, None, bo))] == ["done"] * 4 + ["now", "", ""]
    assert name_standing(DealView(signed.offer, None, bo)) == "Payment"


def test_an_open_instalment_says_whose_turn_it_is_and_until_when(programme: Programme, bo: Actor, ana: Actor) -> None:
    contract = factories.contract(factories.offer(programme, bo), ana)
    for who in (bo, ana):
        factories.sign(contract, who)
    contract.refresh_from_db()
    first = find_turn(DealView(contract.offer, None, bo))
    assert first is not None
    assert (first.mine, first.title, first.due) == (True, "The first instalment is due", date(2026, 11, 30))
    contract.instalments.filter(number=1).update(state="paid", paid_at=NOW)
    Contract.objects.update(state="active", active_at=NOW)
    contract.refresh_from_db()
    following = find_turn(DealView(contract.offer, None, ana))
    assert following is not None
    assert (following.mine, following.title, following.due) == (
        False,
        "Waiting for the next payment",
        contract.instalments.get(number=2).due_on,
    )


def test_a_contract_that_nobody_signed_in_time_waits_for_nobody(programme: Programme, bo: Actor, ana: Actor) -> None:
    """Its page said that the licence was active and that all instalments were paid."""
    contract = factories.contract(factories.offer(programme, bo), ana)
    assert lapse_contracts(at=contract.sign_by) == 1
    contract.refresh_from_db()
    assert find_turn(DealView(contract.offer, None, bo)) is None
    stages = [stage.state for stage in list_stages(DealView(contract.offer, None, bo))]
    assert stages == ["done", "done", "done", "blocked", "", "", ""]


def test_the_tabs_stand_in_their_order_and_one_is_current(programme: Programme, bo: Actor) -> None:
    offer = factories.offer(programme, bo)
    tabs = list_tabs(offer, "payments")
    assert [(str(tab["label"]), tab["url"], tab["current"]) for tab in tabs] == [
        ("Terms", f"/deal/{offer.public_id}/", False),
        ("Contract", f"/deal/{offer.public_id}/contract/", False),
        ("Payments", f"/deal/{offer.public_id}/payments/", True),
        ("Delivery", f"/deal/{offer.public_id}/delivery/", False),
    ]
