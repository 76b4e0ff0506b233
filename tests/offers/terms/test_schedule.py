"""What is owed is divided without a cent lost, and each part has its day."""

from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.kit.money import Money
from marketplace.offers.terms import (
    DUE_RULES,
    PLANS,
    BadTerms,
    Basis,
    Due,
    DueEvent,
    DueRule,
    FlatFee,
    Group,
    RevenueShare,
    Schedule,
    Share,
    percent_of,
)
from tests.offers.terms import drawn

SIGNED = date(2027, 3, 1)
ON_SIGNATURE, ON_ACCEPTANCE = DUE_RULES["signature"], DueRule(DueEvent.ACCEPTANCE, 10)
FEE = FlatFee(Money(3_700_000, "USD"))


def dollars(*units: int) -> Schedule:
    return tuple(Due(Money(unit * 100, "USD"), ON_SIGNATURE) for unit in units)


def shares(*points: int) -> Schedule:
    return tuple(Due(Share(point), ON_SIGNATURE) for point in points)


@pytest.mark.parametrize(
    ("schedule", "fault"),
    [
        ((), "without an instalment"),
        (shares(5_000, 4_999), "9999 basis points"),
        (shares(5_000, 5_001), "10001 basis points"),
        (dollars(13_000, 23_999), "do not sum"),
        (dollars(13_000, 24_001), "do not sum"),
        ((*shares(10_000), *dollars(37_000)), "not of both"),
        ((*dollars(13_000), Due(Money(2_400_000, "CNY"), ON_SIGNATURE)), "one currency"),
        ((Due(Money(3_700_000, "CNY"), ON_SIGNATURE),), "do not sum"),
    ],
)
def test_a_schedule_divides_all_that_is_owed(schedule: Schedule, fault: str) -> None:
    with pytest.raises(BadTerms, match=fault):
        Group((1,), FEE, schedule)


def test_amounts_divide_only_what_is_known() -> None:
    for later in (FlatFee(Money(100, "USD"), Basis.EPISODE), RevenueShare(Share(3_000), "USD")):
        with pytest.raises(BadTerms, match="known when the terms are made"):
            Group((1,), later, dollars(37_000))


def test_amounts_are_paid_as_they_stand() -> None:
    group = Group((1,), FEE, dollars(13_000, 24_000))
    assert group.parts() == [Money(1_300_000, "USD"), Money(2_400_000, "USD")]
    assert [percent_of(due.part, group.fee) for due in group.schedule] == [35, 64]


@given(st.integers(1, 10**15), st.sampled_from(["USD", "JPY", "IDR"]), st.integers(0, 2**32))
def test_instalments_sum_to_the_fee_and_none_is_negative(minor: int, currency: str, seed: int) -> None:
    fee = Money(minor, currency)
    parts = Group((1,), FlatFee(fee), drawn.schedule(Random(seed), fee)).parts()
    assert sum(part.minor for part in parts) == minor
    assert min(part.minor for part in parts) >= 0


@pytest.mark.parametrize(("plan", "percents"), [("full", [100]), ("30_70", [30, 70]), ("thirds", [34, 33, 33])])
def test_a_plan_has_its_percents(plan: str, percents: list[int]) -> None:
    assert [percent_of(due.part, FEE.amount) for due in PLANS[plan]] == percents


def test_days_are_counted_from_the_second_signature() -> None:
    assert {key: rule.due_on(SIGNED) for key, rule in DUE_RULES.items()} == {
        "signature": date(2027, 3, 8),
        "days30": date(2027, 3, 31),
        "days60": date(2027, 4, 30),
        "days90": date(2027, 5, 30),
    }


def test_the_latest_day_holds_whatever_happened() -> None:
    half, latest = Share(5_000), date(2027, 3, 5)
    assert Due(half, ON_SIGNATURE, latest).due_on(SIGNED) == latest
    assert Due(half, ON_SIGNATURE, date(2027, 9, 1)).due_on(SIGNED) == date(2027, 3, 8)
    assert Due(half, ON_ACCEPTANCE, latest).due_on(SIGNED) == latest
    assert Due(half, ON_ACCEPTANCE).due_on(SIGNED) is None
    assert ON_ACCEPTANCE.due_on(SIGNED) is None


def test_a_date_is_named_days_are_counted_and_papers_have_names() -> None:
    for wrong in (
        lambda: Due(Share(10_000), DueRule(DueEvent.DATE, 0)),
        lambda: Due(Share(10_000), ON_SIGNATURE, preconditions=frozenset({""})),
        lambda: Due(Money(0, "USD"), ON_SIGNATURE),
        lambda: DueRule(DueEvent.SIGNATURE, -1),
        lambda: DueRule(DueEvent.SIGNATURE, 3_651),
    ):
        with pytest.raises(BadTerms):
            wrong()


@given(st.builds(DueRule, st.sampled_from(DueEvent), st.integers(0, 3_650)))
def test_every_rule_has_one_word_that_an_instalment_can_keep(rule: DueRule) -> None:
    assert DueRule.from_key(rule.key) == rule
    assert len(rule.key) <= 20


@pytest.mark.parametrize("key", ["", "days", "days31", "signature_x", "barter_7", "signature_-1"])
def test_another_word_is_no_rule(key: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        DueRule.from_key(key)
