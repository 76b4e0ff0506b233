"""The answer to a request: which cells are free, when the others are, what would work instead, what it costs."""

from datetime import date
from typing import Any

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.http import QueryDict

from accounts.actors import Actor
from listings.catalogue.queries.catalogue import Search, search
from listings.models import Ask, Programme
from listings.programmes.actions.index_programme import index_programme
from listings.rights.queries.answers import fit_request, price_request
from listings.rights.queries.cells import read_rights
from listings.rights.request import AvailsRequest, parse_request
from listings.states import Grade, Purpose
from marketplace.kit.money import Money
from marketplace.kit.periods import Period
from tests import factories
from tests.factories import NOW, WINDOW

ASKED = AvailsRequest(("SVOD", "AVOD"), ("TH", "VN"), WINDOW, Grade.SOLE)


def asked(**changes: Any) -> AvailsRequest:
    return AvailsRequest(**{**vars(ASKED), **changes})


def test_a_request_reads_back_what_it_writes() -> None:
    made = asked(languages=("zh-Hans",), window=Period(date(2027, 3, 15), date(2029, 3, 1)))
    assert parse_request(QueryDict(made.to_query())) == (made, {})


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("r=svod&t=MYS&from=2027-03&to=2029-02", "t"),
        ("r=hbo&t=MY&from=2027-03&to=2029-02", "r"),
        ("r=svod&t=MY&from=2029-03&to=2027-02", "to"),
        ("r=svod&t=MY&from=01/03/2027&to=2029-02", "from"),
        ("r=svod&t=MY&from=0001-01&to=9999-12", "from"),
    ],
)
def test_a_wrong_value_is_named_at_its_field(query: str, field: str) -> None:
    request, errors = parse_request(QueryDict(query))
    assert request is None
    assert field in errors


def test_a_wrong_code_names_the_fix() -> None:
    assert "MY?" in parse_request(QueryDict("r=svod&t=MYS&from=2027-03&to=2029-02"))[1]["t"]


def test_a_cell_taken_until_june_is_free_from_july(programme: Programme) -> None:
    factories.right_out(programme)
    rights = read_rights([programme], NOW)[programme.pk]
    report = fit_request(rights, ASKED)
    assert (report.free, report.whole) == (3, False)
    assert report.first_blocked is not None
    assert (report.first_blocked.cell, report.first_blocked.free_from) == (("SVOD", "TH"), date(2027, 7, 1))


def test_a_cell_taken_in_the_middle_is_free_after_it(programme: Programme) -> None:
    factories.right_out(programme, period=DateRange(date(2028, 1, 1), date(2030, 1, 1)))
    rights = read_rights([programme], NOW)[programme.pk]
    blocked = fit_request(rights, ASKED).first_blocked
    assert blocked is not None
    assert blocked.free_from == date(2030, 1, 1)


def test_the_price_counts_cells_months_and_exclusivity(programme: Programme) -> None:
    Ask.objects.create(programme=programme, medium="SVOD", fee_minor=1_200_000)
    Ask.objects.create(programme=programme, medium="SVOD", territory="TH", fee_minor=2_400_000)
    asks = list(programme.asks.all())
    assert price_request(programme, asks, asked(media=("SVOD",))) == Money(10_800_000, "USD")
    assert price_request(programme, asks, asked(media=("SVOD",), grade=Grade.NON_EXCLUSIVE)) == Money(7_200_000, "USD")
    assert price_request(programme, asks, ASKED) is None


def test_the_search_agrees_with_the_report_cell_by_cell(ana: Actor) -> None:
    """The SQL of the catalogue and the report in Python are two ways to one answer."""
    for number in range(12):
        made = factories.programme(ana.organisation, ana.user, title=f"Title {number}")
        factories.right_in(
            made, territories=frozenset({"TH", "VN"} if number % 2 else {"TH"}), exclusive=number % 5 != 0
        )
        if number % 3 == 0:
            factories.right_in(made, territories=frozenset({"VN"}), languages=frozenset({"th", "vi"}))
        if number % 4 == 0:
            grade = Grade.SOLE if number == 8 else Grade.NON_EXCLUSIVE
            factories.right_out(made, grade=grade, period=DateRange(date(2027, 1, 1), date(2027, 3, 2)))
        if number == 7:
            factories.right_out(made, purpose=Purpose.OPTION, expires_at=NOW)
        index_programme(programme=made)
    for request in (ASKED, asked(grade=Grade.NON_EXCLUSIVE), asked(languages=("th",)), asked(languages=("th", "vi"))):
        answer = search(Search(request=request, size=50), at=NOW)
        rights = read_rights(Programme.objects.all(), NOW)
        assert {hit.id: hit.free for hit in answer.hits} == {pk: fit_request(rights[pk], request).free for pk in rights}
        assert answer.fits == sum(fit_request(rights[pk], request).whole for pk in rights)


def test_words_find_a_title_in_its_script_and_facets_count(programme: Programme, ana: Actor) -> None:
    index_programme(programme=programme)
    other = factories.programme(ana.organisation, ana.user, title="ตลาดเที่ยงคืน", kind="film", year=1999)
    index_programme(programme=other)
    assert [hit.id for hit in search(Search(text="ริมน้ำ"), at=NOW).hits] == [programme.pk]
    answer = search(Search(chosen={"kind": frozenset({"film"})}), at=NOW)
    assert [hit.id for hit in answer.hits] == [other.pk]
    assert answer.facets["kind"] == {"series": 1, "film": 1}
    assert answer.facets["decade"] == {"1990": 1}


@pytest.mark.parametrize("text", ["' | !", "\x00", "a" * 10_000, "((((", "*:*", "%_%"])
def test_hostile_words_find_nothing_and_break_nothing(programme: Programme, text: str) -> None:
    index_programme(programme=programme)
    assert search(Search(text=text), at=NOW).hits == []
