"""Every change of rights has author, time, cause and the values before; any past day can be rebuilt."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, ProgrammingError, transaction
from django.db.models import QuerySet

from accounts.actors import Actor
from listings import actions
from listings.models import Holding, Programme, RightsHistory
from listings.rights.queries.history import changes_of, rights_on
from listings.states import Grade, Purpose
from marketplace.contracts.actions import accept_offer
from marketplace.kit.periods import Period
from tests import factories
from tests.database import as_owner
from tests.factories import NOW

YEAR = Period(date(2027, 1, 1), date(2028, 1, 1))


def test_a_change_says_who_when_why_and_what_was_before(programme: Programme, ana: Actor) -> None:
    (held,) = programme.rights_in.all()
    actions.shorten(row=held, end=date(2030, 1, 1), by=ana, at=NOW + timedelta(days=5))
    change = changes_of(programme)[0]
    assert (change.author, change.cause, change.at) == (ana.user, "shortened", NOW + timedelta(days=5))
    periods = [one and one["period"] for one in (change.before, change.after)]
    assert periods == ["[2026-01-01,2036-01-01)", "[2026-01-01,2030-01-01)"]


def test_what_is_taken_says_itself_who_took_it_when_and_what_for(programme: Programme, ana: Actor, bo: Actor) -> None:
    later = NOW + timedelta(days=5)
    offer = factories.offer(programme, bo)
    accept_offer(offer=offer, number=1, by=ana, at=later, commission_basis_points=1000)
    factories.right_out(programme, media=frozenset({"THEA"}), created_at=later)
    (holding,) = Holding.objects.all()
    assert [(one.author, one.cause, one.at) for one in changes_of(programme) if one.kind == "out"] == [
        (ana.user, "external record", later),
        (ana.user, f"reservation holding {holding.pk}", later),
    ]


def test_a_past_day_is_rebuilt(ana: Actor) -> None:
    made = factories.programme(ana.organisation, ana.user)
    days = [NOW + timedelta(days=n) for n in range(4)]
    held = actions.record_right_in(
        programme=made,
        territories=frozenset({"TH"}),
        media=frozenset({"SVOD"}),
        languages=frozenset({"th"}),
        period=YEAR,
        exclusive=True,
        source="",
        by=ana,
        at=days[1],
    )
    sold = actions.record_right_out(
        programme=made,
        purpose=Purpose.EXTERNAL,
        grade=Grade.SOLE,
        territories=frozenset({"TH"}),
        media=frozenset({"SVOD"}),
        languages=frozenset({"th"}),
        period=YEAR,
        by=ana,
        at=days[2],
    )
    actions.end_record(row=sold, by=ana, at=days[3])
    counted = [(len(then.held), len(then.taken)) for then in (rights_on(made, day) for day in days)]
    assert counted == [(0, 0), (1, 0), (1, 1), (1, 0)]
    (then,) = rights_on(made, days[2]).held
    assert (then.pk, then.territories, then.licensable.upper) == (held.pk, frozenset({"TH"}), date(2028, 1, 1))


@pytest.mark.parametrize("statement", ["delete", "update"])
def test_the_history_only_grows(programme: Programme, statement: str) -> None:
    """The application has no right to it, and the tables' owner meets a trigger."""
    rows = RightsHistory.objects.filter(programme=programme)
    before = rows.count()
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        change_history(rows, statement)
    with as_owner(), pytest.raises(IntegrityError, match="only grows"), transaction.atomic():
        change_history(rows, statement)
    assert (before, rows.count()) == (1, 1)


def change_history(rows: QuerySet[RightsHistory], statement: str) -> None:
    if statement == "delete":
        rows.delete()
    else:
        rows.update(cause="another")
