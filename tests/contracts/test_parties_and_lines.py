"""A contract's own parties, lines and rights, which stand once they are made."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from accounts.actors import Actor
from accounts.roles import Role
from accounts.states import OrganisationKind
from listings.actions.mandates import grant_mandate
from listings.models import Holding, Programme, RightOut
from listings.states import ListingState, Purpose
from marketplace.contracts.actions import lapse_contracts
from marketplace.contracts.models import Contract, ContractLine, ContractParty
from marketplace.kit.constraints import violated
from marketplace.offers.models import Deal, Offer, OfferLine
from marketplace.offers.states import Side
from tests import factories
from tests.database import as_owner
from tests.factories import NOW, WINDOW


@pytest.fixture
def second(ana: Actor) -> Programme:
    made = factories.programme(ana.organisation, ana.user, "ตลาด")
    factories.right_in(made)
    return made


def held(of: Programme) -> list[tuple[str, bool]]:
    return list(RightOut.objects.filter(programme=of).values_list("purpose", "active"))


def test_a_contract_has_its_own_parties_and_lines(programme: Programme, ana: Actor, bo: Actor) -> None:
    made = factories.contract(factories.offer(programme, bo), ana)
    assert [(party.side, party.organisation) for party in made.parties.order_by("side")] == [
        (Side.BUYER, bo.organisation), (Side.SELLER, ana.organisation),
    ]  # fmt: skip
    assert [(line.number, line.programme) for line in made.lines.all()] == [(1, programme)]
    assert [row.holding for row in RightOut.objects.filter(programme=programme)] == made.holdings
    assert list(ContractParty.objects.values_list("acts_for", "mandate")) == [(None, None)] * 2


def test_an_agent_sells_for_the_holder_whom_its_mandate_names(programme: Programme, ana: Actor, bo: Actor) -> None:
    agency = factories.organisation("Mekong Agency", kinds=[OrganisationKind.SALES_AGENT])
    agent = factories.actor("Gia Agent", agency, Role.OWNER)
    mandate = grant_mandate(
        programme=programme, agent=agency, territories=frozenset({"CN", "TH", "VN"}), media=frozenset({"SVOD", "AVOD"}),
        languages=frozenset({"zh-Hans", "th"}), period=WINDOW, exclusive=True, by=ana, at=NOW,
    )  # fmt: skip
    listing = Programme.objects.get(organisation=agency)
    factories.put(listing, ListingState.PUBLISHED)
    made = factories.contract(factories.offer(listing, bo), agent)
    seller = made.parties.get(side=Side.SELLER)
    assert (seller.organisation, seller.acts_for, seller.mandate) == (agency, ana.organisation, mandate)
    assert not Contract.objects.visible_to(ana).exists()


def test_two_lines_are_freed_together(programme: Programme, second: Programme, ana: Actor, bo: Actor) -> None:
    made = factories.contract(factories.offer(programme, bo), ana)
    also = factories.contract(factories.offer(second, bo), ana)
    line = factories.right_out(
        second, territories=frozenset({"SG"}), purpose=Purpose.RESERVATION, holding=Holding.objects.create()
    )
    ContractLine.objects.create(contract=made, number=2, programme=second, holding=line.holding)
    made = Contract.objects.get(pk=made.pk)
    assert (made.title, made.programmes) == (f"{programme.original_title} (+1)", [programme, second])
    assert lapse_contracts(at=NOW + timedelta(days=14)) == 2
    assert held(programme) == [(Purpose.RESERVATION, False)]
    assert held(second) == [(Purpose.RESERVATION, False)] * 2
    assert also.holdings != made.holdings


def test_what_was_agreed_with_whom_about_what_stands(programme: Programme, ana: Actor, bo: Actor, cy: Actor) -> None:
    made = factories.contract(factories.offer(programme, bo), ana)
    changes = {
        "deal_stands": lambda: Deal.objects.update(buyer=cy.organisation),
        "line_stands": lambda: OfferLine.objects.update(number=2),
        "contract_parts_stand": lambda: ContractParty.objects.filter(side=Side.BUYER).update(organisation=cy.organisation),
        "agreement_stands": lambda: Contract.objects.update(deal=factories.offer(programme, cy, cells=frozenset({("TVOD", "TH")})).deal),
    }  # fmt: skip
    for constraint, change in changes.items():
        with pytest.raises(IntegrityError) as refusal, transaction.atomic(), as_owner():
            change()
        assert violated(refusal.value) == constraint
    with pytest.raises(IntegrityError) as refusal, transaction.atomic(), as_owner():
        ContractLine.objects.all().delete()
    assert violated(refusal.value) == "contract_parts_stand"
    assert (made.buyer, Contract.objects.get().buyer) == (bo.organisation, bo.organisation)


def test_one_negotiation_of_a_deal_is_open_at_a_time(programme: Programme, bo: Actor) -> None:
    offer = factories.offer(programme, bo)
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        Offer.objects.create(deal=offer.deal, number=2, opened_by=bo.user)
    assert violated(refusal.value) == "one_open_offer_per_deal"
