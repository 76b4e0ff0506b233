"""Agree: the rights are reserved, the contract and its instalments are made, all in one transaction or not at all."""

from datetime import date, datetime, timedelta

from django.db import connection, transaction

from accounts.actors import Actor
from accounts.audit import record_entry
from accounts.days import day_at
from accounts.models import Organisation
from listings.models import Holding, Programme
from listings.rights.actions.hold_rights import Details, hold_rights
from listings.rights.queries.agents import mandate_under
from listings.states import Purpose
from marketplace.contracts.agreement import agreed_document, agreement_hash
from marketplace.contracts.models import Contract, ContractLine, ContractParty, Instalment
from marketplace.kit.jobs import enqueue_task
from marketplace.offers.actions.draft_notices import draft_for_parties
from marketplace.offers.actions.moves import answerable_round, close_round, move_offer
from marketplace.offers.models import Offer
from marketplace.offers.net import commission_on
from marketplace.offers.payable import refuse_unpayable
from marketplace.offers.states import OfferState, RoundState, Side
from marketplace.offers.terms import BadTerms, Due, Line, Terms, percent_of

SIGN_WITHIN_DAYS = 14


@transaction.atomic
def accept_offer(*, offer: Offer, number: int, by: Actor, at: datetime, commission_basis_points: int) -> Contract:
    """Accept round `number`: reserve its rights until the signing deadline and make the contract with its instalments.

    Raises what `answerable_round` raises, FeeNotPayable, and RightsNotFree or RightsNotHeld: then nothing is changed.
    """
    round_ = answerable_round(offer, act="accept_offer", number=number, by=by, at=at)
    terms, sign_by = Terms.from_json(round_.terms), at + timedelta(days=SIGN_WITHIN_DAYS)
    refuse_unpayable(terms)
    holdings = reserve_rights(offer, terms, by=by, at=at, expires_at=sign_by)
    close_round(round_, RoundState.ACCEPTED, at=at)
    move_offer(offer, OfferState.ACCEPTED, at=at)
    contract = make_contract(offer, terms, at, sign_by, commission_basis_points)
    add_parties(contract, offer, terms)
    add_lines(contract, offer, holdings)
    told = draft_for_parties(offer, "contracts.agreed", "contract", contract=contract.number)
    after = {"contract": contract.number, "round": number}
    record_entry(by=by, did="contracts.accept", what=offer, at=at, after=after, tell=told)
    enqueue_task("contracts.draw_up", contract_id=contract.pk)
    return contract


def reserve_rights(offer: Offer, terms: Terms, *, by: Actor, at: datetime, expires_at: datetime) -> dict[int, Holding]:
    """Take what each line licenses until `expires_at`: by the number of the line. Raises RightsNotFree, RightsNotHeld."""
    holdings = Holding.objects.bulk_create(Holding(made_at=at) for _line in terms.lines)
    for line, holding in zip(terms.lines, holdings, strict=True):
        reserve_line(line, offer.listings[line.number], holding, offer.buyer, by=by, at=at, expires_at=expires_at)
    return {line.number: holding for line, holding in zip(terms.lines, holdings, strict=True)}


def reserve_line(
    line: Line,
    programme: Programme,
    holding: Holding,
    licensee: Organisation,
    *,
    by: Actor,
    at: datetime,
    expires_at: datetime,
) -> None:
    """Take what one line licenses. Raises RightsNotFree, RightsNotHeld."""
    hold_rights(
        programme=programme,
        holding=holding,
        purpose=Purpose.RESERVATION,
        grade=line.grade,
        uses=line.uses,
        grants=[(grant.media, grant.territories) for grant in line.grants()],
        languages=line.languages,
        window=line.window,
        licensee=licensee,
        by=by.user,
        at=at,
        expires_at=expires_at,
        details=Details(runs=line.runs),
    )


def make_contract(
    offer: Offer, terms: Terms, at: datetime, sign_by: datetime, commission_basis_points: int
) -> Contract:
    """The contract's row with all that the document will say, and the plan of its instalments."""
    number = next_contract_number(at)
    plan = plan_instalments(terms, day_at(offer.seller, at), number, commission_basis_points)
    agreed = agreed_document(
        offer=offer, terms=terms, number=number, plan=plan, at=at, commission_basis_points=commission_basis_points
    )
    contract = Contract.objects.create(
        number=number,
        deal=offer.deal,
        offer=offer,
        agreed=agreed,
        agreed_sha256=agreement_hash(agreed),
        made_at=at,
        sign_by=sign_by,
    )
    for row in plan:
        row.contract = contract
    Instalment.objects.bulk_create(plan)
    return contract


def add_parties(contract: Contract, offer: Offer, terms: Terms) -> None:
    """Who is bound by the contract: an agent for the holder of the rights, whom its mandate names."""
    mandates = (mandate_under(offer.listings[line.number], line.request) for line in terms.lines)
    mandate = next(filter(None, mandates), None)
    ContractParty.objects.bulk_create(
        [
            ContractParty(contract=contract, side=Side.BUYER, organisation=offer.buyer),
            ContractParty(
                contract=contract,
                side=Side.SELLER,
                organisation=offer.seller,
                mandate=mandate,
                acts_for=mandate.programme.organisation if mandate else None,
            ),
        ]
    )


def add_lines(contract: Contract, offer: Offer, holdings: dict[int, Holding]) -> None:
    """The listings that the contract licenses, each with the rights that it has reserved."""
    ContractLine.objects.bulk_create(
        ContractLine(contract=contract, number=number, programme=offer.listings[number], holding=holding)
        for number, holding in holdings.items()
    )


def plan_instalments(terms: Terms, agreed_on: date, number: str, commission_basis_points: int) -> list[Instalment]:
    """The instalments of every group: parts sum to its fee exactly, each carries its share of the commission."""
    parts = [
        (place, due, part, percent_of(due.part, group.fee))
        for place, group in enumerate(terms.groups, start=1)
        for due, part in zip(group.schedule, group.parts(), strict=True)
    ]
    return [
        Instalment(
            number=position,
            group=place,
            due_rule=due.rule.key,
            latest_on=due.latest,
            preconditions=sorted(due.preconditions),
            percent=percent,
            gross_minor=part.minor,
            currency=part.currency,
            commission_minor=commission_on(part, commission_basis_points).minor,
            due_on=planned_day(due, agreed_on),
            reference=f"{number.replace('-', '')}{position:02d}",
        )
        for position, (place, due, part, percent) in enumerate(parts, start=1)
    ]


def planned_day(due: Due, agreed_on: date) -> date:
    """The day it would fall due if both signed on `agreed_on`. Raises BadTerms for one that has no day yet."""
    if (day := due.due_on(agreed_on)) is None:
        raise BadTerms(f"no latest day for what waits for {due.rule.event}")
    return day


def next_contract_number(at: datetime) -> str:
    """MN-C-26-0007: year and a number that grows; gaps are possible."""
    with connection.cursor() as cursor:
        cursor.execute("select nextval('contracts_number')")
        (number,) = cursor.fetchone()
    return f"MN-C-{at:%y}-{number:04d}"
