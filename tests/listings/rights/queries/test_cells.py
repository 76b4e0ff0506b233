"""The timeline of a cell says what the database would decide, with the reason."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from accounts.actors import Actor
from listings.models import Programme
from listings.rights.queries.cells import make_timeline, read_rights
from listings.rights.request import AvailsRequest
from listings.states import Grade, Purpose
from marketplace.kit.periods import Period
from tests import factories
from tests.factories import NOW, WINDOW


def states(
    programme: Programme,
    medium: str = "SVOD",
    territory: str = "TH",
    *,
    grade: Grade = Grade.SOLE,
    languages: tuple[str, ...] = (),
    uses: tuple[str, ...] = (),
    mine: int | None = None,
) -> list[tuple[str, date]]:
    rights = read_rights([programme], NOW)[programme.pk]
    asked = AvailsRequest((medium,), (territory,), WINDOW, grade, languages, uses)
    line = make_timeline(rights, (medium, territory), asked, mine=mine)
    return [(segment.state, segment.period.start) for segment in line]


def test_a_free_cell_is_one_segment(programme: Programme) -> None:
    assert states(programme) == [("free", WINDOW.start)]


def test_a_licence_until_june_then_free(programme: Programme) -> None:
    factories.right_out(programme)
    assert states(programme) == [("sold", WINDOW.start), ("free", date(2027, 7, 1))]
    assert states(programme, grade=Grade.NON_EXCLUSIVE) == [("sold", WINDOW.start), ("free", date(2027, 7, 1))]


def test_a_non_exclusive_licence_blocks_the_exclusive_only(programme: Programme) -> None:
    factories.right_out(programme, grade=Grade.NON_EXCLUSIVE)
    assert states(programme) == [("nonex", WINDOW.start), ("free", date(2027, 7, 1))]
    assert states(programme, grade=Grade.NON_EXCLUSIVE) == [("free", WINDOW.start)]


def test_a_hold_a_holdback_and_an_own_licence_look_different(programme: Programme, bo: Actor) -> None:
    factories.right_out(programme, purpose=Purpose.OPTION, expires_at=NOW + timedelta(days=3))
    factories.right_out(programme, territories=frozenset({"VN"}), purpose=Purpose.HOLDBACK, grade=Grade.HOLDBACK)
    factories.right_out(programme, territories=frozenset({"MY"}), purpose=Purpose.LICENCE, licensee=bo.organisation)
    assert states(programme)[0][0] == "hold"
    assert states(programme, territory="VN")[0][0] == "hb"
    assert states(programme, territory="MY")[0][0] == "sold"
    assert states(programme, territory="MY", mine=bo.organisation.pk)[0][0] == "mine"


def test_an_expired_option_blocks_nobody_even_before_it_is_let_go(programme: Programme) -> None:
    factories.right_out(programme, purpose=Purpose.OPTION, expires_at=NOW)
    assert states(programme) == [("free", WINDOW.start)]


def test_what_the_seller_does_not_hold_is_not_offered(programme: Programme) -> None:
    assert states(programme, territory="FR") == [("none", WINDOW.start)]


def test_every_language_asked_for_must_be_held(ana: Actor) -> None:
    made = factories.programme(ana.organisation, ana.user)
    factories.right_in(made, languages=frozenset({"th", "en"}))
    factories.right_in(made, languages=frozenset({"vi"}), period=DateRange(date(2026, 1, 1), date(2028, 1, 1)))
    assert states(made, languages=("th", "en")) == [("free", WINDOW.start)]
    assert states(made, languages=("th", "vi")) == [("free", WINDOW.start), ("none", date(2028, 1, 1))]
    assert states(made, languages=("zh-Hans",)) == [("none", WINDOW.start)]


def test_rights_held_without_exclusivity_are_non_exclusive_only(ana: Actor) -> None:
    made = factories.programme(ana.organisation, ana.user)
    factories.right_in(made, exclusive=False)
    assert states(made) == [("nonex", WINDOW.start)]
    assert states(made, grade=Grade.NON_EXCLUSIVE) == [("free", WINDOW.start)]


@pytest.mark.parametrize("window", [Period(date(2027, 1, 1), None), Period(date(2026, 1, 1), date(2040, 1, 1))])
def test_the_timeline_fills_the_window_without_gaps(programme: Programme, window: Period) -> None:
    factories.right_out(programme)
    asked = AvailsRequest(("SVOD",), ("TH",), window, Grade.SOLE)
    line = make_timeline(read_rights([programme], NOW)[programme.pk], ("SVOD", "TH"), asked)
    assert (line[0].period.start, line[-1].period.end) == (window.start, window.end)
    assert all(a.period.end == b.period.start for a, b in pairwise(line))
