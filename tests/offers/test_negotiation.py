"""An offer from its first round to its end, through the public actions."""

from dataclasses import replace
from datetime import timedelta

import pytest

from accounts.actors import Actor
from accounts.models import AuditEntry, Notice, Organisation
from accounts.refusals import OrganisationNotVerified
from accounts.roles import Role
from accounts.states import OrganisationState
from listings.models import Programme
from listings.states import ListingState
from marketplace.contracts.actions import accept_offer
from marketplace.kit.money import Money
from marketplace.kit.problems import Invalid
from marketplace.offers import actions
from marketplace.offers.actions.moves import close_round
from marketplace.offers.models import Message, Offer, Round
from marketplace.offers.queries import conflicts
from marketplace.offers.states import OfferState, RoundState, Side
from marketplace.offers.terms import Terms
from tests import factories
from tests.factories import NOW, terms
from tests.worlds import shareable

SOON = NOW + timedelta(hours=2)


@pytest.fixture
@shareable
def offer(programme: Programme, bo: Actor) -> Offer:
    return factories.offer(programme, bo)


def table(offer: Offer) -> list[tuple[int, str, str]]:
    return list(offer.rounds.order_by("number").values_list("number", "side", "state"))


def test_an_offer_opens_with_a_numbered_round_and_tells_the_seller(offer: Offer, ana: Actor, di: Actor) -> None:
    assert table(offer) == [(1, Side.BUYER, RoundState.OPEN)]
    assert offer.rounds.get().expires_at == NOW + timedelta(days=7)
    told = Notice.objects.filter(kind="offers.received").values_list("user", flat=True)
    assert list(told) == [ana.user.pk]
    recorded = AuditEntry.objects.get(action="offers.submit").after
    assert Terms.from_json(recorded) == terms()


def test_the_seller_counters_and_it_is_the_buyers_turn(offer: Offer, ana: Actor, bo: Actor) -> None:
    dearer = terms(fee=Money(17_200_000, "USD"))
    actions.counter_offer(offer=offer, number=1, terms=dearer, message="", by=ana, at=SOON)
    assert table(offer) == [(1, Side.BUYER, RoundState.COUNTERED), (2, Side.SELLER, RoundState.OPEN)]
    with pytest.raises(actions.NotYourTurn):
        actions.decline_offer(offer=offer, number=2, reason="no", by=ana, at=SOON)
    actions.counter_offer(offer=offer, number=2, terms=terms(), message="", by=bo, at=SOON)
    assert table(offer)[2] == (3, Side.BUYER, RoundState.OPEN)


def test_a_round_stored_before_there_were_versions_is_answered_as_it_was_meant(
    offer: Offer, ana: Actor, bo: Actor
) -> None:
    close_round(offer.rounds.get(), RoundState.COUNTERED, at=SOON)
    stored = {
        "cells": [["AVOD", "CN"], ["SVOD", "TH"]],
        "from": "2027-03-01",
        "to": "2029-03-01",
        "grade": "E",
        "languages": ["th"],
        "uses": ["SUB"],
        "fee_minor": 17_200_001,
        "currency": "USD",
        "plan": "thirds",
    }
    Round.objects.create(
        offer=offer,
        number=2,
        side=Side.SELLER,
        author=ana.user,
        terms=stored,
        made_at=SOON,
        expires_at=SOON + timedelta(days=7),
    )
    with pytest.raises(actions.NothingChanged):
        actions.counter_offer(offer=offer, number=2, terms=Terms.from_json(stored), message="", by=bo, at=SOON)
    contract = accept_offer(offer=offer, number=2, by=bo, at=SOON, commission_basis_points=1_000)
    agreed, rows = contract.agreed, contract.instalments.order_by("number")
    assert [agreed[key] for key in ("fee_minor", "grade", "uses", "period_end")] == [
        17_200_001,
        "E",
        ["SUB"],
        "2029-03-01",
    ]
    assert list(rows.values_list("due_rule", "percent", "gross_minor", "commission_minor")) == [
        ("signature", 34, 5_848_000, 584_800),
        ("days30", 33, 5_676_000, 567_600),
        ("days90", 33, 5_676_001, 567_600),
    ]
    assert offer.rounds.get(number=2).terms == stored


def test_a_package_is_free_only_where_each_of_its_lines_is(programme: Programme) -> None:
    factories.right_out(programme, media=frozenset({"SVOD"}), territories=frozenset({"TH"}))
    line, group = terms(cells=frozenset({("SVOD", "VN"), ("AVOD", "TH")})).line, terms().group
    second = replace(line, number=2, cells=frozenset({("SVOD", "TH"), ("AVOD", "CN")}))
    package = Terms((line, second), (replace(group, lines=(1, 2)),))
    assert conflicts(package, {1: programme, 2: programme}, at=NOW) == [("SVOD", "TH")]
    alone = Terms((line,), (group,))
    assert conflicts(alone, {1: programme}, at=NOW) == []


def test_the_same_terms_are_no_counter(offer: Offer, ana: Actor) -> None:
    with pytest.raises(actions.NothingChanged):
        actions.counter_offer(offer=offer, number=1, terms=terms(), message="", by=ana, at=SOON)
    assert table(offer) == [(1, Side.BUYER, RoundState.OPEN)]


def test_a_stale_page_is_told_what_is_on_the_table_now(offer: Offer, ana: Actor) -> None:
    actions.counter_offer(offer=offer, number=1, terms=terms(plan="full"), message="", by=ana, at=SOON)
    with pytest.raises(actions.OfferMovedOn) as refusal:
        actions.decline_offer(offer=offer, number=1, reason="too low", by=ana, at=SOON)
    assert refusal.value.detail() == {"state": "open", "round": 2}


def test_a_decline_needs_a_reason_and_ends_it(offer: Offer, ana: Actor, bo: Actor) -> None:
    with pytest.raises(Invalid):
        actions.decline_offer(offer=offer, number=1, reason=" ", by=ana, at=SOON)
    actions.decline_offer(offer=offer, number=1, reason="Below our floor", by=ana, at=SOON)
    offer.refresh_from_db()
    assert (offer.state, offer.closing_reason, offer.closed_at) == (OfferState.DECLINED, "Below our floor", SOON)
    with pytest.raises(actions.OfferMovedOn):
        actions.withdraw_offer(offer=offer, reason="", by=bo, at=SOON)


def test_the_seller_cannot_decline_the_own_counter_nor_a_viewer_anything(offer: Offer, di: Actor, bo: Actor) -> None:
    with pytest.raises(actions.NotYourMove) as refusal:
        actions.decline_offer(offer=offer, number=1, reason="no", by=di, at=SOON)
    assert "Ana Srisai" in refusal.value.message()
    with pytest.raises(actions.NotYourTurn):
        actions.decline_offer(offer=offer, number=1, reason="no", by=bo, at=SOON)
    assert table(offer) == [(1, Side.BUYER, RoundState.OPEN)]


def test_a_rival_does_not_see_the_offer(offer: Offer, cy: Actor, bo: Actor, ana: Actor) -> None:
    assert not Offer.objects.visible_to(cy).exists()
    assert Offer.objects.visible_to(bo).get() == Offer.objects.visible_to(ana).get() == offer


def test_an_answer_after_the_deadline_is_refused(offer: Offer, ana: Actor) -> None:
    with pytest.raises(actions.RoundExpired):
        actions.decline_offer(offer=offer, number=1, reason="no", by=ana, at=NOW + timedelta(days=7))


def test_the_deadline_closes_the_offer_once(offer: Offer) -> None:
    assert actions.expire_rounds(at=NOW + timedelta(days=7) - timedelta(seconds=1)) == 0
    assert actions.expire_rounds(at=NOW + timedelta(days=7)) == 1
    assert actions.expire_rounds(at=NOW + timedelta(days=8)) == 0
    offer.refresh_from_db()
    assert offer.state == OfferState.EXPIRED


def test_a_double_click_opens_one_offer(programme: Programme, bo: Actor) -> None:
    made = [
        actions.submit_offer(programme=programme, terms=terms(), message="", by=bo, at=NOW, client_key="k1")
        for _ in range(2)
    ]
    assert made[0] == made[1]
    assert Offer.objects.count() == Round.objects.count() == 1


@pytest.mark.parametrize("state", [OrganisationState.DRAFT, OrganisationState.SUBMITTED, OrganisationState.RETURNED])
def test_an_organisation_that_is_not_verified_sends_no_offers(programme: Programme, bo: Actor, state: str) -> None:
    Organisation.objects.filter(pk=bo.organisation.pk).update(state=state)
    bo.organisation.refresh_from_db()
    with pytest.raises(OrganisationNotVerified):
        factories.offer(programme, bo)
    assert Offer.objects.count() == 0


def test_nobody_buys_from_oneself_without_the_role_or_what_is_not_published(
    programme: Programme, ana: Actor, bo: Actor
) -> None:
    with pytest.raises(actions.MayNotOffer):
        factories.offer(programme, ana)
    with pytest.raises(actions.MayNotOffer):
        factories.offer(programme, factories.actor("Fay", bo.organisation, Role.FINANCE))
    Programme.objects.update(state=ListingState.TAKEN_DOWN)
    programme.refresh_from_db()
    with pytest.raises(actions.NotOnOffer):
        factories.offer(programme, bo)


def test_an_offer_for_taken_cells_names_them(programme: Programme, bo: Actor) -> None:
    factories.right_out(programme)
    with pytest.raises(actions.NotFree) as refusal:
        factories.offer(programme, bo)
    assert refusal.value.detail() == {"cells": [["SVOD", "TH"]]}


def test_messages_are_kept_told_and_never_empty(offer: Offer, ana: Actor, cy: Actor) -> None:
    with pytest.raises(actions.EmptyMessage):
        actions.send_message(offer=offer, text=" \x00 ", by=ana, at=SOON)
    actions.send_message(offer=offer, text="ขอราคาเพิ่มได้ไหม", by=ana, at=SOON)
    assert Message.objects.get().text == "ขอราคาเพิ่มได้ไหม"
    assert Notice.objects.filter(kind="offers.message").count() == 1
