"""The one sentence of a row: what is free, and what of the rest is nearest."""

from datetime import UTC, date, datetime

from listings.catalogue.web.presenting import describe_fit, open_sentence
from listings.rights.queries.answers import CellAnswer, Fit
from listings.rights.queries.cells import Segment
from marketplace.kit.periods import Period

WINDOW = Period(date(2027, 3, 1), date(2029, 3, 1))
JULY, AFTER = date(2027, 7, 1), date(2031, 1, 1)


def free(place: str) -> CellAnswer:
    return CellAnswer(("SVOD", place), [Segment(WINDOW, "free")], True, WINDOW.start)


def taken(place: str, *segments: Segment, again: date | None) -> CellAnswer:
    return CellAnswer(("SVOD", place), list(segments), False, again)


def test_all_free_is_said_of_the_request_only_to_who_made_one() -> None:
    report = Fit([free("CN"), free("TH")])
    assert describe_fit(report, "en") == ("Free for your whole request", "ok")
    assert open_sentence(report, "en") == ("Free in all 2 territories shown", "ok")


def test_a_day_within_the_window_is_one_to_begin_on() -> None:
    sold = Segment(Period(WINDOW.start, JULY), "sold")
    report = Fit([free("CN"), taken("TH", sold, Segment(Period(JULY, WINDOW.end), "free"), again=JULY)])
    assert describe_fit(report, "en") == ("1 of 2 free · TH SVOD from 1 Jul 2027", "warn")


def test_a_day_after_the_window_is_the_end_of_what_is_in_the_way() -> None:
    report = Fit([free("CN"), taken("TH", Segment(WINDOW, "sold"), again=AFTER)])
    assert describe_fit(report, "en") == ("1 of 2 free · TH SVOD licensed until 31 Dec 2030", "warn")
    ends_with_it = Fit([free("CN"), taken("TH", Segment(WINDOW, "sold"), again=WINDOW.end)])
    assert describe_fit(ends_with_it, "en")[0] == "1 of 2 free · TH SVOD licensed until 28 Feb 2029"


def test_without_a_date_only_the_state_is_said() -> None:
    report = Fit([taken("TH", Segment(Period(WINDOW.start, None), "sold"), again=None)])
    assert describe_fit(report, "en") == ("Nothing free in this window · TH SVOD licensed", "none")


def test_territories_that_are_blocked_alike_are_named_together() -> None:
    hold = Segment(WINDOW, "hold", datetime(2026, 11, 30, 4, tzinfo=UTC))
    report = Fit([free("CN"), *(taken(place, hold, again=WINDOW.end) for place in ("ID", "MY"))])
    assert describe_fit(report, "en") == ("1 of 3 free · ID, MY SVOD on hold until 30 Nov 2026", "warn")
    many = Fit([taken(place, Segment(WINDOW, "none"), again=None) for place in ("BN", "KH", "LA", "MM", "TH")])
    assert describe_fit(many, "en")[0] == "Nothing free in this window · BN, KH, LA, MM … SVOD not offered"


def test_where_no_cell_is_free_throughout_the_stretch_in_which_all_are_is_said_in_months() -> None:
    after = [Segment(Period(WINDOW.start, JULY), "sold"), Segment(Period(JULY, WINDOW.end), "free")]
    autumn = date(2028, 9, 1)
    before = [Segment(Period(WINDOW.start, autumn), "free"), Segment(Period(autumn, WINDOW.end), "hold")]
    assert describe_fit(Fit([taken("TH", *after, again=JULY)]), "en") == (
        "Free from 1 Jul 2027 · 20 of 24 months",
        "warn",
    )
    assert describe_fit(Fit([taken("TH", *before, again=None)]), "en")[0] == "Free until 31 Aug 2028 · 18 of 24 months"
    never = Fit([taken("TH", *after, again=JULY), taken("CN", Segment(WINDOW, "sold"), again=None)])
    assert describe_fit(never, "en")[0] == "Nothing free in this window · TH SVOD from 1 Jul 2027"


def test_less_than_a_month_is_not_worth_saying_and_an_open_end_has_no_months() -> None:
    day = date(2029, 2, 10)
    short = [Segment(Period(WINDOW.start, day), "sold"), Segment(Period(day, WINDOW.end), "free")]
    assert describe_fit(Fit([taken("TH", *short, again=day)]), "en")[0].startswith("Nothing free in this window")
    open_end = [Segment(Period(WINDOW.start, JULY), "sold"), Segment(Period(JULY, None), "free")]
    assert describe_fit(Fit([taken("TH", *open_end, again=JULY)]), "en")[0] == "Free from 1 Jul 2027"
