"""Cases: staff end a right in under a licence with a reason, and close the case once it is settled."""

from datetime import date, timedelta

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.urls import reverse
from django.utils import timezone

from accounts.actors import Actor, Staff
from accounts.models import Notice
from listings import actions
from listings.models import ConflictCase, Programme, RightIn, RightOut
from tests import factories
from tests.listings.rights.web.ledger_pages import client
from tests.markup import squeezed
from tests.worlds import shareable

CASES = reverse("staff:cases")


@pytest.fixture
@shareable
def licence(programme: Programme) -> RightOut:
    return factories.right_out(programme, period=DateRange(date(2027, 1, 1), date(2028, 1, 1)))


def ended(programme: Programme, sam: Staff) -> ConflictCase:
    """The case that opens when staff end the programme's only right in."""
    posted = {"do": "end", "right": programme.rights_in.get().pk, "reason": "The author won in court."}
    assert client(sam).post(CASES, posted).status_code == 302
    return ConflictCase.objects.get()


def test_staff_end_a_right_under_a_licence_with_a_reason(programme: Programme, licence: RightOut, sam: Staff) -> None:
    right = programme.rights_in.get()
    shown = squeezed(client(sam).get(CASES, {"title": programme.public_id.lower()}).content)
    assert "1 record rests on it:" in shown
    assert "Licensed elsewhere · SVOD · TH · 1 Jan 2027 – 31 Dec 2027" in shown
    case = ended(programme, sam)
    assert (case.right_in, case.right_out, case.reason) == (right.pk, licence, "The author won in court.")
    assert (case.opened_by, case.closed_at) == (sam.user, None)
    assert (programme.rights_in.count(), RightOut.objects.get().active) == (0, True)
    assert Notice.objects.filter(kind="listings.conflict", organisation=programme.organisation).count() == 1
    page = squeezed(client(sam).get(CASES).content)
    assert f"Right in {right.pk}: No source contract named · All rights · All 15 · 1 Jan 2026 – 31 Dec 2035" in page


def test_without_a_reason_nothing_ends(programme: Programme, licence: RightOut, sam: Staff) -> None:
    right = programme.rights_in.get()
    answer = client(sam).post(CASES, {"do": "end", "right": right.pk, "reason": "  ", "title": programme.public_id})
    assert (answer.status_code, "Say why: both parties read it." in answer.content.decode()) == (422, True)
    assert (RightIn.objects.get(), ConflictCase.objects.count()) == (right, 0)


def test_a_right_on_which_nothing_rests_is_the_sellers_to_end(programme: Programme, sam: Staff) -> None:
    answer = client(sam).post(CASES, {"do": "end", "right": programme.rights_in.get().pk, "reason": "Because."})
    assert (answer.status_code, "Nothing rests on this right: its seller ends it." in answer.content.decode()) == (
        422,
        True,
    )
    assert programme.rights_in.count() == 1


def test_a_case_closes_once_the_licence_is_covered_again(programme: Programme, licence: RightOut, sam: Staff) -> None:
    case, browser = ended(programme, sam), client(sam)
    posted = {"do": "close", "case": case.pk, "resolution": "A new contract covers it."}
    early = browser.post(CASES, posted)
    assert (early.status_code, "The licence is still not covered" in early.content.decode()) == (409, True)
    assert "A new contract covers it.</textarea>" in early.content.decode()
    factories.right_in(programme)
    assert browser.post(CASES, posted | {"resolution": ""}).status_code == 422
    assert browser.post(CASES, posted).status_code == 302
    case.refresh_from_db()
    assert (case.closed_by, case.resolution) == (sam.user, "A new contract covers it.")
    assert "A new contract covers it." in browser.get(CASES).content.decode()
    assert browser.post(CASES, posted).status_code == 404


def test_published_titles_that_nobody_confirmed_are_listed(programme: Programme, ana: Actor, sam: Staff) -> None:
    browser = client(sam)
    assert "Every published title is confirmed." in browser.get(CASES).content.decode()
    Programme.objects.filter(pk=programme.pk).update(rights_confirmed_at=timezone.now() - timedelta(days=91))
    page = browser.get(CASES).content.decode()
    assert (programme.public_id in page, "Not confirmed since" in page) == (True, True)
    actions.confirm_rights(programmes=[programme], by=ana, at=timezone.now())
    assert programme.public_id not in browser.get(CASES).content.decode()


@pytest.mark.parametrize(
    "posted", [{"do": "end", "right": "x"}, {"do": "end", "right": "9" * 30}, {"do": "close", "case": "0"}]
)
def test_what_does_not_exist_is_not_found(posted: dict[str, str], sam: Staff) -> None:
    assert client(sam).post(CASES, posted).status_code == 404
    assert client(sam).post(CASES, {"do": "burn"}).status_code == 422
    assert "No programme is called &lt;b&gt;." in client(sam).get(CASES, {"title": "<b>"}).content.decode()


def test_the_page_is_for_staff(programme: Programme, licence: RightOut, ana: Actor, cy: Actor) -> None:
    posted = {"do": "end", "right": programme.rights_in.get().pk, "reason": "Mine."}
    for member in (ana, cy):
        assert client(member).get(CASES).status_code == 404
        assert client(member).post(CASES, posted).status_code == 404
    assert "/account/login/" in client(None).get(CASES)["Location"]
    assert (programme.rights_in.count(), ConflictCase.objects.count()) == (1, 0)
