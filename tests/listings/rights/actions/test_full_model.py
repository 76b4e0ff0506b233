"""Grades, language uses, what may be licensed on, holdbacks both ways: what the database lets through and what not."""

import itertools
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from accounts.actors import Actor
from listings import actions
from listings.models import Programme, RightOut
from listings.rights.queries.cells import grades_clash
from listings.states import Binds, Grade, Purpose
from marketplace.kit.periods import Period
from tests import factories
from tests.factories import NOW

YEAR = Period(date(2027, 1, 1), date(2028, 1, 1))
TH, SVOD, THAI = frozenset({"TH"}), frozenset({"SVOD"}), frozenset({"th"})
PURPOSES = {Grade.HOLDBACK: Purpose.HOLDBACK, Grade.OWN: Purpose.OWN_USE, Grade.TERM: Purpose.HOLDBACK}


def take(of: Programme, grade: Grade, by: Actor, **how: Any) -> RightOut:
    binds = Binds.LICENSEE if grade == Grade.TERM else Binds.LICENSOR
    values: dict[str, Any] = {"territories": TH, "media": SVOD, "languages": THAI, "period": YEAR, "by": by, "at": NOW}
    return actions.record_right_out(
        programme=of, purpose=PURPOSES.get(grade, Purpose.EXTERNAL), grade=grade, binds=binds, **(values | how)
    )


@pytest.mark.parametrize(("first", "second"), list(itertools.product(Grade, Grade)))
def test_the_constraint_and_the_table_agree_on_every_pair_of_grades(
    programme: Programme, ana: Actor, first: Grade, second: Grade
) -> None:
    take(programme, first, ana)
    if grades_clash(first, second):
        with pytest.raises(actions.RightsNotFree):
            take(programme, second, ana)
    else:
        take(programme, second, ana)
    assert programme.rights_out.count() == (1 if grades_clash(first, second) else 2)


def test_the_grades_are_told_apart_by_the_owners_own_use(programme: Programme, ana: Actor) -> None:
    take(programme, Grade.OWN, ana)
    take(programme, Grade.SOLE, ana)
    with pytest.raises(actions.RightsNotFree):
        take(programme, Grade.EXCLUSIVE, ana)


def test_dub_and_subtitles_of_one_language_are_two_rights(programme: Programme, ana: Actor) -> None:
    take(programme, Grade.SOLE, ana, uses=frozenset({"SUB"}))
    take(programme, Grade.SOLE, ana, uses=frozenset({"DUB", "VO"}))
    with pytest.raises(actions.RightsNotFree):
        take(programme, Grade.SOLE, ana, uses=frozenset({"ORIG", "DUB"}))


def test_a_licence_ends_before_the_latest_end_and_the_underlying_rights(ana: Actor) -> None:
    made = factories.programme(ana.organisation, ana.user)
    held = actions.record_right_in(
        programme=made, territories=TH, media=SVOD, languages=THAI, period=Period(date(2026, 1, 1), None), exclusive=True,
        source="", latest_end=date(2029, 1, 1), underlying_end=date(2027, 7, 1), underlying_note="Music", by=ana, at=NOW,
    )  # fmt: skip
    held.refresh_from_db()
    assert held.licensable == DateRange(date(2026, 1, 1), date(2027, 7, 1))
    with pytest.raises(actions.RightsNotHeld):
        take(made, Grade.NON_EXCLUSIVE, ana)
    take(made, Grade.NON_EXCLUSIVE, ana, period=Period(date(2027, 1, 1), date(2027, 7, 1)))


def test_a_right_that_leaves_nothing_to_license_is_refused(programme: Programme) -> None:
    with pytest.raises(IntegrityError, match="right_in_leaves_something"), transaction.atomic():
        factories.right_in(programme, underlying_end=date(2025, 1, 1))


def test_a_holdback_on_the_licensee_is_a_term_and_blocks_nobody(programme: Programme, ana: Actor) -> None:
    made = take(programme, Grade.TERM, ana)
    assert (made.grade, made.binds) == (Grade.TERM, Binds.LICENSEE)
    take(programme, Grade.EXCLUSIVE, ana)


def test_an_option_blocks_until_it_lapses_and_then_lets_a_right_end(programme: Programme, ana: Actor) -> None:
    take(programme, Grade.SOLE, ana, period=YEAR, expires_at=NOW + timedelta(days=1))
    (held,) = programme.rights_in.all()
    with pytest.raises(actions.LicenceRests):
        actions.end_record(row=held, by=ana, at=NOW)
    actions.end_record(row=held, by=ana, at=NOW + timedelta(days=1))
    assert not programme.rights_in.exists()


def test_a_split_right_covers_what_the_whole_one_did(programme: Programme, ana: Actor) -> None:
    sold = take(programme, Grade.SOLE, ana)
    (held,) = programme.rights_in.all()
    first, second = actions.split_right(row=held, day=date(2027, 6, 1), by=ana, at=NOW)
    assert (first.period.upper, second.period.lower) == (date(2027, 6, 1), date(2027, 6, 1))
    with pytest.raises(actions.LicenceRests):
        actions.end_record(row=second, by=ana, at=NOW)
    sold.refresh_from_db()
    assert sold.active


def test_a_purpose_and_a_grade_that_do_not_fit_are_refused(programme: Programme) -> None:
    for purpose, grade in ((Purpose.EXTERNAL, Grade.HOLDBACK), (Purpose.OWN_USE, Grade.SOLE)):
        with pytest.raises(IntegrityError, match="grade_fits_purpose"), transaction.atomic():
            factories.right_out(programme, purpose=purpose, grade=grade)


def test_a_colleague_who_only_looks_and_a_rival_change_nothing(programme: Programme, di: Actor, cy: Actor) -> None:
    (held,) = programme.rights_in.all()
    for stranger in (di, cy):
        with pytest.raises(actions.MayNotList):
            actions.split_right(row=held, day=date(2028, 1, 1), by=stranger, at=NOW)
        with pytest.raises(actions.MayNotList):
            actions.confirm_rights(programmes=[programme], by=stranger, at=NOW)
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from listings_rightin")
        assert cursor.fetchone() == (1,)
