"""Money: whole minor units, one currency at a time, and never a cent lost."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.kit.money import BadAmount, CurrencyMismatch, Money, parse_exact, parse_whole


@pytest.mark.parametrize("minor", [1.0, True, "1", None])
def test_only_whole_numbers_are_money(minor: object) -> None:
    with pytest.raises(TypeError):
        Money(minor, "USD")  # type: ignore[arg-type]  # what is refused here


@pytest.mark.parametrize("currency", ["", "usd", "US$", "USDX"])
def test_a_currency_is_an_iso_code(currency: str) -> None:
    with pytest.raises(ValueError, match="ISO 4217"):
        Money(1, currency)


def test_sums_and_differences_stay_in_the_currency() -> None:
    assert Money(150, "USD") + Money(50, "USD") == Money(200, "USD")
    assert Money(150, "USD") - Money(200, "USD") == Money(-50, "USD")
    assert Money(1, "USD") < Money(2, "USD") <= Money(2, "USD")
    assert Money(3, "USD") > Money(2, "USD") >= Money(2, "USD")
    assert Money(1, "USD") != Money(1, "SGD")


def test_two_currencies_do_not_mix() -> None:
    dollars, yuan = Money(1, "USD"), Money(1, "CNY")
    for mixed in (lambda: dollars + yuan, lambda: dollars - yuan, lambda: dollars < yuan, lambda: dollars >= yuan):
        with pytest.raises(CurrencyMismatch):
            mixed()


def test_a_split_gives_the_first_parts_what_is_left_over() -> None:
    assert Money(100, "USD").split(3) == [Money(34, "USD"), Money(33, "USD"), Money(33, "USD")]


@pytest.mark.parametrize("parts", [0, -3])
def test_money_is_not_split_into_nothing(parts: int) -> None:
    with pytest.raises(ValueError, match="parts"):
        Money(100, "USD").split(parts)


def test_the_last_instalment_takes_what_rounding_leaves() -> None:
    assert Money(101, "VND").allocate([5_000, 5_000]) == [Money(50, "VND"), Money(51, "VND")]
    assert Money(16_500_000, "USD").allocate([3_000, 4_000, 3_000]) == [
        Money(4_950_000, "USD"),
        Money(6_600_000, "USD"),
        Money(4_950_000, "USD"),
    ]


@pytest.mark.parametrize("shares", [[], [5_000, 4_999], [11_000, -1_000], [10_001]])
def test_shares_must_make_a_whole(shares: list[int]) -> None:
    with pytest.raises(ValueError, match="10000"):
        Money(100, "USD").allocate(shares)


@st.composite
def shares_of_a_whole(draw: st.DrawFn) -> list[int]:
    cuts = sorted(draw(st.lists(st.integers(0, 10_000), max_size=7)))
    edges = [0, *cuts, 10_000]
    return [high - low for low, high in pairwise(edges)]


@given(st.integers(0, 10**12), shares_of_a_whole())
def test_parts_sum_to_the_whole_and_none_is_negative(minor: int, shares: list[int]) -> None:
    parts = Money(minor, "USD").allocate(shares)
    assert sum(part.minor for part in parts) == minor
    assert min(part.minor for part in parts) >= 0
    assert all(
        0 <= minor * share - part.minor * 10_000 < 10_000 for part, share in zip(parts[:-1], shares, strict=False)
    )


@given(st.integers(-(10**12), 10**12), st.integers(1, 60))
def test_a_split_sums_and_its_parts_differ_by_one_at_most(minor: int, parts: int) -> None:
    divided = [part.minor for part in Money(minor, "USD").split(parts)]
    assert sum(divided) == minor
    assert max(divided) - min(divided) <= 1


def test_a_share_in_basis_points_is_rounded_down() -> None:
    assert Money(16_500_005, "USD").percent(1000) == Money(1_650_000, "USD")
    assert Money(99, "USD").percent(0) == Money(0, "USD")


def test_whole_units_follow_the_currency() -> None:
    assert (Money(16_500_099, "USD").units, Money(165_000, "VND").units) == (165_000, 165_000)


@pytest.mark.parametrize(
    "text",
    [
        "165000",
        "165,000",
        "165.000",
        "165 000",
        "165'000",
        "165\u00a0000",
        "165\u202f000",
        " 165,000 ",
        "１６５，０００",
        "0165000",
    ],
)
def test_an_amount_is_read_however_it_is_grouped(text: str) -> None:
    assert parse_whole(text, "USD", "en") == Money(16_500_000, "USD")


def test_a_currency_without_minor_units_is_read_as_it_is() -> None:
    assert parse_whole("1.650.000.000", "VND", "vi") == Money(1_650_000_000, "VND")
    assert parse_whole("9999999999", "USD").minor == 999_999_999_900


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "missing"), ("  ", "missing"), ("165000.50", "decimals"), ("165,000.50", "decimals"), ("165.000,5", "decimals"),
        ("0.500", "decimals"), ("1,234.567", "decimals"), ("1,00", "decimals"), ("165000.", "not_a_number"),
        ("abc", "not_a_number"), ("1e6", "not_a_number"), ("165 00", "not_a_number"), ("US$", "not_a_number"),
        ("0", "zero"), ("000", "zero"), ("-5", "zero"), ("−165,000", "zero"), ("10000000001", "too_large"),
        ("9" * 400, "too_large"),
    ],
)  # fmt: skip
def test_what_is_no_whole_amount_is_refused_with_a_reason(text: str, code: str) -> None:
    with pytest.raises(BadAmount) as caught:
        parse_whole(text, "USD", "en")
    assert caught.value.code == code
    assert caught.value.message


def test_decimals_are_refused_in_plain_words() -> None:
    with pytest.raises(BadAmount, match="whole amounts: leave out the decimals"):
        parse_whole("165000.50", "USD", "en")


@pytest.mark.parametrize(
    ("text", "currency", "minor"),
    [
        ("47,980.00", "USD", 4_798_000),
        ("47.980,05", "USD", 4_798_005),
        ("47980", "USD", 4_798_000),
        ("0.50", "USD", 50),
        ("47,980", "USD", 4_798_000),
        ("1.650.000", "VND", 1_650_000),
        ("23984.5", "USD", None),
        ("0.00", "USD", None),
        ("1.5", "VND", None),
        ("1,234.567", "USD", None),
        ("-3.00", "USD", None),
    ],
)
def test_an_amount_on_a_statement_has_its_currencys_decimals(text: str, currency: str, minor: int | None) -> None:
    if minor is None:
        with pytest.raises(BadAmount):
            parse_exact(text, currency)
    else:
        assert parse_exact(text, currency) == Money(minor, currency)
