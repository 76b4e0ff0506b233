"""Never sold twice: the exclusion constraint decides, the action names the cells."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from functools import partial
from threading import Barrier
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from accounts.actors import Actor
from listings.models import Holding, Programme, RightIn, RightOut
from listings.rights.actions.hold_rights import (
    RightsNotFree,
    RightsNotHeld,
    hold_rights,
    release_holdings,
    turn_into_licence,
)
from listings.states import Grade, Purpose
from marketplace.kit.periods import Period
from tests import factories
from tests.database import as_owner
from tests.factories import NOW, WINDOW

GRANTS = [(frozenset({"SVOD"}), frozenset({"TH", "VN"}))]


def take(programme: Programme, **changes: Any) -> list[RightOut]:
    values: dict[str, Any] = {
        "purpose": Purpose.RESERVATION,
        "grade": Grade.SOLE,
        "grants": GRANTS,
        "languages": frozenset({"th"}),
        "window": WINDOW,
        "licensee": None,
        "by": programme.created_by,
        "at": NOW,
        "expires_at": NOW + timedelta(days=14),
        "holding": Holding.objects.create(),
    }
    return hold_rights(programme=programme, **(values | changes))


def test_rights_are_taken_by_few_statements_however_many_rectangles(
    programme: Programme, django_assert_num_queries: Any
) -> None:
    """Lock, the root once more with what expired, the insert; and the savepoint of the test's transaction."""
    grants = [(frozenset({"SVOD"}), frozenset({"TH"})), (frozenset({"AVOD"}), frozenset({"VN"}))]
    values: dict[str, Any] = {"grade": Grade.SOLE, "languages": frozenset({"th"}), "window": WINDOW, "licensee": None}
    values |= {"purpose": Purpose.OPTION, "by": programme.created_by, "at": NOW}
    with django_assert_num_queries(5):
        rows = hold_rights(programme=programme, grants=grants, **values)
    kept = RightOut.objects.order_by("pk")
    assert [(row.pk, row.media, row.territories) for row in kept] == [
        (row.pk, *grant) for row, grant in zip(rows, grants, strict=True)
    ]


def test_a_second_exclusive_is_refused_and_names_the_cells(programme: Programme) -> None:
    take(programme)
    with pytest.raises(RightsNotFree) as refusal:
        take(programme, grants=[(frozenset({"SVOD", "AVOD"}), frozenset({"VN", "MY"}))])
    assert refusal.value.cells == [("SVOD", "VN")]
    assert RightOut.objects.count() == 1


def test_non_exclusive_licences_share_and_exclude_the_exclusive(programme: Programme) -> None:
    take(programme, grade=Grade.NON_EXCLUSIVE)
    take(programme, grade=Grade.NON_EXCLUSIVE)
    with pytest.raises(RightsNotFree):
        take(programme)
    assert RightOut.objects.count() == 2


def test_a_holdback_stops_non_exclusive_licences_but_not_another_holdback(programme: Programme) -> None:
    take(programme, grade=Grade.HOLDBACK, purpose=Purpose.HOLDBACK)
    take(programme, grade=Grade.HOLDBACK, purpose=Purpose.HOLDBACK)
    with pytest.raises(RightsNotFree):
        take(programme, grade=Grade.NON_EXCLUSIVE)


def test_windows_that_touch_at_midnight_do_not_clash_and_one_day_of_overlap_does(programme: Programme) -> None:
    take(programme, window=Period(date(2027, 1, 1), date(2028, 1, 1)))
    take(programme, window=Period(date(2028, 1, 1), date(2029, 1, 1)))
    with pytest.raises(RightsNotFree):
        take(programme, window=Period(date(2028, 12, 31), date(2029, 6, 1)))


def test_another_language_is_another_right(programme: Programme) -> None:
    take(programme, languages=frozenset({"th"}))
    take(programme, languages=frozenset({"vi"}))
    assert RightOut.objects.count() == 2


def test_an_expired_reservation_is_let_go_by_the_next_buyer(programme: Programme) -> None:
    (old,) = take(programme)
    later = NOW + timedelta(days=14)
    take(programme, at=later, expires_at=later + timedelta(days=14))
    old.refresh_from_db()
    assert (old.active, old.released_at) == (False, later)


def test_what_is_given_back_is_free_again(programme: Programme) -> None:
    (held,) = take(programme)
    assert release_holdings(holdings=[factories.holding_of(held)], at=NOW) == 1
    take(programme)


def test_a_reservation_that_expired_becomes_no_licence(programme: Programme) -> None:
    (held,) = take(programme)
    holding = factories.holding_of(held)
    assert turn_into_licence(holding=holding, at=NOW + timedelta(days=14)) == 0
    assert turn_into_licence(holding=holding, at=NOW + timedelta(days=13)) == 1
    row = RightOut.objects.get()
    assert (row.purpose, row.expires_at, row.active) == (Purpose.LICENCE, None, True)


@pytest.mark.parametrize(
    "changes",
    [
        {"grants": [(frozenset({"SVOD"}), frozenset({"TH", "FR"}))]},
        {"window": Period(date(2035, 6, 1), date(2036, 1, 2))},
        {"window": Period(date(2035, 6, 1), None)},
    ],
    ids=["territory not held", "one day after the end", "open end"],
)
def test_nothing_is_sold_that_the_seller_does_not_hold(programme: Programme, changes: dict[str, object]) -> None:
    with pytest.raises(RightsNotHeld):
        take(programme, **changes)
    assert RightOut.objects.count() == 0


def test_two_rights_in_together_cover_a_sale(ana: Actor) -> None:
    made = factories.programme(ana.organisation, ana.user)
    factories.right_in(made, territories=frozenset({"TH"}), period=DateRange(date(2026, 1, 1), date(2028, 1, 1)))
    factories.right_in(made, territories=frozenset({"TH"}), period=DateRange(date(2028, 1, 1), date(2030, 1, 1)))
    factories.right_in(made, territories=frozenset({"VN"}))
    take(made)
    with pytest.raises(RightsNotHeld):
        take(
            made,
            grants=[(frozenset({"SVOD"}), frozenset({"TH"}))],
            window=Period(date(2029, 1, 1), date(2030, 1, 2)),
        )


def test_an_exclusive_sale_needs_rights_held_exclusively(ana: Actor) -> None:
    made = factories.programme(ana.organisation, ana.user)
    factories.right_in(made, exclusive=False)
    with pytest.raises(RightsNotHeld):
        take(made)
    take(made, grade=Grade.NON_EXCLUSIVE)


def test_a_right_under_a_licence_cannot_shrink_or_go(programme: Programme) -> None:
    take(programme)
    held = RightIn.objects.get()
    for change in ({"territories": frozenset({"TH"})}, {"exclusive": False}):
        with pytest.raises(IntegrityError, match="rests on this right"):
            factories.at_once(partial(RightIn.objects.filter(pk=held.pk).update, **change))
    with pytest.raises(IntegrityError, match="rests on this right"):
        factories.at_once(held.delete)
    assert RightIn.objects.get().territories == held.territories


@pytest.mark.parametrize("column", ["territories", "media", "languages", "uses"])
def test_an_empty_dimension_is_refused(programme: Programme, column: str) -> None:
    with pytest.raises(IntegrityError, match="not_empty"), transaction.atomic():
        factories.right_out(programme, purpose=Purpose.HOLDBACK, grade=Grade.HOLDBACK, **{column: frozenset()})
    with pytest.raises(IntegrityError, match="not_empty"), transaction.atomic():
        factories.right_in(programme, **{column: frozenset()})


def race(programme: Programme, buyers: int) -> int:
    """`buyers` take overlapping exclusives at once; returns how many got it."""
    start = Barrier(buyers)

    def attempt(number: int) -> bool:
        try:
            start.wait()
            take(programme)
        except RightsNotFree:
            return False
        else:
            return True
        finally:
            connection.close()

    with ThreadPoolExecutor(buyers) as pool:
        return sum(pool.map(attempt, range(buyers)))


@pytest.mark.django_db(transaction=True)
def test_fifty_buyers_at_once_one_wins(programme: Programme) -> None:
    assert race(programme, 50) == 1
    assert RightOut.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_without_the_constraint_several_win(programme: Programme) -> None:
    """The control: what refuses in the test above is the constraint."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_get_constraintdef(oid) from pg_constraint where conname = 'no_double_sale'")
        (definition,) = cursor.fetchone()
    factories.drop_constraint("listings_rightout", "no_double_sale")
    try:
        assert race(programme, 10) == 10
    finally:
        with as_owner() as cursor:
            cursor.execute("set session_replication_role = replica; delete from listings_rightout")
            cursor.execute("set session_replication_role = origin")
            cursor.execute(f"alter table listings_rightout add constraint no_double_sale {definition}")
