"""Periods: half-open, never empty, and equal to their days."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.kit.periods import BadDay, EmptyPeriod, Period

ORIGIN = date(2027, 1, 1)
SPAN = 60


def day(number: int) -> date:
    return ORIGIN + timedelta(days=number)


def days_of(periods: list[Period]) -> set[int]:
    return {n for p in periods for n in range(SPAN) if p.start <= day(n) < (p.end or date.max)}


@st.composite
def periods(draw: st.DrawFn) -> Period:
    start = draw(st.integers(0, SPAN - 2))
    end = draw(st.none() | st.integers(start + 1, SPAN - 1))
    return Period(day(start), None if end is None else day(end))


@pytest.mark.parametrize("end", [date(2027, 3, 1), date(2027, 2, 28)])
def test_an_empty_or_reversed_period_is_refused(end: date) -> None:
    with pytest.raises(EmptyPeriod):
        Period(date(2027, 3, 1), end)


def test_a_year_ends_where_the_next_begins() -> None:
    one, next_one = Period(date(2026, 1, 1), date(2027, 1, 1)), Period(date(2027, 1, 1), date(2028, 1, 1))
    assert not one.overlaps(next_one)
    assert one.intersection(next_one) is None
    assert one.last_day == date(2026, 12, 31)
    assert Period.union([next_one, one]) == [Period(date(2026, 1, 1), date(2028, 1, 1))]


def test_an_open_period_goes_on() -> None:
    always = Period(date(2027, 1, 1), None)
    year = Period(date(2030, 1, 1), date(2031, 1, 1))
    assert (always.last_day, always.months) == (None, 0)
    assert always.contains(year)
    assert not year.contains(always)
    assert always.intersection(year) == year
    assert always.minus([year]) == [Period(date(2027, 1, 1), date(2030, 1, 1)), Period(date(2031, 1, 1), None)]
    assert Period.union([always, year]) == [always]


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2027, 3, 1), 24, date(2029, 3, 1)),
        (date(2027, 1, 31), 1, date(2027, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2027, 12, 15), 1, date(2028, 1, 15)),
    ],
)
def test_months_run_to_the_same_day_or_the_months_last(start: date, months: int, end: date) -> None:
    period = Period.from_months(start, months)
    assert (period.end, period.months) == (end, months)


@pytest.mark.parametrize("months", [0, -1])
def test_no_months_make_no_period(months: int) -> None:
    with pytest.raises(EmptyPeriod):
        Period.from_months(date(2027, 3, 1), months)


@given(st.dates(date(1950, 1, 1), date(2150, 1, 1)), st.integers(1, 360))
def test_months_that_were_put_in_come_out(start: date, months: int) -> None:
    assert Period.from_months(start, months).months == months


def test_an_unfinished_month_does_not_count() -> None:
    assert Period(date(2027, 3, 15), date(2027, 5, 14)).months == 1


@pytest.mark.parametrize(
    ("first", "last", "period"),
    [
        ("2027-03", "2029-02", Period(date(2027, 3, 1), date(2029, 3, 1))),
        ("2027-03-15", "2027-03-15", Period(date(2027, 3, 15), date(2027, 3, 16))),
        ("2027-12", "2027-12", Period(date(2027, 12, 1), date(2028, 1, 1))),
        ("2027-02", "2028-02-29", Period(date(2027, 2, 1), date(2028, 3, 1))),
        (" 2027-03 ", "", Period(date(2027, 3, 1), None)),
        ("2570", "2571", Period(date(2027, 1, 1), date(2029, 1, 1))),
        ("2570/1/1", "31/12/2571", Period(date(2027, 1, 1), date(2029, 1, 1))),
        ("๒๕๗๐-๐๓", "1/3/2572", Period(date(2027, 3, 1), date(2029, 3, 2))),
        ("2027年3月", "2027年12月31日", Period(date(2027, 3, 1), date(2028, 1, 1))),
        ("2027.3.5", "15.3.2027", Period(date(2027, 3, 5), date(2027, 3, 16))),
        ("2027", "2027", Period(date(2027, 1, 1), date(2028, 1, 1))),
    ],
)
def test_a_period_is_read_from_its_first_and_last_day(first: str, last: str, period: Period) -> None:
    assert Period.parse(first, last) == period


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "not_a_day"), ("202", "not_a_day"), ("2027-13", "not_a_day"), ("2027-02-30", "not_a_day"),
        ("01/03/2027", "ambiguous"), ("13/13/2027", "not_a_day"), ("2027-00", "not_a_day"), ("2027-03-00", "not_a_day"),
        ("0/0/2570", "not_a_day"), ("2027-03-15-1", "not_a_day"), ("soon", "not_a_day"),
        ("1949-12-31", "out_of_range"), ("2200-01", "out_of_range"), ("2743-01", "out_of_range"), ("2492", "out_of_range"),
    ],
)  # fmt: skip
def test_what_is_no_day_is_refused(text: str, code: str) -> None:
    with pytest.raises(BadDay) as caught:
        Period.parse(text, "2199-12")
    assert (caught.value.code, caught.value.text) == (code, text)


def test_the_last_day_may_be_the_last_of_all() -> None:
    assert Period.parse("1950-01", "2199-12") == Period(date(1950, 1, 1), date(2200, 1, 1))


def test_an_end_before_the_start_is_refused() -> None:
    with pytest.raises(EmptyPeriod):
        Period.parse("2027-03", "2027-02")


@given(periods(), st.lists(periods(), max_size=6))
def test_minus_leaves_exactly_the_days_that_nobody_takes(whole: Period, taken: list[Period]) -> None:
    left = whole.minus(taken)
    assert days_of(left) == days_of([whole]) - days_of(taken)
    assert all(a.end is not None and a.end <= b.start for a, b in pairwise(left))


@given(st.lists(periods(), max_size=6))
def test_a_union_has_the_same_days_in_the_fewest_periods(some: list[Period]) -> None:
    joined = Period.union(some)
    assert days_of(joined) == days_of(some)
    assert all(a.end is not None and a.end < b.start for a, b in pairwise(joined))


@given(periods(), periods())
def test_overlap_intersection_and_containment_agree_with_the_days(one: Period, other: Period) -> None:
    common = days_of([one]) & days_of([other])
    shared = one.intersection(other)
    assert one.overlaps(other) == bool(common) == (shared is not None)
    assert days_of([shared] if shared else []) == common
    if one.end and other.end:
        assert one.contains(other) == (days_of([other]) <= days_of([one]))
