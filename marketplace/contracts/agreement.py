"""From an accepted offer to the agreement's data, its pages and its signatures."""

import secrets
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.conf import settings

from accounts.actors import Actor
from accounts.days import day_at
from accounts.models import Organisation
from listings.models import Programme
from listings.programmes.queries.names import read_names
from marketplace.contracts.documents.layout import Side
from marketplace.contracts.documents.rendering import Fonts, render_contract
from marketplace.contracts.documents.schema import (
    ContractDocument,
    GrantRow,
    Identifier,
    InstalmentRow,
    Party,
    Permit,
    ProgrammeFacts,
    Title,
    data_hash,
    known_to_both,
)
from marketplace.contracts.models import Contract, Instalment, Signature
from marketplace.contracts.policies import is_buyer
from marketplace.offers.models import Offer
from marketplace.offers.states import Side as OfferSide
from marketplace.offers.terms import Terms
from marketplace.vocabularies import languages, media, territories, uses
from marketplace.vocabularies.base import Vocabulary

CONTROLLING_LANGUAGE = "en"
SIDES: dict[str, Side] = {OfferSide.SELLER: "licensor", OfferSide.BUYER: "licensee"}


def agreed_document(
    *, offer: Offer, terms: Terms, number: str, plan: list[Instalment], at: datetime, commission_basis_points: int
) -> dict[str, Any]:
    """All that the contract will say, as JSON: taken once, so later changes of a profile do not reach it.

    Its days are the licensor's, and it says so.
    """
    line, group = terms.line, terms.group
    return ContractDocument(
        number=number,
        date=day_at(offer.seller, at).isoformat(),
        time_zone=offer.seller.zone.key,
        controlling_language=CONTROLLING_LANGUAGE,
        licensor=describe_party(offer.seller),
        licensee=describe_party(offer.buyer),
        programme=describe_programme(offer.programme),
        grants=tuple(
            GrantRow(order_codes(grant.media, media.VOCABULARY), order_codes(grant.territories, territories.VOCABULARY))
            for grant in line.grants()
        ),
        languages=order_codes(line.languages, languages.VOCABULARY),
        period_start=line.window.start.isoformat(),
        period_end=line.window.end.isoformat() if line.window.end else None,
        grade=line.grade,
        uses=order_codes(line.uses, uses.VOCABULARY),
        fee_minor=group.fee.minor,
        currency=group.currency,
        instalments=tuple(describe_instalment(row) for row in plan),
        commission_basis_points=commission_basis_points,
        commission_salt=secrets.token_hex(16),
    ).to_json()


def agreed_as_told(contract: Contract, by: Actor) -> dict[str, Any]:
    """The agreed data as the actor's side may know it: the commission is the seller's, D15."""
    return known_to_both(contract.agreed) if is_buyer(by, contract) else contract.agreed


def agreement_hash(agreed: dict[str, Any]) -> str:
    """SHA-256 of the canonical JSON: printed at the foot of every page."""
    return data_hash(agreed)


def render_agreement(agreed: dict[str, Any]) -> bytes:
    """The contract as PDF, the same bytes for the same data. Raises NotRenderable."""
    return render_contract(ContractDocument.from_json(agreed), fonts=contract_fonts())


def seal_signature(pdf: bytes, signature: Signature, *, at: datetime) -> bytes:
    """`pdf` with this signature applied in its side's box, stamped with the time of sealing. Raises documents.signing.AlreadySigned."""
    # pyHanko takes a third of the time that a process needs to start.
    from marketplace.contracts.documents.authority import open_authority  # noqa: PLC0415 -- few processes ever sign
    from marketplace.contracts.documents.signing import apply_signature  # noqa: PLC0415 -- few processes ever sign

    return apply_signature(
        pdf,
        authority=open_authority(settings.AUTHORITY_FOLDER),
        side=SIDES[signature.side],
        name=signature.typed_name,
        latin_name=signature.latin_name,
        title=signature.job_title,
        organisation=signature.organisation.name_en,
        email=signature.user.email,
        territory=signature.organisation.territory,
        reason=f"Agreement {signature.contract.number}",
        signed_at=signature.signed_at,
        sealed_at=at,
        fonts=contract_fonts(),
    )


def contract_fonts() -> Fonts:
    """Those of this deployment."""
    return Fonts(settings.FONT_FOLDERS, settings.FURTHER_FONT_FOLDERS)


def describe_party(organisation: Organisation) -> Party:
    """The organisation as it is registered now."""
    return Party(
        name_local=organisation.name_local,
        name_en=organisation.name_en,
        name_language=organisation.name_language,
        registration_number=organisation.registration_number,
        tax_number=organisation.tax_number,
        address=organisation.address,
        territory=organisation.territory,
    )


def describe_programme(programme: Programme) -> ProgrammeFacts:
    """What is licensed, with every title it has: the original one first."""
    names = read_names(programme)
    return ProgrammeFacts(
        public_id=programme.public_id,
        titles=list_titles(programme, names.titles),
        kind=programme.kind,
        original_language=programme.original_language,
        production_territories=order_codes(programme.production_territories, territories.VOCABULARY),
        year=programme.year,
        episodes=programme.episode_count,
        minutes=programme.minutes,
        identifiers=tuple(Identifier(*row) for row in names.identifiers),
        permits=tuple(Permit(*row) for row in names.permits),
    )


def list_titles(programme: Programme, named: dict[str, str]) -> tuple[Title, ...]:
    """The original title, then the others of those `named` by language, in the order of the languages' list."""
    original = Title(programme.original_language, programme.original_title)
    others = [Title(code, named[code]) for code in order_codes(named, languages.VOCABULARY)]
    return (original, *(title for title in others if title != original))


def describe_instalment(row: Instalment) -> InstalmentRow:
    """A row of the plan as the contract prints it."""
    return InstalmentRow(row.number, row.percent, row.gross_minor, row.due_rule, row.due_on.isoformat())


def order_codes(codes: Iterable[str], vocabulary: Vocabulary) -> tuple[str, ...]:
    """Codes in their vocabulary's order; unknown ones last, so that nothing agreed is lost."""
    last = len(vocabulary.codes) + 1
    return tuple(sorted(codes, key=lambda code: (vocabulary.number(code) if code in vocabulary else last, code)))
