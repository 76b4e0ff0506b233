"""Staff end a right under a licence: a case opens, both parties are told, and it closes when the ground is back."""

from datetime import date

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from accounts.actors import Actor, Staff
from accounts.models import Notice
from listings import actions
from listings.models import ConflictCase, Programme
from listings.states import Purpose
from marketplace.kit.problems import Invalid
from tests import factories
from tests.factories import NOW


def test_a_right_under_a_licence_ends_by_staff_with_a_reason(
    programme: Programme, bo: Actor, ana: Actor, sam: Staff
) -> None:
    sold = factories.right_out(programme, purpose=Purpose.LICENCE, licensee=bo.organisation)
    (held,) = programme.rights_in.all()
    pk = held.pk
    (case,) = actions.end_under_licence(row=held, reason="The author's contract was void.", by=sam, at=NOW)
    assert (case.right_in, case.right_out, case.closed_at) == (pk, sold, None)
    assert not programme.rights_in.exists()
    told = Notice.objects.filter(kind="listings.conflict").values_list("user", flat=True)
    assert set(told) == {ana.user.pk, bo.user.pk}


def test_without_a_reason_nothing_ends(programme: Programme, sam: Staff) -> None:
    (held,) = programme.rights_in.all()
    with pytest.raises(Invalid):
        actions.end_under_licence(row=held, reason="  ", by=sam, at=NOW)
    assert (programme.rights_in.count(), ConflictCase.objects.count()) == (1, 0)


def test_a_case_closes_only_when_the_licence_has_its_ground_again(programme: Programme, sam: Staff) -> None:
    factories.right_out(programme)
    (held,) = programme.rights_in.all()
    (case,) = actions.end_under_licence(row=held, reason="Void.", by=sam, at=NOW)
    with pytest.raises(actions.StillUncovered):
        actions.close_case(case=case, resolution="Settled.", by=sam, at=NOW)
    factories.right_in(programme, period=DateRange(date(2026, 1, 1), date(2030, 1, 1)))
    actions.close_case(case=case, resolution="A new contract covers it.", by=sam, at=NOW)
    case.refresh_from_db()
    assert (case.closed_at, case.resolution, case.closed_by) == (NOW, "A new contract covers it.", sam.user)


def test_an_open_case_lets_other_rights_of_the_programme_change(programme: Programme, ana: Actor, sam: Staff) -> None:
    factories.right_out(programme)
    (held,) = programme.rights_in.all()
    actions.end_under_licence(row=held, reason="Void.", by=sam, at=NOW)
    other = factories.right_in(programme, territories=frozenset({"FR"}))
    actions.end_record(row=other, by=ana, at=NOW)
    assert not programme.rights_in.exists()
