"""Programmes with their rights as Avails: one transaction for each right, medium, window and price."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import QuerySet

from accounts.days import day_at
from listings.exchange.avails.model import Asset, Transaction
from listings.exchange.avails_out import terms
from listings.exchange.avails_out.losses import Loss, Written, losses_of
from listings.exchange.avails_out.windows import Offer, free_offers, held_offers
from listings.exchange.avails_out.works import works_of
from listings.models import Programme, RightIn
from listings.rights.queries.cells import Rights, read_records
from marketplace.kit.money import Money
from marketplace.vocabularies import media, territories

ENTRY_TYPE = "Full Extract"
FORMAT = "HD"
FIRST_ROW = 4
Offers = list[tuple[RightIn, list[Offer]]]
NO_ASSET = Asset("", "")
ASKED = "Fee asked for 12 months in one territory, non-exclusive."


@dataclass(frozen=True)
class Choice:
    """What is written: everything held or only what is free; each territory in a row of its own, or as lists."""

    free_only: bool = False
    split: bool = False


ALL_HELD = Choice()


def prefetch_programmes(programmes: "QuerySet[Programme]") -> "QuerySet[Programme]":
    """The programmes with all that is read of them, in few queries."""
    return programmes.select_related("organisation").prefetch_related(
        "texts", "credits", "identifiers", "asks", "seasons__episodes"
    )


def from_programmes(
    programmes: Iterable[Programme], *, at: datetime, choice: Choice = ALL_HELD
) -> tuple[list[Transaction], list[Loss]]:
    """The transactions of all programmes as of `at`, in order, and what they cannot say. Past windows are left out.

    Rows of one ALID stand together; ids are stable as long as the right's windows are.
    """
    wanted = list(programmes)
    rights = read_records(wanted, at)
    rows: list[Transaction] = []
    losses: list[Loss] = []
    for programme in wanted:
        own = rights[programme.pk]
        offers = [
            (right, _offered_windows(right, own, at, choice)) for right in sorted(own.held, key=lambda row: row.pk)
        ]
        found = list(_of_programme(programme, offers, choice))
        rows += found
        inexact = [right.pk for right, those in offers if not all(terms.is_exact(one.languages) for one in those)]
        losses += losses_of(programme, own, at, Written(bool(found), choice.free_only, frozenset(inexact)))
    return [replace(row, row=number) for number, row in enumerate(rows, start=FIRST_ROW)], losses


def _offered_windows(right: RightIn, rights: Rights, at: datetime, choice: Choice) -> list[Offer]:
    """What is written of a right: windows that are not over."""
    found = free_offers(right, rights) if choice.free_only else held_offers(right)
    today = day_at(right.programme.organisation, at)
    return [offer for offer in found if offer.period.until > today]


def _of_programme(programme: Programme, offers: Offers, choice: Choice) -> Iterator[Transaction]:
    """Work after work, right after right. Two records that say the same are one row."""
    drafts = {_row_key(row): row for row in reversed(list(_build_transactions(programme, offers, choice)))}
    rows = list(reversed(drafts.values()))
    for alid, work in works_of(programme):
        for row in rows:
            yield replace(row, alid=alid, asset=work, avail_id=_avail_id(row.avail_id, work))


def _avail_id(avail_id: str, work: Asset) -> str:
    """Unique for each row: further seasons of a series say which they are."""
    number = work.fields.get("SeasonNumber", "1")
    return avail_id if number == "1" else f"{avail_id}-S{number}"


def _row_key(row: Transaction) -> tuple[object, ...]:
    """What makes a row another row for those who read the file."""
    return (
        row.license_type,
        row.territories,
        row.excluded,
        row.start,
        row.end,
        row.allowed,
        row.held_back,
        row.contract_id,
        row.terms,
    )


def _build_transactions(programme: Programme, offers: Offers, choice: Choice) -> Iterator[Transaction]:
    """The rows of one work, still without it."""
    for right, those in offers:
        numbers: Counter[str] = Counter()
        for offer in those:
            for codes, ask in _split_by_ask(programme, offer, choice):
                numbers[offer.medium] += 1
                name = f"{programme.public_id}-R{right.pk}-{offer.medium}-{numbers[offer.medium]}"
                yield _build_transaction(programme, right, offer, name, codes, ask)


def _split_by_ask(programme: Programme, offer: Offer, choice: Choice) -> Iterator[tuple[frozenset[str], Money | None]]:
    """The territories of an offer, together where the ask is the same; each by itself if that was chosen."""
    fees = {(ask.medium, ask.territory): ask.fee_minor for ask in programme.asks.all()}
    groups: dict[tuple[int | None, str], set[str]] = defaultdict(set)
    for code in sorted(offer.territories, key=territories.number):
        fee = fees.get((offer.medium, code), fees.get((offer.medium, None)))
        groups[fee, code if choice.split else ""].add(code)
    for (fee, _code), codes in groups.items():
        yield frozenset(codes), None if fee is None else Money(fee, programme.currency)


def _build_transaction(
    programme: Programme, right: RightIn, offer: Offer, name: str, codes: frozenset[str], ask: Money | None
) -> Transaction:
    """One row, all but the work."""
    license_type = terms.license_type(offer.medium)
    included, excluded = terms.split_worldwide(codes)
    allowed, held_back = terms.split_languages(offer.languages)
    fields = {"Description": ASKED} if ask else {}
    if not terms.is_listed(offer.medium):
        fields["LicenseRightsDescription"] = media.media_definition(offer.medium, "en")
    return Transaction(
        row=0,
        alid="",
        avail_id=name,
        entry_type=ENTRY_TYPE,
        licensor=programme.organisation.name_en,
        licensee="",
        service_provider="",
        asset=NO_ASSET,
        license_type=license_type,
        format_profile=FORMAT,
        territories=included,
        excluded=excluded,
        start=terms.start_of(offer.period),
        end=terms.end_of(offer.period),
        allowed=allowed,
        held_back=held_back,
        exclusive=offer.exclusive,
        contract_id=right.source,
        fields=fields,
        terms=(*terms.ask_term(ask, license_type), terms.exclusive_term(offer.exclusive)),
    )
