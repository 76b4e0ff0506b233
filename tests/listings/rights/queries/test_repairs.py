"""Why not, and what instead: exact, best first, and silent about names and hidden dates."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.http import QueryDict

from accounts.actors import Actor
from accounts.models import Organisation
from listings.models import Programme, SellerTerms
from listings.rights.queries.answers import fit_request
from listings.rights.queries.cells import read_rights
from listings.rights.queries.reader_answers import Reader, Told, rights_told
from listings.rights.queries.repairs import find_obstacles, find_repairs
from listings.rights.request import AvailsRequest
from listings.rights.selection import of_cells, read_selection, toggle_cells, whole_selection
from listings.states import DatesShown, Grade, Purpose
from marketplace.kit.periods import Period
from marketplace.vocabularies import media, territories
from tests import factories
from tests.factories import NOW, WINDOW

HELD_UNTIL = NOW + timedelta(days=9)


def asked(**changes: Any) -> AvailsRequest:
    values: dict[str, Any] = {
        "media": ("SVOD", "AVOD"),
        "territories": ("CN", "TH", "VN"),
        "window": WINDOW,
        "grade": Grade.SOLE,
    }
    return AvailsRequest(**(values | changes))


def told(programme: Programme, actor: Actor | None) -> Told:
    return rights_told(read_rights([programme], NOW)[programme.pk], programme, actor)


def kinds(programme: Programme, actor: Actor, request: AvailsRequest) -> list[str]:
    return [repair.kind for repair in find_repairs(told(programme, actor), request)]


def test_an_obstacle_is_the_exact_overlap_with_the_day_it_ends(programme: Programme, bo: Actor) -> None:
    factories.right_out(programme, media=frozenset({"SVOD", "FTV"}), territories=frozenset({"TH", "SG"}))
    (found,) = find_obstacles(told(programme, bo), asked())
    assert (found.kind, found.cells) == ("sold", (("SVOD", "TH"),))
    assert (found.overlap, found.free_from) == (Period(date(2027, 3, 1), date(2027, 7, 1)), date(2027, 7, 1))
    assert (found.media, found.territories, found.languages, found.uses) == (["SVOD"], ["TH"], (), ())


@pytest.mark.parametrize(
    ("changes", "kind"),
    [
        ({}, "sold"),
        ({"grade": Grade.NON_EXCLUSIVE}, "nonex"),
        ({"grade": Grade.HOLDBACK, "purpose": Purpose.HOLDBACK}, "hb"),
        ({"purpose": Purpose.OPTION, "expires_at": HELD_UNTIL}, "hold"),
    ],
)
def test_each_kind_of_blocker_is_told_by_its_kind(
    programme: Programme, bo: Actor, changes: dict[str, Any], kind: str
) -> None:
    factories.right_out(programme, **changes)
    (found,) = find_obstacles(told(programme, bo), asked())
    assert found.kind == kind
    assert found.expires_at == changes.get("expires_at")


def test_languages_and_uses_of_a_blocker_are_told_when_it_takes_only_some(programme: Programme, bo: Actor) -> None:
    factories.right_out(programme, languages=frozenset({"th", "zh-Hans"}), uses=frozenset({"DUB"}))
    (found,) = find_obstacles(told(programme, bo), asked(languages=("zh-Hans", "vi")))
    assert (found.languages, found.uses) == (("zh-Hans",), ("DUB",))
    uses = next(r for r in find_repairs(told(programme, bo), asked(languages=("zh-Hans", "vi"))) if r.kind == "uses")
    assert uses.request.uses == ("ORIG", "SUB", "VO")


def test_what_the_seller_does_not_hold_is_an_obstacle_without_a_licensee(ana: Actor, bo: Actor) -> None:
    made = factories.programme(ana.organisation, ana.user)
    factories.right_in(made, territories=frozenset({"CN", "TH"}))
    factories.right_in(made, territories=frozenset({"VN"}), exclusive=False, period=DateRange(date(2027, 9, 1), None))
    found = {(o.kind, o.cells[0][1]): o.overlap for o in find_obstacles(told(made, bo), asked(media=("SVOD",)))}
    assert found == {
        ("none", "VN"): Period(date(2027, 3, 1), date(2027, 9, 1)),
        ("nonex", "VN"): Period(date(2027, 9, 1), date(2029, 3, 1)),
    }


def test_repairs_work_in_all_their_cells_and_the_best_comes_first(programme: Programme, bo: Actor) -> None:
    factories.right_out(programme)
    known = told(programme, bo)
    found = find_repairs(known, asked())
    assert [(r.kind, r.cells) for r in found][:3] == [("cells", 5), ("later", 6), ("fewer", 4)]
    assert all(known.fit(r.request).whole for r in found)
    assert [r.keeps for r in found] == sorted((r.keeps for r in found), reverse=True)
    assert found[1].request.window == Period(date(2027, 7, 1), date(2029, 3, 1))


def test_a_window_that_is_taken_whole_moves_with_its_length(programme: Programme, bo: Actor) -> None:
    factories.right_out(programme, period=DateRange(date(2026, 1, 1), date(2029, 9, 1)))
    only = asked(media=("SVOD",), territories=("TH",))
    moved = next(r for r in find_repairs(told(programme, bo), only) if r.kind == "moved")
    assert moved.request.window == Period(date(2029, 9, 1), date(2031, 9, 1))


def test_a_window_taken_at_its_end_is_made_shorter(programme: Programme, bo: Actor) -> None:
    factories.right_out(programme, period=DateRange(date(2028, 6, 1), date(2036, 1, 1)))
    shorter = next(r for r in find_repairs(told(programme, bo), asked()) if r.kind == "shorter")
    assert shorter.request.window == Period(date(2027, 3, 1), date(2028, 6, 1))


def test_sole_asked_of_an_owner_who_uses_it_becomes_exclusive(programme: Programme, bo: Actor) -> None:
    factories.right_out(
        programme, grade=Grade.OWN, purpose=Purpose.OWN_USE, period=DateRange(date(2026, 1, 1), date(2036, 1, 1))
    )
    assert kinds(programme, bo, asked(grade=Grade.EXCLUSIVE))[:1] == ["exclusive"]
    assert told(programme, bo).fit(asked()).whole


def test_what_others_share_can_be_had_non_exclusively(programme: Programme, bo: Actor) -> None:
    factories.right_out(
        programme,
        grade=Grade.NON_EXCLUSIVE,
        territories=frozenset({"CN", "TH", "VN"}),
        media=frozenset(media.codes),
        period=DateRange(date(2026, 1, 1), date(2036, 1, 1)),
    )
    assert kinds(programme, bo, asked()) == ["nonexclusive"]


LONG = DateRange(date(2026, 1, 1), date(2036, 1, 1))


def test_a_medium_that_is_paid_for_alike_stands_in_for_a_blocked_one_after_all_else(
    programme: Programme, bo: Actor
) -> None:
    factories.right_out(programme, media=frozenset({"AVOD"}), period=LONG, territories=frozenset({"CN", "TH"}))
    found = find_repairs(told(programme, bo), asked())
    assert [(r.kind, r.request.media) for r in found] == [
        ("cells", ("SVOD", "AVOD")),
        ("fewer", ("SVOD",)),
        ("fewer", ("SVOD", "AVOD")),
        ("medium", ("SVOD", "FVOD")),
    ]


def test_nothing_stands_in_for_a_subscription(programme: Programme, bo: Actor) -> None:
    factories.right_out(programme, period=LONG, territories=frozenset({"CN", "TH", "VN"}))
    assert kinds(programme, bo, asked(media=("SVOD",))) == []
    assert "medium" not in kinds(programme, bo, asked())


def test_a_later_start_leaves_out_what_is_free_later_still(programme: Programme, bo: Actor) -> None:
    factories.right_out(programme)
    factories.right_out(programme, territories=frozenset({"VN"}), period=DateRange(date(2026, 1, 1), date(2028, 9, 1)))
    later = [r for r in find_repairs(told(programme, bo), asked(media=("SVOD",))) if r.kind == "later"]
    assert [(r.request.territories, r.request.window.start) for r in later] == [
        (("CN", "TH"), date(2027, 7, 1)),
        (("CN", "TH", "VN"), date(2028, 9, 1)),
    ]


def test_what_the_reader_holds_already_is_not_asked_for_again(programme: Programme, bo: Actor) -> None:
    factories.right_out(programme, territories=frozenset({"CN"}), period=LONG, licensee=bo.organisation)
    factories.right_out(programme)
    found = find_repairs(told(programme, bo), asked(media=("SVOD",)))
    assert [(r.kind, r.request.territories, r.request.window.start) for r in found[:2]] == [
        ("later", ("TH", "VN"), date(2027, 7, 1)),
        ("moved", ("TH", "VN"), date(2027, 7, 1)),
    ]


def test_a_free_request_needs_no_repair(programme: Programme, bo: Actor) -> None:
    assert (find_obstacles(told(programme, bo), asked()), find_repairs(told(programme, bo), asked())) == ([], [])


def hide(of: Organisation, shown: DatesShown) -> None:
    SellerTerms.objects.create(organisation=of, dates_shown=shown)


@pytest.mark.parametrize(
    ("shown", "readers"),
    [
        (DatesShown.ALL, {"ana", "bo", "eve", "new"}),
        (DatesShown.VERIFIED, {"ana", "bo"}),
        (DatesShown.REQUEST, {"ana"}),
    ],
)
def test_the_seller_decides_who_sees_dates(
    programme: Programme, ana: Actor, bo: Actor, shown: DatesShown, readers: set[str]
) -> None:
    hide(ana.organisation, shown)
    fresh = factories.actor("New Comer", factories.organisation("New Video", state="draft", verified_at=None), "owner")
    cast = {"ana": ana, "bo": bo, "eve": None, "new": fresh}
    assert {name for name, actor in cast.items() if told(programme, actor).reader.dates} == readers


def test_nothing_dated_is_told_to_a_reader_who_may_not_know_dates(programme: Programme, ana: Actor, bo: Actor) -> None:
    hide(ana.organisation, DatesShown.REQUEST)
    factories.right_out(programme)
    programme.refresh_from_db()
    known = told(programme, bo)
    answer = next(a for a in known.fit(asked()).answers if not a.free)
    assert [(s.state, s.period.end) for s in answer.segments] == [("sold", None)]
    assert answer.free_from is None
    (found,) = find_obstacles(known, asked())
    assert (found.kind, found.overlap, found.free_from) == ("sold", None, None)
    assert {r.kind for r in find_repairs(known, asked())}.isdisjoint({"later", "moved", "shorter"})
    assert {r.request.window for r in find_repairs(known, asked())} == {WINDOW}


def test_many_cells_get_the_answers_they_would_get_one_by_one(programme: Programme, bo: Actor) -> None:
    factories.right_out(programme)
    factories.right_out(
        programme,
        media=frozenset({"AVOD", "FTV"}),
        territories=frozenset({"CN", "VN"}),
        grade=Grade.NON_EXCLUSIVE,
        period=DateRange(date(2028, 1, 1), date(2028, 5, 1)),
    )
    rights = read_rights([programme], NOW)[programme.pk]
    wide = asked(media=tuple(media.codes), territories=tuple(territories.codes))
    known = Told(rights, Reader(bo.organisation.pk))
    assert len(wide.cells) == len(media.codes) * len(territories.codes)
    assert known.fit(wide) == fit_request(rights, wide, mine=bo.organisation.pk)


def test_a_selection_keeps_single_cells_in_the_address() -> None:
    whole = asked()
    without_one = toggle_cells(whole, set(whole.cells), {("SVOD", "TH")})
    assert without_one is not None
    assert len(without_one.cells) == 5
    assert without_one.to_params()["without"] == "SVOD:TH"
    assert read_selection(whole, QueryDict(without_one.to_query())) == without_one
    back = toggle_cells(without_one, set(without_one.cells), {("SVOD", "TH")})
    assert back == whole_selection(whole)


def test_a_new_cell_brings_its_row_and_column_without_their_other_cells() -> None:
    one = asked(media=("SVOD",), territories=("TH",))
    both = toggle_cells(one, set(one.cells), {("FTV", "VN")})
    assert both is not None
    assert both.cells == [("SVOD", "TH"), ("FTV", "VN")]


def test_the_last_cell_taken_out_leaves_no_request() -> None:
    one = asked(media=("SVOD",), territories=("TH",))
    assert toggle_cells(one, set(one.cells), {("SVOD", "TH")}) is None
    assert of_cells(one, set()) is None


@pytest.mark.parametrize(
    "words", ["without=SVOD:TH,AVOD:TH,SVOD:CN,AVOD:CN,SVOD:VN,AVOD:VN", "without=nonsense,:,XX:YY"]
)
def test_an_address_that_leaves_out_everything_or_nonsense_leaves_out_nothing(words: str) -> None:
    assert read_selection(asked(), QueryDict(words)) == whole_selection(asked())
