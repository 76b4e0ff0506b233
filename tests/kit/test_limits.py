"""One dated table bounds money per currency."""

import random
from datetime import date

import pytest

from marketplace.kit.limits import ROWS, limits_of, tolerated_shortfall
from marketplace.kit.money import BadAmount, Money, parse_whole
from marketplace.offers.payable import FeeNotPayable, refuse_unpayable
from marketplace.offers.terms import PLANS
from marketplace.tools.stripe_sandbox import money as stripe_money
from marketplace.vocabularies import currencies
from tests import factories


def test_every_currency_has_its_bounds_with_their_day_and_source() -> None:
    assert {row.currency for row in ROWS} == set(currencies.codes)
    assert all(row.since == date(2026, 11, 30) and all(row.sources) for row in ROWS)
    assert all(row.part > 0 and row.card_least <= row.part < row.fee < 2**53 for row in ROWS)
    assert limits_of("USD", date(2020, 1, 1)) == limits_of("USD")


def test_f13_what_a_card_carries_is_what_stripe_takes() -> None:
    for row in ROWS:
        code = row.currency.lower()
        assert row.card_least >= stripe_money.MIN_AMOUNT.get(code, 1)
        assert row.card_most == stripe_money.MAX_AMOUNT.get(code, stripe_money.MAX_AMOUNT_ELSEWHERE)
    assert (limits_of("IDR").card_most, limits_of("JPY").card_most) == (999_999_999_999, 99_999_999)


def test_g6_h18_the_tolerance_is_the_smaller_of_sum_and_share() -> None:
    assert tolerated_shortfall(1_000_000, "USD") == 5_000  # US$50 of 10,000
    assert tolerated_shortfall(4_000, "USD") == 40  # 1 % of US$40
    assert tolerated_shortfall(100_000, "JPY") == 1_000
    assert tolerated_shortfall(500_000_000_00, "IDR") == 800_000_00


def test_g18_the_largest_fee_is_of_the_same_worth_in_every_currency() -> None:
    assert parse_whole("20,000,000,000", "IDR") == Money(20_000_000_000_00, "IDR")
    for row in ROWS:
        most = Money(row.fee, row.currency).units
        assert parse_whole(str(most), row.currency).minor == row.fee
        with pytest.raises(BadAmount, match="larger than any licence"):
            parse_whole(str(most + 1), row.currency)


def test_p16_a_thousand_fees_divided_by_every_plan_sum_exactly_and_are_payable() -> None:
    dice, refused = random.Random(16), 0
    for _step in range(1_000):
        code, plan = dice.choice(currencies.codes), dice.choice(sorted(PLANS))
        unit = 10 ** currencies.decimal_places(code)
        fee = Money(dice.randint(1, 10 ** dice.randint(1, 9)) * unit, code)
        terms = factories.terms(fee=fee, plan=plan)
        parts, bounds = terms.parts(), limits_of(code)
        assert sum(part.minor for part in parts) == fee.minor
        commission = [part.percent(1_000, bounds.step) for part in parts]
        assert all(type(part.minor) is int and part.minor % bounds.step == 0 for part in [*parts, *commission])
        try:
            refuse_unpayable(terms)
        except FeeNotPayable:
            refused += 1
            assert min(part.minor for part in parts) < bounds.part
        else:
            assert min(part.minor for part in parts) >= max(bounds.part, bounds.card_least)
    assert 0 < refused < 1_000
