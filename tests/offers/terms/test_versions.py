"""Rounds stand as they were written: what was stored before there was a version is read as the same deal."""

from datetime import date

import pytest

from listings.states import Grade
from marketplace.kit.money import Money
from marketplace.kit.periods import Period
from marketplace.offers.inputs import write_terms
from marketplace.offers.terms import Basis, FlatFee, Share, Terms, make_flat_fee_terms

# Rounds of the demo of e4938ac, as its database holds them.
PACKAGE_OF_THREE = {
    "to": "2029-03-01",
    "from": "2027-03-01",
    "plan": "50_50",
    "uses": ["DUB", "ORIG", "SUB", "VO"],
    "cells": [["AVOD", "KH"], ["AVOD", "LA"], ["AVOD", "VN"], ["SVOD", "KH"], ["SVOD", "LA"], ["SVOD", "VN"]],
    "grade": "E",
    "currency": "USD",
    "fee_minor": 600_000,
    "languages": ["km", "lo", "vi"],
}
PLAIN = {
    "to": "2029-03-01",
    "from": "2027-03-01",
    "plan": "full",
    "uses": ["DUB", "ORIG", "SUB", "VO"],
    "cells": [["SVOD", "BN"], ["SVOD", "MY"], ["SVOD", "SG"]],
    "grade": "N",
    "currency": "USD",
    "fee_minor": 900_000,
    "languages": ["en", "ms"],
}
DAYS = {
    "full": [(10_000, 7)],
    "30_70": [(3_000, 7), (7_000, 60)],
    "50_50": [(5_000, 7), (5_000, 60)],
    "thirds": [(3_400, 7), (3_300, 30), (3_300, 90)],
}


def test_a_round_without_a_version_is_one_line_for_a_flat_fee() -> None:
    terms = Terms.from_json(PACKAGE_OF_THREE)
    assert terms == make_flat_fee_terms(
        cells=frozenset((medium, territory) for medium in ("AVOD", "SVOD") for territory in ("KH", "LA", "VN")),
        window=Period(date(2027, 3, 1), date(2029, 3, 1)),
        grade=Grade.SOLE,
        languages=frozenset({"km", "lo", "vi"}),
        fee=Money(600_000, "USD"),
        plan="50_50",
    )
    assert (terms.line.number, terms.line.cut, terms.line.runs) == (1, None, None)
    assert terms.group.consideration == FlatFee(Money(600_000, "USD"), Basis.TOTAL)


@pytest.mark.parametrize("plan", DAYS)
def test_each_plan_that_a_round_named_is_the_schedule_it_was(plan: str) -> None:
    schedule = Terms.from_json(PLAIN | {"plan": plan}).group.schedule
    assert [(due.part, due.rule.event, due.rule.days) for due in schedule] == [
        (Share(points), "signature", days) for points, days in DAYS[plan]
    ]
    assert {(due.latest, due.preconditions) for due in schedule} == {(None, frozenset())}


def test_an_open_window_and_single_uses_are_read_too() -> None:
    terms = Terms.from_json(PLAIN | {"to": None, "uses": ["SUB"], "grade": "S", "currency": "VND"})
    assert terms.line.window == Period(date(2027, 3, 1), None)
    assert (terms.line.uses, terms.line.grade) == (frozenset({"SUB"}), Grade.EXCLUSIVE)
    assert terms.fee == Money(900_000, "VND")


@pytest.mark.parametrize("stored", [PACKAGE_OF_THREE, PLAIN])
def test_what_is_read_from_the_old_form_is_equal_text_in_the_new_one(stored: dict[str, object]) -> None:
    terms = Terms.from_json(stored)
    assert Terms.from_json(terms.to_json()).to_json() == terms.to_json()
    assert terms.to_json()["version"] == 2


def test_the_api_says_the_same_of_both_forms() -> None:
    terms = Terms.from_json(PLAIN)
    said = {
        "cells": ["SVOD:BN", "SVOD:MY", "SVOD:SG"],
        "from": "2027-03",
        "to": "2029-02",
        "grade": "N",
        "languages": ["en", "ms"],
        "uses": ["DUB", "ORIG", "SUB", "VO"],
        "fee": "9000",
        "currency": "USD",
        "plan": "full",
    }
    assert write_terms(terms) == write_terms(Terms.from_json(terms.to_json())) == said
