"""Random terms of every kind, for properties: each is named by a seed, as hypothesis draws strategies of this depth slowly."""

from datetime import date, timedelta
from itertools import pairwise
from random import Random

from listings.states import LICENCE_GRADES
from marketplace.kit.money import Money
from marketplace.kit.periods import Period
from marketplace.offers.terms import (
    Basis,
    Consideration,
    Due,
    DueEvent,
    DueRule,
    FlatFee,
    Group,
    Line,
    MinimumGuarantee,
    PerViewer,
    Recoupment,
    RevenueShare,
    Schedule,
    Share,
    Terms,
)
from marketplace.offers.terms.consideration import fixed_amount
from marketplace.vocabularies import currencies, languages, media, territories, uses

PAPERS = ["residence_certificate", "invoice", "permit"]


def some(dice: Random, codes: tuple[str, ...]) -> frozenset[str]:
    return frozenset(dice.sample(codes, dice.randint(1, 4)))


def day(dice: Random) -> date:
    return date(2027, 1, 1) + timedelta(days=dice.randint(0, 1_000))


def line(dice: Random, number: int) -> Line:
    start = day(dice)
    return Line(
        number=number,
        cells=frozenset((m, t) for m in some(dice, media.codes) for t in some(dice, territories.codes)),
        window=Period(start, dice.choice([None, start + timedelta(days=dice.randint(1, 3_000))])),
        grade=dice.choice(LICENCE_GRADES),
        languages=some(dice, languages.codes),
        uses=some(dice, uses.codes),
        cut=dice.choice([None, "director's", "剪辑版"]),
        runs=dice.choice([None, 1, 9]),
    )


def consideration(dice: Random) -> Consideration:
    amount = Money(dice.randint(1, 10 ** dice.randint(1, 15)), dice.choice(currencies.codes))
    share = Share(dice.randint(1, 10_000))
    kinds: list[Consideration] = [
        *(FlatFee(amount, basis) for basis in Basis),
        *(MinimumGuarantee(amount, share, recoupment) for recoupment in Recoupment),
        RevenueShare(share, amount.currency),
        PerViewer(amount),
    ]
    return dice.choice(kinds)


def split(dice: Random, whole: int) -> list[int]:
    """A whole cut into one to four positive parts."""
    edges = sorted({0, whole, *(dice.randint(0, whole) for _cut in range(dice.randint(0, 3)))})
    return [high - low for low, high in pairwise(edges)]


def schedule(dice: Random, owed: Money | None) -> Schedule:
    """Of amounts, where what is owed is known, or of shares."""
    by_amount = owed is not None and dice.random() < 0.5
    parts: list[Share | Money] = (
        [Money(minor, owed.currency) for minor in split(dice, owed.minor)]
        if owed and by_amount
        else [Share(points) for points in split(dice, 10_000)]
    )
    return tuple(due(dice, part) for part in parts)


def due(dice: Random, part: Share | Money) -> Due:
    rule = DueRule(dice.choice(list(DueEvent)), dice.randint(0, 3_650))
    latest = day(dice) if rule.event == DueEvent.DATE else dice.choice([None, day(dice)])
    return Due(part, rule, latest, frozenset(dice.sample(PAPERS, dice.randint(0, 2))))


def group(dice: Random, numbers: list[int]) -> Group:
    paid = consideration(dice)
    return Group(tuple(numbers), paid, schedule(dice, fixed_amount(paid)))


def terms(dice: Random) -> Terms:
    """One to four lines, in one to four groups."""
    numbers = sorted(dice.sample(range(1, 41), dice.randint(1, 4)))
    members: dict[int, list[int]] = {}
    for number in numbers:
        members.setdefault(dice.randint(0, 3), []).append(number)
    groups = tuple(group(dice, one) for one in sorted(members.values()))
    return Terms(tuple(line(dice, number) for number in numbers), groups)
