"""A deal as the room shows it: stages, whose turn, terms beside terms, the stream of what happened."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.refusals import NotAllowedNow
from marketplace.contracts.models import Contract
from marketplace.contracts.policies import is_granted
from marketplace.kit.drawing.figures import Series
from marketplace.kit.formats import format_money, format_window
from marketplace.kit.money import Money
from marketplace.kit.slices import entries_of
from marketplace.offers.models import Offer, Round
from marketplace.offers.policies import side_of, standstill_of
from marketplace.offers.states import Side
from marketplace.offers.terms import PLAN_NAMES, Line, Terms, plan_of
from marketplace.room.places import DealTab, DealView, NextStep, Turn
from marketplace.room.stages import has_ended
from marketplace.vocabularies import languages, territories, uses


def find_standstill(offer: Offer, contract: Contract | None, actor: Actor) -> NotAllowedNow | None:
    """Why the deal stands still, if it does: what would come next is asked. Nothing comes next in one that has ended."""
    if has_ended(offer, contract):
        return None
    granted = contract is not None and is_granted(contract)
    return standstill_of("open_charge" if granted else "accept_offer", actor, offer)


@dataclass(frozen=True)
class TermRow:
    """One term over the last two versions: label, the own value, theirs, and whether they differ."""

    key: str
    label: str
    before: str
    now: str
    changed: bool
    removed: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    money: Money | None = None


def label_terms() -> dict[str, str]:
    return {
        "fee": _("Licence fee"), "media": _("Rights"), "territories": _("Territories"), "window": _("Licence window"),
        "grade": _("Exclusivity"), "languages": _("Languages"), "uses": _("Use of the languages"), "plan": _("Payment"),
    }  # fmt: skip


def describe_term(terms: Terms, key: str, language: str) -> str:
    """One term in words."""
    line, group = terms.line, terms.group
    texts = {
        "fee": lambda: format_money(group.fee.minor, group.currency, language),
        "media": lambda: ", ".join(line.media),
        "territories": lambda: ", ".join(line.territories),
        "window": lambda: format_window(line.window.start, line.window.end, language),
        "grade": lambda: str(line.grade.label),
        "uses": lambda: ", ".join(uses.name(code, language) for code in uses.codes if code in line.uses),
        "languages": lambda: ", ".join(languages.autonym(code) for code in sorted(line.languages)),
        "plan": lambda: str(PLAN_NAMES[plan_of(group.schedule)]),
    }
    return texts[key]()


def list_term_rows(now: Terms, before: Terms | None, language: str) -> list[TermRow]:
    """Every term; where the newest version changed it, what it was before."""
    rows = []
    for key, label in label_terms().items():
        text, old = describe_term(now, key, language), describe_term(before, key, language) if before else ""
        gone, new = list_differences(before, now, key)
        fee = now.fee if key == "fee" else None
        rows.append(TermRow(key, label, old, text, bool(before) and text != old, gone, new, fee))
    return rows


def list_differences(before: Terms | None, now: Terms, key: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What was taken out and what came in, for the terms that are sets."""
    if before is None or key not in {"territories", "media"}:
        return (), ()
    old, new = set(getattr(before, key)), set(getattr(now, key))
    return tuple(sorted(old - new)), tuple(sorted(new - old))


def list_grants(line: Line, language: str) -> list[dict[str, Any]]:
    """The grant as lines: media, their territories by name."""
    return [
        {"media": ", ".join(sorted(g.media)), "territories": ", ".join(territories.name(t, language) for t in sorted(g.territories))}
        for g in line.grants()
    ]  # fmt: skip


def measure_fee_gap(rounds: list[Round]) -> dict[str, Any] | None:
    """The last fee of each side, for the ruler; None until both have named one in the same currency."""
    last: dict[str, Money] = {}
    for row in rounds:
        last[row.side] = Terms.from_json(row.terms).fee
    if len(last) < 2 or last[Side.BUYER].currency != last[Side.SELLER].currency:
        return None
    buyer, seller = last[Side.BUYER], last[Side.SELLER]
    return {"buyer": buyer, "seller": seller, "difference": Money(abs(seller.minor - buyer.minor), buyer.currency)}


def list_fees(rounds: list[Round]) -> list[dict[str, Any]]:
    """The fee of every version, for the table."""
    return [
        {"side": row.side, "money": Terms.from_json(row.terms).fee, "number": row.number, "at": row.made_at}
        for row in rounds
    ]


def draw_fees(rounds: list[Round], own: Side, language: str) -> dict[str, Any] | None:
    """Each side's fee from version to version, what it said last carried on; None until both have named one."""
    fees = {Side.BUYER: list[int](), Side.SELLER: list[int]()}
    currencies = {Terms.from_json(row.terms).fee.currency for row in rounds}
    if len(currencies) != 1 or len({row.side for row in rounds}) < len(fees):
        return None
    (currency,) = currencies
    for row in rounds:
        fees[Side(row.side)].append(Terms.from_json(row.terms).fee.minor)
        other = fees[Side.SELLER if row.side == Side.BUYER else Side.BUYER]
        other.extend(other[-1:])
    series = [
        Series(
            points,
            "us" if side == own else "them",
            format_money(points[-1], currency, language),
            start=len(rounds) - len(points),
        )
        for side, points in fees.items()
    ]
    ends = sorted({min(map(min, fees.values())), max(map(max, fees.values()))})
    return {"series": series, "ticks": [(value, shorten_fee(Money(value, currency))) for value in ends]}


def shorten_fee(fee: Money) -> str:
    """150k, 1.2M: as much as fits beside a chart."""
    units = fee.units
    if units >= 1_000_000:
        return f"{units / 1_000_000:.1f}M"
    return f"{units // 1000}k" if units >= 1000 else str(units)


def list_events(offer: Offer, rounds: list[Round], actor: Actor) -> list[dict[str, Any]]:
    """Messages and events in order of time."""
    own = side_of(actor, offer)
    items: list[dict[str, Any]] = []
    for row in rounds:
        party = offer.buyer if row.side == Side.BUYER else offer.seller
        text = _("%(party)s sent version %(number)s") % {"party": party.name_en, "number": row.number}
        items.append({"at": row.made_at, "event": text})
        if row.message:
            items.append(
                {"at": row.made_at, "text": row.message, "author": row.author, "party": party, "mine": row.side == own}
            )
    for message in offer.deal.messages.select_related("author", "organisation"):
        mine = message.organisation_id == actor.organisation.pk
        items.append(
            {
                "at": message.at,
                "text": message.text,
                "author": message.author,
                "party": message.organisation,
                "mine": mine,
            }
        )
    if offer.closed_at:
        items.append({"at": offer.closed_at, "event": offer.get_state_display(), "reason": offer.closing_reason})
    return sorted(items, key=lambda item: item["at"])


def find_turn(offer: Offer, open_round: Round | None, contract: Contract | None, actor: Actor) -> Turn | None:
    """The "your turn" card of this moment; None when the deal has ended."""
    deal = DealView(offer, open_round, contract, actor)
    turns = (step.find(deal) for step in entries_of(NextStep))
    return next(filter(None, turns), None)


def list_tabs(offer: Offer, current: str) -> list[dict[str, Any]]:
    """The tabs of all slices, with their addresses."""
    return [
        {"label": tab.label, "url": reverse(tab.route, args=[offer.public_id]), "current": tab.key == current}
        for tab in entries_of(DealTab)
    ]
