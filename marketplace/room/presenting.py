"""A deal as the room shows it: stages, whose turn, terms beside terms, the stream of what happened."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.refusals import NotAllowedNow
from marketplace.contracts.models import Contract
from marketplace.contracts.policies import is_granted
from marketplace.contracts.states import ContractState, InstalmentState, MaterialState
from marketplace.kit.drawing.figures import Series
from marketplace.kit.formats import format_money, format_window
from marketplace.kit.money import Money
from marketplace.kit.vocab import languages, territories, uses
from marketplace.offers.models import Offer, Round
from marketplace.offers.policies import other_of, side_of, standstill_of
from marketplace.offers.states import OfferState, Side
from marketplace.offers.terms import PLAN_NAMES, Line, Terms, plan_of

DELIVERY = 5
DEAD = {OfferState.DECLINED, OfferState.WITHDRAWN, OfferState.EXPIRED}


@dataclass(frozen=True)
class Stage:
    """One of the seven stages: done, now, blocked or to come."""

    name: str
    state: str
    note: str = ""
    tab: str = ""


def list_stages(offer: Offer, contract: Contract | None) -> list[Stage]:
    """The line of stages. A deal that ended early is blocked where it stopped."""
    names = [
        _("Offer"), _("Negotiation"), _("Contract"), _("Signatures"), _("Payment"), _("Delivery"), _("Licence active"),
    ]  # fmt: skip
    tabs = ["terms", "terms", "contract", "contract", "payments", "delivery", "contract"]
    reached, blocked = find_stage(offer, contract)
    states = ["done" if i < reached else "" for i in range(len(names))]
    if reached < len(names):
        states[reached] = "blocked" if blocked else "now"
    if contract and is_granted(contract):
        # Materials are delivered beside the payment: the stage has its own state, whatever the line has reached.
        accepted, listed = count_delivered(contract)
        states[DELIVERY] = "done" if listed and accepted == listed else ("now" if reached > DELIVERY else "")
    return [Stage(name, state, tab=tab) for name, state, tab in zip(names, states, tabs, strict=True)]


def find_standstill(offer: Offer, contract: Contract | None, actor: Actor) -> NotAllowedNow | None:
    """Why the deal stands still, if it does: what would come next is asked. Nothing comes next in one that has ended."""
    if offer.state in DEAD or (contract and contract.state == ContractState.LAPSED):
        return None
    granted = contract is not None and is_granted(contract)
    return standstill_of("open_charge" if granted else "accept_offer", actor, offer)


def count_delivered(contract: Contract) -> tuple[int, int]:
    """How many materials are accepted, and how many there are."""
    states = list(contract.materials.values_list("state", flat=True))
    return states.count(MaterialState.ACCEPTED), len(states)


def find_stage(offer: Offer, contract: Contract | None) -> tuple[int, bool]:
    """The number of the stage the deal stands at (7 = all done), and whether it ended there."""
    if offer.state in DEAD:
        return 1, True
    if contract is None:
        return 1, False
    if contract.state == ContractState.LAPSED:
        return 3, True
    table = {ContractState.DRAWING_UP: 2, ContractState.TO_SIGN: 3, ContractState.SIGNED: 4, ContractState.ACTIVE: 7}
    return table[ContractState(contract.state)], False


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


@dataclass(frozen=True)
class Turn:
    """Whose turn it is, what is to be done, and until when."""

    mine: bool
    title: str
    until: datetime | None
    points: list[tuple[str, str]]
    due: date | None = None


def find_turn(offer: Offer, open_round: Round | None, contract: Contract | None, actor: Actor) -> Turn | None:
    """The "your turn" card of this moment; None when the deal has ended or is done."""
    side = side_of(actor, offer)
    other = other_of(actor, offer)
    if open_round:
        mine = open_round.side != side
        title = _("Your turn to reply") if mine else _("Waiting for %(other)s") % {"other": other.name_en}
        return Turn(mine, title, open_round.expires_at, [])
    if contract is None or offer.state in DEAD:
        return None
    return find_contract_turn(contract, side, other.name_en)


def find_contract_turn(contract: Contract, side: Side, other: str) -> Turn | None:
    """Whose turn after the agreement."""
    held = ("lock", _("The rights are reserved for this deal. Nobody else can close on them."))
    if contract.state == ContractState.DRAWING_UP:
        return Turn(False, _("The contract is being drawn up"), contract.sign_by, [held])
    if contract.state == ContractState.TO_SIGN:
        signed = {s.side for s in contract.signatures.all()}
        mine = side not in signed
        title = _("Your side signs") if mine else _("Waiting for %(other)s to sign") % {"other": other}
        return Turn(mine, title, contract.sign_by, [held])
    if contract.state == ContractState.SIGNED:
        title = _("The first instalment is due") if side == Side.BUYER else _("Waiting for the first payment")
        granted = ("check", _("Signed by both sides. The licence is granted."))
        return Turn(side == Side.BUYER, title, None, [granted], find_due_day(contract))
    return find_active_turn(contract, side)


def find_due_day(contract: Contract) -> date | None:
    """The day on which the next invoice is to be paid."""
    rows = contract.instalments.filter(state=InstalmentState.INVOICED).order_by("due_on")
    return rows.values_list("due_on", flat=True).first()


def find_active_turn(contract: Contract, side: Side) -> Turn:
    """Whose turn once the licence is active: a further instalment, then the materials."""
    title, states = _("The licence is active"), set(contract.materials.values_list("state", flat=True))
    if contract.instalments.filter(state=InstalmentState.INVOICED).exists():
        mine, active = side == Side.BUYER, ("check", title)
        title = _("The next instalment is due") if mine else _("Waiting for the next payment")
        return Turn(mine, title, None, [active], find_due_day(contract))
    paid = ("check", _("All instalments are paid."))
    if states & {MaterialState.DUE, MaterialState.REFUSED}:
        return Turn(side == Side.SELLER, title, None, [paid, ("package", _("Materials are to be delivered."))])
    if MaterialState.DELIVERED in states:
        return Turn(side == Side.BUYER, title, None, [paid, ("package", _("Delivered materials are to be checked."))])
    return Turn(False, title, None, [paid])
