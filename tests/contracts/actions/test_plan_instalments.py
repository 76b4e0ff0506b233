"""The plan of a contract's instalments: group by group, numbered through, each with its share of the commission."""

from dataclasses import replace
from datetime import date

import pytest

from marketplace.contracts.actions.accept_offer import plan_instalments
from marketplace.contracts.models import Instalment
from marketplace.kit.money import Money
from marketplace.offers.terms import PLANS, BadTerms, Due, DueEvent, DueRule, FlatFee, Group, Share, Terms
from tests.factories import terms

AGREED = date(2027, 3, 1)
ON_ACCEPTANCE = DueRule(DueEvent.ACCEPTANCE, 30)


def test_a_package_is_paid_group_by_group() -> None:
    first, second = terms().line, replace(terms().line, number=2)
    amounts = (
        Due(Money(1_300_000, "USD"), DueRule(DueEvent.SIGNATURE, 7)),
        Due(Money(2_400_000, "USD"), ON_ACCEPTANCE, date(2027, 9, 1), frozenset({"tax_residence"})),
    )
    package = Terms(
        (first, second),
        (
            Group((1,), FlatFee(Money(1_000_001, "JPY")), PLANS["thirds"]),
            Group((2,), FlatFee(Money(3_700_000, "USD")), amounts),
        ),
    )
    rows = plan_instalments(package, AGREED, "MN-C-27-0007", 1_000)
    assert [(row.number, row.group, row.due_rule, row.percent, row.gross_minor, row.currency) for row in rows] == [
        (1, 1, "signature", 34, 340_000, "JPY"),
        (2, 1, "days30", 33, 330_000, "JPY"),
        (3, 1, "days90", 33, 330_001, "JPY"),
        (4, 2, "signature", 35, 1_300_000, "USD"),
        (5, 2, "acceptance_30", 64, 2_400_000, "USD"),
    ]
    assert [row.commission_minor for row in rows] == [34_000, 33_000, 33_000, 130_000, 240_000]
    assert [row.due_on for row in rows] == [
        date(2027, 3, 8),
        date(2027, 3, 31),
        date(2027, 5, 30),
        date(2027, 3, 8),
        date(2027, 9, 1),
    ]
    assert rows[4].reference == "MNC27000705"
    assert [(row.latest_on, row.preconditions) for row in rows[3:]] == [
        (None, []),
        (date(2027, 9, 1), ["tax_residence"]),
    ]


@pytest.mark.parametrize(
    ("due_rule", "latest_on", "due_on"),
    [
        ("days30", None, date(2027, 4, 9)),
        ("days30", date(2027, 4, 1), date(2027, 4, 1)),
        ("acceptance_30", date(2027, 9, 1), date(2027, 9, 1)),
    ],
)
def test_an_instalment_is_due_on_its_latest_day_at_the_latest(
    due_rule: str, latest_on: date | None, due_on: date
) -> None:
    planned = Instalment(due_rule=due_rule, latest_on=latest_on, due_on=date(2027, 3, 31))
    assert planned.due_when_signed(date(2027, 3, 10)) == due_on


def test_an_instalment_without_a_day_is_not_planned() -> None:
    waits = Group((1,), FlatFee(Money(100_000, "USD")), (Due(Share(10_000), ON_ACCEPTANCE),))
    with pytest.raises(BadTerms, match="no latest day"):
        plan_instalments(replace(terms(), groups=(waits,)), AGREED, "MN-C-27-0007", 1_000)
