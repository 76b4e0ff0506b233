"""Agree: the rights are reserved, the contract and its instalments are made, all in one transaction or not at all."""

from datetime import date, datetime, timedelta

from django.db import connection, transaction

from accounts.actors import Actor
from accounts.audit import record
from accounts.days import day_at
from accounts.notices import tell
from listings.actions.hold_rights import hold_rights
from listings.states import Purpose
from marketplace.contracts.agreement import agreed_document, agreement_hash
from marketplace.contracts.models import Contract, Instalment
from marketplace.kit.jobs import enqueue
from marketplace.kit.limits import limits_of
from marketplace.offers.actions.moves import answerable_round, close_round, move_offer
from marketplace.offers.models import Offer
from marketplace.offers.payable import refuse_unpayable
from marketplace.offers.states import OfferState, RoundState
from marketplace.offers.terms import DUE_DAYS, PLANS, Terms

SIGN_WITHIN_DAYS = 14


@transaction.atomic
def accept_offer(*, offer: Offer, number: int, by: Actor, at: datetime, commission_basis_points: int) -> Contract:
    """Accept round `number`: reserve its rights until the signing deadline and make the contract with its instalments.

    Raises what `answerable_round` raises, FeeNotPayable, and RightsNotFree or RightsNotHeld: then nothing is changed.
    """
    round_ = answerable_round(offer, act="accept_offer", number=number, by=by, at=at)
    refuse_unpayable(Terms.from_json(round_.terms))
    terms, sign_by = Terms.from_json(round_.terms), at + timedelta(days=SIGN_WITHIN_DAYS)
    hold_rights(
        programme=offer.programme, held_for=f"offer:{offer.pk}", purpose=Purpose.RESERVATION,
        grade=terms.grade, uses=terms.uses, grants=[(grant.media, grant.territories) for grant in terms.grants()], languages=terms.languages,
        window=terms.window, licensee=offer.buyer, by=by.user, at=at, expires_at=sign_by,
    )  # fmt: skip
    close_round(round_, RoundState.ACCEPTED, at=at)
    move_offer(offer, OfferState.ACCEPTED, at=at)
    contract = make_contract(offer, terms, by, at, sign_by, commission_basis_points)
    record(by=by, did="contracts.accept", what=offer, at=at, after={"contract": contract.number, "round": number})
    for party in (offer.buyer, offer.seller):
        tell(
            party, "contracts.agreed", at=at, url=f"/deal/{offer.public_id}/contract/",
            programme=offer.programme.original_title, contract=contract.number,
        )  # fmt: skip
    enqueue("contracts.draw_up", contract_id=contract.pk)
    return contract


def make_contract(
    offer: Offer, terms: Terms, by: Actor, at: datetime, sign_by: datetime, commission_basis_points: int
) -> Contract:
    """The contract's row with all that the document will say, and the plan of its instalments."""
    number = next_contract_number(at)
    plan = planned(terms, day_at(offer.seller, at), number, commission_basis_points)
    agreed = agreed_document(
        offer=offer, terms=terms, number=number, plan=plan, at=at, commission_basis_points=commission_basis_points
    )
    contract = Contract.objects.create(
        number=number, offer=offer, agreed=agreed, agreed_sha256=agreement_hash(agreed), made_at=at, sign_by=sign_by,
    )  # fmt: skip
    for row in plan:
        row.contract = contract
    Instalment.objects.bulk_create(plan)
    return contract


def planned(terms: Terms, agreed_on: date, number: str, commission_basis_points: int) -> list[Instalment]:
    """The instalments of a plan: parts sum to the fee exactly, each carries its share of the commission."""
    plan, parts, step = PLANS[terms.plan], terms.parts(), limits_of(terms.fee.currency).step
    return [
        Instalment(
            number=position, label=rule, percent=percent, gross_minor=part.minor, currency=part.currency,
            commission_minor=part.percent(commission_basis_points, step).minor,
            due_on=agreed_on + timedelta(days=DUE_DAYS[rule]), reference=f"{number.replace('-', '')}{position:02d}",
        )
        for position, ((percent, rule), part) in enumerate(zip(plan, parts, strict=True), start=1)
    ]  # fmt: skip


def next_contract_number(at: datetime) -> str:
    """MN-C-26-0007: year and a number that grows; gaps are possible."""
    with connection.cursor() as cursor:
        cursor.execute("select nextval('contracts_number')")
        (number,) = cursor.fetchone()
    return f"MN-C-{at:%y}-{number:04d}"
