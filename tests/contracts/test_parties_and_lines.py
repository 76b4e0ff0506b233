"""A contract's own parties, lines and rights, which stand once they are made."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest
from django.db import IntegrityError, transaction

from accounts.actors import Actor
from accounts.roles import Role
from accounts.states import OrganisationKind
from listings.models import Holding, Programme, RightOut
from listings.rights.actions.mandates import grant_mandate
from listings.states import ListingState, Purpose
from marketplace.contracts.actions import accept_offer, draw_up, lapse_contracts
from marketplace.contracts.models import Contract, ContractLine, ContractParty, Instalment
from marketplace.kit.constraints import violated_constraint
from marketplace.offers.actions.submit_offer import add_round
from marketplace.offers.models import Deal, Offer, OfferLine, Round
from marketplace.offers.states import RoundState, Side
from marketplace.offers.terms import Terms
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
        (Side.BUYER, bo.organisation),
        (Side.SELLER, ana.organisation),
    ]
    assert [(line.number, line.programme) for line in made.lines.all()] == [(1, programme)]
    assert [row.holding for row in RightOut.objects.filter(programme=programme)] == made.holdings
    assert [(party.acts_for, party.mandate) for party in made.parties.all()] == [(None, None)] * 2


def test_an_agent_sells_for_the_holder_whom_its_mandate_names(programme: Programme, ana: Actor, bo: Actor) -> None:
    agency = factories.organisation("Mekong Agency", kinds=[OrganisationKind.SALES_AGENT])
    agent = factories.actor("Gia Agent", agency, Role.OWNER)
    mandate = grant_mandate(
        programme=programme,
        agent=agency,
        territories=frozenset({"CN", "TH", "VN"}),
        media=frozenset({"SVOD", "AVOD"}),
        languages=frozenset({"zh-Hans", "th"}),
        period=WINDOW,
        exclusive=True,
        by=ana,
        at=NOW,
    )
    listing = Programme.objects.get(organisation=agency)
    factories.put(listing, ListingState.PUBLISHED)
    made = factories.contract(factories.offer(listing, bo), agent)
    seller = made.parties.get(side=Side.SELLER)
    assert (seller.organisation, seller.acts_for, seller.mandate) == (agency, ana.organisation, mandate)
    assert not Contract.objects.visible_to(ana).exists()


def test_two_lines_are_freed_together(programme: Programme, second: Programme, ana: Actor, bo: Actor) -> None:
    made = accept_offer(offer=factories.offer(programme, bo), number=1, by=ana, at=NOW, commission_basis_points=1000)
    also = factories.contract(factories.offer(second, bo), ana)
    line = factories.right_out(
        second,
        territories=frozenset({"SG"}),
        purpose=Purpose.RESERVATION,
        holding=Holding.objects.create(),
        licensee=bo.organisation,
    )
    ContractLine.objects.create(contract=made, number=2, programme=second, holding=factories.holding_of(line))
    made = Contract.objects.get(pk=made.pk)
    assert (made.title, made.programmes) == (f"{programme.original_title} (+1)", [programme, second])
    assert lapse_contracts(at=NOW + timedelta(days=14)) == 2
    assert held(programme) == [(Purpose.RESERVATION, False)]
    assert held(second) == [(Purpose.RESERVATION, False)] * 2
    assert also.holdings != made.holdings


def test_what_was_agreed_with_whom_about_what_stands(programme: Programme, ana: Actor, bo: Actor, cy: Actor) -> None:
    made = factories.contract(factories.offer(programme, bo), ana)
    changes: dict[str, Callable[[], object]] = {
        "deal_stands": lambda: Deal.objects.update(buyer=cy.organisation),
        "line_stands": lambda: OfferLine.objects.update(number=2),
        "contract_parts_stand": lambda: ContractParty.objects.filter(side=Side.BUYER).update(
            organisation=cy.organisation
        ),
        "agreement_stands": lambda: Contract.objects.update(
            deal=factories.offer(programme, cy, cells=frozenset({("TVOD", "TH")})).deal
        ),
    }
    for constraint, change in changes.items():
        with pytest.raises(IntegrityError) as refusal, transaction.atomic(), as_owner():
            change()
        assert violated_constraint(refusal.value) == constraint
    with pytest.raises(IntegrityError) as refusal, transaction.atomic(), as_owner():
        ContractLine.objects.all().delete()
    assert violated_constraint(refusal.value) == "contract_parts_stand"
    assert (made.buyer, Contract.objects.get().buyer) == (bo.organisation, bo.organisation)


def test_one_negotiation_of_a_deal_is_open_at_a_time(programme: Programme, bo: Actor) -> None:
    offer = factories.offer(programme, bo)
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        Offer.objects.create(deal=offer.deal, number=2, opened_by=bo.user)
    assert violated_constraint(refusal.value) == "one_open_offer_per_deal"


def refused_by(change: Callable[[], object]) -> str | None:
    """The constraint that refuses a change."""
    with pytest.raises(IntegrityError) as refusal:
        factories.at_once(change)
    return violated_constraint(refusal.value)


def test_nothing_is_added_to_a_contract_that_is_drawn_up(programme: Programme, ana: Actor, bo: Actor) -> None:
    made = accept_offer(offer=factories.offer(programme, bo), number=1, by=ana, at=NOW, commission_basis_points=1000)
    draw_up(contract=made, at=NOW)
    own = {"gross_minor": 5_000_000, "commission_minor": 0, "currency": "USD", "due_on": NOW.date()}
    additions: list[Callable[[], object]] = [
        lambda: Instalment.objects.create(
            contract=made, number=3, due_rule="signature", percent=0, reference="X", **own
        ),
        lambda: ContractLine.objects.create(
            contract=made, number=2, programme=programme, holding=Holding.objects.create()
        ),
        lambda: ContractParty.objects.create(contract=made, side=Side.SELLER, organisation=ana.organisation),
    ]
    assert [refused_by(one) for one in additions] == ["parts_as_agreed"] * 3
    assert (made.instalments.count(), made.lines.count(), made.parties.count()) == (2, 1, 2)


def test_control_without_the_guard_a_signed_buyer_owes_more(programme: Programme, ana: Actor, bo: Actor) -> None:
    made = factories.contract(factories.offer(programme, bo), ana)
    with as_owner() as cursor:
        cursor.execute("drop trigger parts_as_agreed on contracts_instalment")
    Instalment.objects.create(
        contract=made,
        number=3,
        due_rule="signature",
        percent=0,
        reference="X",
        gross_minor=5_000_000,
        commission_minor=0,
        currency="USD",
        due_on=NOW.date(),
    )
    assert made.instalments.count() == 3


def test_a_line_licenses_the_buyers_rights_of_its_listing(
    programme: Programme, second: Programme, ana: Actor, bo: Actor, cy: Actor
) -> None:
    made = accept_offer(offer=factories.offer(programme, bo), number=1, by=ana, at=NOW, commission_basis_points=1000)
    rival, own = Holding.objects.create(), Holding.objects.create()
    factories.right_out(second, holding=rival, licensee=cy.organisation)
    factories.right_out(second, territories=frozenset({"SG"}), holding=own, licensee=bo.organisation)
    lines = [
        lambda: ContractLine.objects.create(contract=made, number=2, programme=second, holding=rival),
        lambda: ContractLine.objects.create(contract=made, number=2, programme=programme, holding=own),
    ]
    assert [refused_by(one) for one in lines] == ["line_of_the_buyer"] * 2
    ContractLine.objects.create(contract=made, number=2, programme=second, holding=own)


def test_control_without_the_guard_a_contract_licenses_what_another_buyer_has(
    programme: Programme, ana: Actor, bo: Actor, cy: Actor
) -> None:
    made = accept_offer(offer=factories.offer(programme, bo), number=1, by=ana, at=NOW, commission_basis_points=1000)
    rival = Holding.objects.create()
    factories.right_out(programme, territories=frozenset({"SG"}), holding=rival, licensee=cy.organisation)
    with as_owner() as cursor:
        cursor.execute("drop trigger line_of_the_buyer on contracts_contractline")
    ContractLine.objects.create(contract=made, number=2, programme=programme, holding=rival)
    assert rival in made.holdings


def test_a_negotiation_that_is_over_gets_no_line(
    programme: Programme, second: Programme, ana: Actor, bo: Actor
) -> None:
    offer = factories.offer(programme, bo)
    accept_offer(offer=offer, number=1, by=ana, at=NOW, commission_basis_points=1000)
    add = partial(OfferLine.objects.create, offer=offer, number=2, programme=second)
    assert refused_by(add) == "line_of_an_open_offer"
    with as_owner() as cursor:  # control: without the guard it would have one
        cursor.execute("drop trigger line_of_an_open_offer on offers_offerline")
    add()
    assert Offer.objects.get().programmes == [programme, second]


def test_a_round_speaks_of_lines_that_the_offer_has(programme: Programme, ana: Actor, bo: Actor) -> None:
    offer = factories.offer(programme, bo)
    (line,), (group,) = factories.terms().lines, factories.terms().groups
    other = Terms(lines=(replace(line, number=2),), groups=(replace(group, lines=(2,)),))
    Round.objects.update(state=RoundState.COUNTERED, closed_at=NOW)
    add = partial(add_round, offer, 2, Side.SELLER, other, "", ana, NOW)
    assert refused_by(add) == "terms_of_its_lines"
    assert offer.rounds.count() == 1
    with as_owner() as cursor:  # control: without the guard a round is stored that nobody can accept
        cursor.execute("drop trigger terms_of_its_lines on offers_round")
    add()
    with pytest.raises(KeyError):
        accept_offer(offer=offer, number=2, by=bo, at=NOW, commission_basis_points=1000)
