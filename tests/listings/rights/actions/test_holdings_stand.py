"""Rights of one holding never clash, so nothing may join two sales in one: each guard, and the sale there is without it."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from accounts.actors import Actor
from listings.models import Cut, Holding, Programme, RightOut
from listings.states import Purpose
from marketplace.kit.constraints import violated_constraint
from tests import factories
from tests.database import as_owner
from tests.factories import NOW


def sold(of: Programme, to: Actor, **fields: Any) -> RightOut:
    """A licence of a deal: SVOD in Thailand, sole, unless told otherwise."""
    values = {"purpose": Purpose.LICENCE, "licensee": to.organisation, "holding": Holding.objects.create()} | fields
    made: list[RightOut] = []
    factories.at_once(lambda: made.append(factories.right_out(of, **values)))
    return made[0]


def refused_by(change: Callable[[], object]) -> str | None:
    with pytest.raises(IntegrityError) as refusal:
        factories.at_once(change)
    return violated_constraint(refusal.value)


def test_a_second_buyer_does_not_come_in_by_the_firsts_holding(programme: Programme, bo: Actor, cy: Actor) -> None:
    first = sold(programme, bo)
    assert refused_by(partial(sold, programme, cy)) == "no_double_sale"
    assert refused_by(partial(sold, programme, cy, holding=first.holding)) == "one_licensee_per_holding"
    assert refused_by(partial(factories.right_out, programme, holding=first.holding)) == "one_licensee_per_holding"
    assert list(RightOut.objects.values_list("licensee", flat=True)) == [bo.organisation.pk]


def test_control_without_the_guard_one_right_is_sold_twice(programme: Programme, bo: Actor, cy: Actor) -> None:
    first = sold(programme, bo)
    factories.drop_constraint("listings_rightout", "one_licensee_per_holding")
    sold(programme, cy, holding=first.holding)
    assert RightOut.objects.filter(active=True, purpose=Purpose.LICENCE).count() == 2


def test_a_holding_is_of_one_listing(programme: Programme, ana: Actor, bo: Actor) -> None:
    other = factories.programme(ana.organisation, ana.user, "ตลาด")
    factories.right_in(other)
    first = sold(programme, bo)
    assert refused_by(partial(sold, other, bo, holding=first.holding)) == "one_programme_per_holding"
    sold(programme, bo, holding=first.holding, territories=frozenset({"VN"}))
    factories.drop_constraint("listings_rightout", "one_programme_per_holding")
    sold(other, bo, holding=first.holding)  # control


CHANGES: dict[str, Callable[[RightOut, Actor], dict[str, Any]]] = {
    "joined to another sale": lambda other, _by: {"holding": other.holding},
    "made a record": lambda _other, _by: {"holding": None},
    "given to another buyer": lambda _other, by: {"licensee": by.organisation},
    "made larger": lambda _other, _by: {"territories": frozenset({"TH", "MY"})},
    "made less": lambda _other, _by: {"grade": "N"},
    "made a mandate, which stops no other listing": lambda _other, _by: {"purpose": Purpose.MANDATE},
    "given back once it is licensed": lambda _other, _by: {"active": False, "released_at": NOW},
    "made to expire": lambda _other, _by: {"expires_at": NOW},
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_a_deal_holds_stands(change: str, programme: Programme, bo: Actor, cy: Actor) -> None:
    row, other = sold(programme, bo), sold(programme, bo, territories=frozenset({"VN"}))
    before = RightOut.objects.values().get(pk=row.pk)
    alter = partial(RightOut.objects.filter(pk=row.pk).update, **CHANGES[change](other, cy))
    with as_owner():
        assert refused_by(alter) == "held_stands"
    if {"holding", "licensee"} & alter.keywords.keys():  # the application may not even ask
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            alter()
    assert RightOut.objects.values().get(pk=row.pk) == before


def cut(of: Programme, name: str) -> Cut:
    return Cut.objects.create(work=of.work, name=name, confirmed_at=NOW)


def test_a_licence_of_every_cut_stays_one_of_every_cut(programme: Programme, bo: Actor, cy: Actor) -> None:
    """By moving it to one cut, and selling another, the application sold one right twice."""
    row, one, other = sold(programme, bo), cut(programme, "Airline"), cut(programme, "TV")
    of = RightOut.objects.filter(pk=row.pk)
    assert refused_by(partial(of.update, cut=one)) == "held_stands"
    assert refused_by(partial(sold, programme, cy, cut=other)) == "no_double_sale"
    of_one = sold(programme, bo, territories=frozenset({"VN"}), cut=one)
    for changed in (None, other):
        assert refused_by(partial(RightOut.objects.filter(pk=of_one.pk).update, cut=changed)) == "held_stands"
    with as_owner() as cursor:  # control
        cursor.execute("drop trigger held_cut_stands on listings_rightout")
    of.update(cut=one)
    sold(programme, cy, cut=other)


def test_what_was_given_back_is_not_taken_again_without_asking(programme: Programme, bo: Actor) -> None:
    row = sold(programme, bo, purpose=Purpose.RESERVATION, expires_at=NOW)
    of = RightOut.objects.filter(pk=row.pk)
    of.update(active=False, released_at=NOW)
    assert refused_by(partial(of.update, active=True)) == "held_stands"
    assert not of.get().active


def test_a_record_does_not_become_a_deals(programme: Programme, bo: Actor) -> None:
    row = factories.right_out(programme)
    with as_owner():
        assert (
            refused_by(partial(RightOut.objects.filter(pk=row.pk).update, holding=Holding.objects.create()))
            == "held_stands"
        )


def test_control_without_the_guard_two_sales_are_joined_and_overlap(programme: Programme, bo: Actor) -> None:
    row, other = sold(programme, bo), sold(programme, bo, territories=frozenset({"VN"}))
    with as_owner() as cursor:
        cursor.execute("drop trigger held_stands on listings_rightout")
        RightOut.objects.filter(pk=row.pk).update(holding=other.holding)
        RightOut.objects.filter(pk=row.pk).update(territories=frozenset({"VN"}))
    assert RightOut.objects.filter(active=True, territories=frozenset({"VN"})).count() == 2


def test_control_without_the_guard_a_sale_made_a_mandate_is_sold_again_by_another_listing(
    programme: Programme, rival: Actor, bo: Actor, cy: Actor
) -> None:
    other = factories.programme(rival.organisation, rival.user, work=programme.work)
    factories.right_in(other, exclusive=False)
    factories.both_hold()
    row = sold(programme, bo)
    assert refused_by(partial(sold, other, cy, grade="N")) == "no_double_sale"
    with as_owner() as cursor:
        cursor.execute("drop trigger held_stands on listings_rightout")
    RightOut.objects.filter(pk=row.pk).update(purpose=Purpose.MANDATE)
    sold(other, cy, grade="N")
    assert RightOut.objects.filter(active=True).count() == 2


def test_no_holding_has_the_number_by_which_a_record_stands(programme: Programme, bo: Actor) -> None:
    record = factories.right_out(programme)
    assert refused_by(lambda: Holding.objects.create(pk=-record.pk)) == "holding_has_a_positive_number"
    assert refused_by(lambda: factories.right_out(programme, pk=-7)) == "right_out_has_a_positive_number"


def test_control_a_holding_with_a_records_number_sells_what_the_record_took(programme: Programme, bo: Actor) -> None:
    record = factories.right_out(programme)
    factories.drop_constraint("listings_holding", "holding_has_a_positive_number")
    sold(programme, bo, holding=Holding.objects.create(pk=-record.pk))
    assert RightOut.objects.filter(active=True, territories=frozenset({"TH"})).count() == 2
