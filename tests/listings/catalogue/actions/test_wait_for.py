"""The waiting list: joined once, told once, only when the whole request is free, never who waits."""

from datetime import timedelta
from functools import partial

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.actors import Actor
from accounts.models import Notice
from accounts.notices import notice_heading, write_sentence
from listings.actions import end_record, release_expired, release_holdings, shorten, terminate
from listings.catalogue.actions.wait_for import (
    FreeAlready,
    OwnProgramme,
    TooMuchToWaitFor,
    ask_for_dates,
    leave_waiting,
    tell_waiting,
    wait_for,
)
from listings.catalogue.queries.waiting import standing, waiting_counts
from listings.models import Holding, Programme, RightOut, SellerTerms, WaitingEntry
from listings.rights.request import AvailsRequest
from listings.states import DatesShown, Grade, Purpose
from listings.tasks import tell_waiting_task
from marketplace.kit.periods import Period
from marketplace.vocabularies import territories
from tests import factories
from tests.factories import NOW, WINDOW
from tests.worlds import shareable

LATER = NOW + timedelta(days=3)


def wanted(*places: str, window: Period = WINDOW) -> AvailsRequest:
    return AvailsRequest(("SVOD",), places or ("TH",), window, Grade.SOLE)


def notices() -> list[tuple[str, str]]:
    return sorted(Notice.objects.filter(kind="listings.free_again").values_list("user__full_name", "url"))


@pytest.fixture
@shareable
def licence(programme: Programme) -> RightOut:
    return factories.right_out(programme, period=factories.right_in(programme).period)


@pytest.fixture
@shareable
def entry(programme: Programme, licence: RightOut, bo: Actor) -> WaitingEntry:
    return wait_for(programme=programme, request=wanted("TH", "VN"), by=bo, at=NOW)


def test_waiting_twice_for_the_same_is_one_entry(programme: Programme, entry: WaitingEntry, bo: Actor) -> None:
    again = wait_for(programme=programme, request=wanted("TH", "VN"), by=bo, at=LATER)
    assert again == entry
    assert WaitingEntry.objects.count() == 1


def test_what_is_free_needs_no_waiting(programme: Programme, bo: Actor) -> None:
    with pytest.raises(FreeAlready):
        wait_for(programme=programme, request=wanted(), by=bo, at=NOW)


def test_the_seller_does_not_wait_for_its_own(programme: Programme, licence: RightOut, ana: Actor) -> None:
    with pytest.raises(OwnProgramme):
        wait_for(programme=programme, request=wanted(), by=ana, at=NOW)


def test_a_request_that_is_too_long_to_keep_is_refused_with_advice(programme: Programme, bo: Actor) -> None:
    request = AvailsRequest(("SVOD",), territories.codes, WINDOW, Grade.EXCLUSIVE, tuple(["zh-Hans"] * 200))
    with pytest.raises(TooMuchToWaitFor):
        wait_for(programme=programme, request=request, by=bo, at=NOW)


def test_every_member_is_told_once_when_all_of_it_is_free(
    programme: Programme, entry: WaitingEntry, licence: RightOut, ana: Actor, bo: Actor
) -> None:
    factories.actor("Li Na", bo.organisation, "finance", language="en")
    assert tell_waiting(at=NOW) == 0
    end_record(row=licence, by=ana, at=LATER)
    assert [tell_waiting(at=LATER), tell_waiting(at=LATER)] == [1, 0]
    address = f"/title/{programme.public_id}/?{entry.request}"
    assert notices() == [("Bo Lin", address), ("Li Na", address)]
    note = Notice.objects.filter(kind="listings.free_again").first()
    assert note
    assert notice_heading(note) == f"Free now: {programme.original_title}"
    assert "Saphan Pictures" in write_sentence(note)


def test_a_part_that_became_free_tells_nobody(
    programme: Programme, entry: WaitingEntry, licence: RightOut, ana: Actor
) -> None:
    factories.right_out(programme, territories=frozenset({"VN"}))
    end_record(row=licence, by=ana, at=LATER)
    assert tell_waiting(at=LATER) == 0
    assert notices() == []


def test_an_expired_hold_frees_by_itself_and_the_sweep_tells(programme: Programme, bo: Actor) -> None:
    factories.right_out(programme, purpose=Purpose.OPTION, expires_at=LATER)
    wait_for(programme=programme, request=wanted(), by=bo, at=NOW)
    assert tell_waiting(at=LATER - timedelta(seconds=1)) == 0
    assert tell_waiting(at=LATER) == 1


def test_only_the_programmes_named_are_looked_at(entry: WaitingEntry, licence: RightOut, ana: Actor) -> None:
    end_record(row=licence, by=ana, at=LATER)
    assert tell_waiting(at=LATER, programmes=[0]) == 0
    assert tell_waiting(at=LATER, programmes=[entry.programme_id]) == 1


def test_who_left_is_not_told(entry: WaitingEntry, licence: RightOut, ana: Actor, bo: Actor) -> None:
    leave_waiting(entry=entry, by=bo, at=NOW)
    leave_waiting(entry=entry, by=bo, at=NOW)
    end_record(row=licence, by=ana, at=LATER)
    assert tell_waiting(at=LATER) == 0


def test_a_window_that_has_passed_ends_the_waiting(programme: Programme, entry: WaitingEntry) -> None:
    after = NOW.replace(year=2030)
    assert tell_waiting(at=after) == 0
    entry.refresh_from_db()
    assert entry.closed_at == after


def test_a_programme_taken_out_of_the_catalogue_tells_nobody(
    programme: Programme, entry: WaitingEntry, licence: RightOut, ana: Actor
) -> None:
    end_record(row=licence, by=ana, at=LATER)
    Programme.objects.update(state="taken_down")
    assert tell_waiting(at=LATER) == 0


def test_the_seller_learns_how_many_organisations_wait_never_who(
    programme: Programme, entry: WaitingEntry, bo: Actor, cy: Actor
) -> None:
    wait_for(programme=programme, request=wanted(), by=bo, at=NOW)
    wait_for(programme=programme, request=wanted(), by=cy, at=NOW)
    assert waiting_counts([programme]) == {programme.pk: 2}
    assert waiting_counts(Programme.objects.all()) == {programme.pk: 2}


def test_the_standing_of_many_entries_takes_one_read(programme: Programme, licence: RightOut, bo: Actor) -> None:
    for place in ("CN", "MY", "SG"):
        wait_for(programme=programme, request=wanted("TH", place), by=bo, at=NOW)
    rows = WaitingEntry.objects.select_related("programme__organisation__seller_terms", "organisation")
    entries = list(rows)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        stands = standing(entries, NOW)
    assert [(one.fit.free, one.fit.whole) for one in stands] == [(1, False)] * 3
    assert len(queries) == 1


def test_a_hidden_date_does_not_keep_the_news_back(
    programme: Programme, entry: WaitingEntry, licence: RightOut, ana: Actor
) -> None:
    SellerTerms.objects.create(organisation=ana.organisation, dates_shown=DatesShown.REQUEST)
    end_record(row=licence, by=ana, at=LATER)
    assert tell_waiting(at=LATER) == 1


def test_the_seller_is_asked_for_dates_once_a_week(programme: Programme, ana: Actor, bo: Actor) -> None:
    text = wanted().to_query()
    asked = [ask_for_dates(programme=programme, request=wanted(), by=bo, at=NOW + timedelta(days=n)) for n in (0, 6, 7)]
    assert asked == [True, False, True]
    told = Notice.objects.filter(kind="listings.dates_asked")
    assert {note.user for note in told} == {ana.user}
    note = told.first()
    assert note
    assert (notice_heading(note), note.url) == (
        f"Yunfan Video asks for dates: {programme.original_title}",
        f"/title/{programme.public_id}/?{text}",
    )
    assert bo.user.email in write_sentence(note)


@pytest.mark.django_db
def test_the_task_sweeps_without_arguments() -> None:
    assert tell_waiting_task() == 0


def queued() -> list[dict[str, int]]:
    """What will be queued after the commit for those who wait."""
    calls = [entry[1].args for entry in connection.run_on_commit if isinstance(entry[1], partial)]
    return [ids for name, ids in calls if name == "listings.tell_waiting"]


def test_every_way_to_let_go_queues_a_look_at_the_waiting_list(
    programme: Programme, entry: WaitingEntry, licence: RightOut, ana: Actor
) -> None:
    expired = factories.right_out(programme, territories=frozenset({"SG"}), purpose=Purpose.OPTION, expires_at=NOW)
    held = factories.right_out(programme, territories=frozenset({"LA"}), holding=Holding.objects.create())
    cut = factories.right_out(programme, territories=frozenset({"KH"}))
    release_expired(programme=programme, at=LATER)
    release_expired(programme=programme, at=LATER)
    release_holdings(holdings=[factories.holding_of(held)], at=LATER)
    shorten(row=cut, end=WINDOW.start, by=ana, at=LATER)
    terminate(row=cut, on=cut.period.lower, reason="agreed", by=ana, at=LATER)
    end_record(row=licence, by=ana, at=LATER)
    assert queued() == [{"programme": programme.pk}] * 5
    assert RightOut.objects.filter(pk__in=[expired.pk, held.pk, cut.pk, licence.pk], active=True).count() == 0
