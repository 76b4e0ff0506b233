"""The deal that pages and API make today: one work for a flat fee, paid as a plan says."""

from listings.queries.request import Cell
from listings.states import Grade
from marketplace.kit.money import Money
from marketplace.kit.periods import Period
from marketplace.kit.vocab import uses as vocabulary_of_uses
from marketplace.offers.terms.consideration import FlatFee
from marketplace.offers.terms.groups import Group
from marketplace.offers.terms.lines import Line
from marketplace.offers.terms.plans import PLANS
from marketplace.offers.terms.terms import Terms


def flat_fee_terms(
    *,
    cells: frozenset[Cell],
    window: Period,
    grade: Grade,
    languages: frozenset[str],
    fee: Money,
    plan: str,
    uses: frozenset[str] = vocabulary_of_uses.ALL,
) -> Terms:
    """Terms of line 1 alone; `plan` = a key of PLANS. Raises BadTerms."""
    line = Line(number=1, cells=cells, window=window, grade=grade, languages=languages, uses=uses)
    return Terms(lines=(line,), groups=(Group(lines=(1,), consideration=FlatFee(fee), schedule=PLANS[plan]),))
