"""The rights ledger: what comes in, what is left, what goes out, as of today or of a past day; and who may change it."""

from datetime import date, timedelta

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.urls import reverse
from django.utils import timezone

from accounts.actors import Actor, Staff
from accounts.days import today_for
from accounts.models import AuditEntry
from listings import actions
from listings.catalogue.actions.wait_for import wait_for
from listings.models import Programme
from listings.rights.request import AvailsRequest
from listings.states import Grade, Purpose
from marketplace.kit.periods import Period
from tests import factories
from tests.listings.rights.web.ledger_pages import address, client


def licensed(programme: Programme, by: Actor) -> None:
    """SVOD for Thailand in 2027, recorded through the action."""
    actions.record_right_out(
        programme=programme,
        purpose=Purpose.EXTERNAL,
        grade=Grade.SOLE,
        territories=frozenset({"TH"}),
        media=frozenset({"SVOD"}),
        languages=frozenset({"th"}),
        period=Period(date(2027, 1, 1), date(2028, 1, 1)),
        by=by,
        at=timezone.now(),
    )


def test_the_ledger_shows_what_comes_in_what_is_left_and_what_goes_out(programme: Programme, ana: Actor) -> None:
    out = factories.right_out(programme, period=DateRange(date(2026, 1, 1), date(2027, 7, 1)))
    page = client(ana).get(address("ledger", programme)).content.decode()
    assert "All rights · All 15" in page
    assert "Licensed elsewhere" in page
    # Thailand has most records, so it is the one that is drawn.
    assert '<option value="TH" selected>' in page
    assert 'aria-label="Subscription VOD, Thailand: Licensed until 30 Jun 2027, then free"' in page
    link = address("ledger-record", programme, "out", out.pk)
    assert page.count(f'href="{link}"') == 3  # its line, its stretch of the bar, its change


def test_all_territories_show_the_worst_state(programme: Programme, ana: Actor) -> None:
    factories.right_out(programme, territories=frozenset({"VN"}), period=DateRange(date(2028, 1, 1), date(2029, 1, 1)))
    browser = client(ana)
    every = browser.get(address("ledger", programme), {"t": "ALL"}).content.decode()
    assert "Subscription VOD, all territories: Free, then licensed until 31 Dec 2028, then free" in every
    one = browser.get(address("ledger", programme), {"t": "TH"}).content.decode()
    assert 'aria-label="Subscription VOD, Thailand: Free"' in one


def test_the_bars_follow_the_exclusivity_that_is_asked(programme: Programme, ana: Actor) -> None:
    factories.right_out(programme, grade=Grade.NON_EXCLUSIVE, period=DateRange(date(2026, 1, 1), date(2036, 1, 1)))
    browser = client(ana)
    exclusive = browser.get(address("ledger", programme), {"t": "TH", "x": "1"}).content.decode()
    assert 'aria-label="Subscription VOD, Thailand: Non-exclusive only"' in exclusive
    ordinary = browser.get(address("ledger", programme), {"t": "TH", "x": "0"}).content.decode()
    assert 'aria-label="Subscription VOD, Thailand: Free"' in ordinary


def test_the_state_of_a_past_day_is_shown_and_cannot_be_changed(ana: Actor) -> None:
    programme = factories.programme(ana.organisation, ana.user)
    actions.record_right_in(
        programme=programme,
        territories=frozenset({"TH", "VN"}),
        media=frozenset({"SVOD"}),
        languages=frozenset({"th"}),
        period=Period(date(2026, 1, 1), date(2036, 1, 1)),
        exclusive=True,
        source="Author 7",
        by=ana,
        at=timezone.now() - timedelta(days=2),
    )
    licensed(programme, ana)
    browser, day = client(ana), timezone.localdate() - timedelta(days=1)
    past = browser.get(address("ledger", programme), {"on": day.isoformat(), "t": "TH"}).content.decode()
    assert "As it stood at the end of" in past
    assert "Author 7" in past
    assert 'aria-label="Subscription VOD, Thailand: Free' in past
    assert 'id="add-record"' not in past
    today = browser.get(address("ledger", programme)).content.decode()
    assert "Subscription VOD, Thailand: Free, then licensed until 31 Dec 2027, then free" in today


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2199-01-01", "Choose a day before today; without one you read the records of now."),
        ("today", "Choose a day before today; without one you read the records of now."),
        ("1.12.2026", "“1.12.2026” can be read in two ways."),
        ("32.12.2026", "“32.12.2026” is not a date."),
    ],
)
def test_a_day_that_cannot_be_shown_says_why(programme: Programme, ana: Actor, day: str, said: str) -> None:
    text = today_for(ana, timezone.now()).isoformat() if day == "today" else day
    answer = client(ana).get(address("ledger", programme), {"on": text})
    assert (answer.status_code, said in answer.content.decode()) == (200, True)


def test_confirming_takes_one_button_and_says_so(programme: Programme, ana: Actor) -> None:
    Programme.objects.filter(pk=programme.pk).update(rights_confirmed_at=timezone.now() - timedelta(days=91))
    browser = client(ana)
    assert "Not confirmed since" in browser.get(address("ledger", programme)).content.decode()
    page = browser.post(address("ledger-confirm", programme), follow=True).content.decode()
    assert "Confirmed as of today." in page
    assert "Not confirmed since" not in page
    programme.refresh_from_db()
    assert programme.rights_confirmed_at is not None
    assert timezone.now() - programme.rights_confirmed_at < timedelta(minutes=5)


def test_a_colleague_who_only_looks_sees_the_ledger_and_changes_nothing(programme: Programme, di: Actor) -> None:
    browser, before = client(di), (programme.rights_confirmed_at, AuditEntry.objects.count())
    page = browser.get(address("ledger", programme)).content.decode()
    assert "All rights · All 15" in page
    assert 'id="add-record"' not in page
    refused = browser.post(address("ledger-confirm", programme), follow=True).content.decode()
    assert "Your role does not list programmes." in refused
    right = programme.rights_in.get()
    assert browser.post(address("ledger-record", programme, "in", right.pk), {"do": "end"}).status_code == 403
    programme.refresh_from_db()
    assert (programme.rights_confirmed_at, AuditEntry.objects.count()) == before
    assert programme.rights_in.count() == 1


@pytest.mark.parametrize("page", ["ledger", "ledger-add", "mandate"])
def test_others_do_not_find_it(page: str, programme: Programme, bo: Actor, cy: Actor, eve: None) -> None:
    for stranger in (bo, cy):
        assert client(stranger).get(address(page, programme)).status_code == 404
    answer = client(eve).get(address(page, programme))
    assert (answer.status_code, "/account/login/" in answer["Location"]) == (302, True)


def test_an_open_case_names_the_two_records_that_collide(programme: Programme, ana: Actor, sam: Staff) -> None:
    right = programme.rights_in.get()
    type(right).objects.filter(pk=right.pk).update(source="Author's contract 7")
    licensed(programme, ana)
    actions.end_under_licence(row=right, reason="The author went to court.", by=sam, at=timezone.now())
    page = client(ana).get(address("ledger", programme)).content.decode()
    assert "Records collide" in page
    assert "Licensed elsewhere (SVOD · TH, 1 Jan 2027 – 31 Dec 2027)" in page
    assert "Author&#x27;s contract 7 (All rights · All 15, 1 Jan 2026 – 31 Dec 2035)" in page
    assert "The author went to court." in page
    assert page.count('class="bar l conflict"') == 1
    ended = client(ana).get(address("ledger-record", programme, "in", right.pk)).content.decode()
    assert "Ended" in ended
    assert "ended by Monsoon’s staff" in ended


@pytest.mark.parametrize("purpose", Purpose)
def test_the_ledger_opens_whatever_kind_of_record_goes_out(purpose: Purpose, programme: Programme, ana: Actor) -> None:
    grades = {Purpose.HOLDBACK: Grade.HOLDBACK, Purpose.OWN_USE: Grade.OWN}
    out = factories.right_out(programme, purpose=purpose, grade=grades.get(purpose, Grade.SOLE))
    for page in (address("ledger", programme), address("ledger-record", programme, "out", out.pk)):
        answer = client(ana).get(page)
        assert (answer.status_code, str(purpose.label) in answer.content.decode()) == (200, True)


def test_the_seller_sees_how_many_organisations_wait_never_who(
    programme: Programme, ana: Actor, bo: Actor, cy: Actor
) -> None:
    browser = client(ana)
    assert 'id="waiting"' not in browser.get(address("ledger", programme)).content.decode()
    factories.right_out(programme, period=DateRange(date(2028, 1, 1), date(2029, 1, 1)))
    asked = AvailsRequest(("SVOD",), ("TH",), Period(date(2028, 1, 1), date(2029, 1, 1)), Grade.SOLE)
    for buyer in (bo, cy):
        wait_for(programme=programme, request=asked, by=buyer, at=timezone.now())
    page = browser.get(address("ledger", programme)).content.decode()
    assert "2 organisations wait" in page
    assert str(bo.organisation) not in page
    assert "2 organisations wait" in browser.get(reverse("listings:titles")).content.decode()


def test_a_viewer_is_offered_nothing_in_the_list_that_it_may_not_do(
    programme: Programme, ana: Actor, di: Actor
) -> None:
    of_ana, of_di = (client(who).get(reverse("listings:titles")).content.decode() for who in (ana, di))
    for control in ('id="add-title"', 'id="import"', 'id="confirm-ticked"'):
        assert control in of_ana
        assert control not in of_di
