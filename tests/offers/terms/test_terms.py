"""Terms are plain values: they contradict themselves nowhere, and what is stored is read back as it was."""

import json
from dataclasses import replace
from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listings.states import Grade
from marketplace.kit.money import CurrencyMismatch, Money
from marketplace.kit.periods import Period
from marketplace.offers.terms import (
    PLANS,
    BadTerms,
    Basis,
    FlatFee,
    Group,
    Line,
    MinimumGuarantee,
    PerViewer,
    RevenueShare,
    Share,
    Terms,
    make_flat_fee_terms,
    plan_of,
)
from tests.factories import terms as proposed
from tests.offers.terms import drawn

WINDOW = Period(date(2027, 3, 1), date(2029, 3, 1))
FULL = PLANS["full"]
DOLLARS, YUAN = FlatFee(Money(900_000, "USD")), FlatFee(Money(700_000, "CNY"))


def line(number: int, *cells: tuple[str, str]) -> Line:
    return Line(number, frozenset(cells or {("SVOD", "TH")}), WINDOW, Grade.SOLE, frozenset({"th"}))


@given(st.integers(0, 2**32))
def test_terms_of_every_kind_are_read_back_as_they_were_stored(seed: int) -> None:
    terms = drawn.terms(Random(seed))
    text = json.dumps(terms.to_json(), sort_keys=True)
    again = Terms.from_json(json.loads(text))
    assert again == terms
    assert json.dumps(again.to_json(), sort_keys=True) == text
    assert terms.to_json()["version"] == 2


def test_version_2_as_it_is_stored() -> None:
    terms = make_flat_fee_terms(
        cells=frozenset({("SVOD", "TH"), ("AVOD", "TH")}),
        window=WINDOW,
        grade=Grade.SOLE,
        languages=frozenset({"th", "en"}),
        fee=Money(16_500_000, "USD"),
        plan="30_70",
        uses=frozenset({"SUB", "DUB"}),
    )
    due: dict[str, object] = {"latest": None, "preconditions": []}
    assert terms.to_json() == {
        "version": 2,
        "lines": [
            {
                "number": 1,
                "cells": [["AVOD", "TH"], ["SVOD", "TH"]],
                "from": "2027-03-01",
                "to": "2029-03-01",
                "grade": "E",
                "languages": ["en", "th"],
                "uses": ["DUB", "SUB"],
                "cut": None,
                "runs": None,
            }
        ],
        "groups": [
            {
                "lines": [1],
                "consideration": {"kind": "flat_fee", "amount_minor": 16_500_000, "currency": "USD", "basis": "total"},
                "schedule": [
                    {"share": 3000, "rule": {"event": "signature", "days": 7}, **due},
                    {"share": 7000, "rule": {"event": "signature", "days": 60}, **due},
                ],
            }
        ],
    }


@pytest.mark.parametrize(
    ("lines", "groups", "fault"),
    [
        ([], [], "without a line"),
        ([1, 1], [(1,)], "each number once"),
        ([2, 1], [(1, 2)], "ascend"),
        ([1, 2], [(1,)], "in one group"),
        ([1], [(1,), (1,)], "in one group"),
        ([1], [(1, 2)], "in one group"),
        ([1, 2], [(2,), (1,)], "groups ascend"),
    ],
)
def test_each_line_is_in_exactly_one_group(lines: list[int], groups: list[tuple[int, ...]], fault: str) -> None:
    with pytest.raises(BadTerms, match=fault):
        Terms(tuple(line(number) for number in lines), tuple(Group(one, DOLLARS, FULL) for one in groups))


@pytest.mark.parametrize("numbers", [(), (2, 1), (1, 1)])
def test_the_lines_of_a_group_ascend(numbers: tuple[int, ...]) -> None:
    with pytest.raises(BadTerms):
        Group(numbers, DOLLARS, FULL)


def test_a_line_has_a_number_and_runs_that_can_be_counted() -> None:
    for wrong in ({"number": 0}, {"runs": 0}, {"cut": ""}):
        with pytest.raises(BadTerms):
            replace(line(1), **wrong)


@pytest.mark.parametrize("amount", [0, -1])
def test_nothing_is_not_paid(amount: int) -> None:
    for kind in (FlatFee, PerViewer, lambda money: MinimumGuarantee(money, Share(5_000))):
        with pytest.raises(BadTerms):
            kind(Money(amount, "USD"))


@pytest.mark.parametrize("points", [0, -5, 10_001])
def test_a_share_is_of_a_whole(points: int) -> None:
    with pytest.raises(BadTerms):
        Share(points)


def test_a_kind_or_version_that_nobody_knows_is_refused() -> None:
    stored = proposed().to_json()
    with pytest.raises(BadTerms, match="version 3"):
        Terms.from_json(stored | {"version": 3})
    stored["groups"][0]["consideration"]["kind"] = "barter"
    with pytest.raises(BadTerms, match="barter"):
        Terms.from_json(stored)


def test_a_package_is_read_line_by_line_and_group_by_group() -> None:
    package = Terms(
        (line(1), line(2, ("AVOD", "VN")), line(5)),
        (Group((1, 5), DOLLARS, PLANS["thirds"]), Group((2,), FlatFee(Money(700_000, "USD")), PLANS["50_50"])),
    )
    assert (package.media, package.territories) == (["AVOD", "SVOD"], ["TH", "VN"])
    assert package.fee == Money(1_600_000, "USD")
    assert [part.minor for part in package.parts()] == [306_000, 297_000, 297_000, 350_000, 350_000]
    for only in ("line", "group"):
        with pytest.raises(BadTerms, match="where one is handled"):
            getattr(package, only)


def test_groups_may_be_paid_in_two_currencies_which_nobody_sums() -> None:
    package = Terms((line(1), line(2)), (Group((1,), DOLLARS, FULL), Group((2,), YUAN, FULL)))
    assert [group.currency for group in package.groups] == ["USD", "CNY"]
    with pytest.raises(CurrencyMismatch):
        _ = package.fee


def test_what_is_counted_later_has_no_fee_yet() -> None:
    half = Share(5_000)
    for kind in (FlatFee(Money(5, "USD"), Basis.HOUR), RevenueShare(half, "THB"), PerViewer(Money(5, "USD"))):
        group = Group((1,), kind, FULL)
        with pytest.raises(BadTerms, match="not known yet"):
            group.parts()
    guaranteed = Group((1,), MinimumGuarantee(Money(5_000_000, "USD"), half), PLANS["50_50"])
    assert guaranteed.parts() == [Money(2_500_000, "USD")] * 2


def test_a_plan_is_known_by_its_schedule() -> None:
    assert [plan_of(schedule) for schedule in PLANS.values()] == list(PLANS)
    with pytest.raises(BadTerms, match="none of the plans"):
        plan_of(PLANS["50_50"][:1])
