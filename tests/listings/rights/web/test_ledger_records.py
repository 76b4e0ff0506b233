"""Add, shorten, split and end records through the pages: exact values, messages at the fields, what stays as it was."""

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from accounts.actors import Actor
from accounts.models import AuditEntry
from listings.models import Holding, Programme, RightIn, RightOut, TerritorySet
from listings.states import Grade
from marketplace.vocabularies import languages, territories, uses
from tests import factories
from tests.listings.rights.web.ledger_pages import address, client, near
from tests.markup import squeezed

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
IN = {
    "purpose": "in",
    "exclusive": "1",
    "territories": ["TH", "VN"],
    "media": ["SVOD"],
    "from": "2036-01-01",
    "to": "2040-12-31",
    "source": "Author's contract 7",
    "latest_end": "2039-12-31",
    "underlying_end": "2038-06-30",
    "underlying_note": "Music",
}
OUT = {
    "purpose": "external", "grade": "E", "territories": ["TH"], "media": ["FTV"], "from": "2027-01-01", "to": "2027-12-31",
    "runs": "3", "catch_up_days": "7", "note": "Channel 9", "cut": "TV cut", "languages": ["th"], "uses": ["DUB", "SUB"],
}  # fmt: skip


def test_a_right_that_comes_in_is_recorded_with_every_field(programme: Programme, ana: Actor) -> None:
    paper = SimpleUploadedFile("../contract 7.pdf", PDF, "text/html")
    answer = client(ana).post(address("ledger-add", programme), IN | {"document": paper})
    made = programme.rights_in.order_by("-pk").first()
    assert made is not None
    assert answer["Location"] == f"{address('ledger', programme)}#in-{made.pk}"
    assert (made.territories, made.media) == (frozenset({"TH", "VN"}), frozenset({"SVOD"}))
    assert (made.languages, made.uses) == (frozenset(languages.codes), frozenset(uses.codes))
    assert (made.period.lower, made.period.upper) == (date(2036, 1, 1), date(2041, 1, 1))
    assert (made.latest_end, made.underlying_end) == (date(2040, 1, 1), date(2038, 7, 1))
    assert (made.licensable.lower, made.licensable.upper) == (date(2036, 1, 1), date(2038, 7, 1))
    assert (made.source, made.underlying_note, made.exclusive) == ("Author's contract 7", "Music", True)
    assert made.document is not None
    assert (made.document_name, made.document.read()) == ("contract 7.pdf", PDF)


def test_the_kind_is_read_once_with_blanks_around_it_too(programme: Programme, ana: Actor) -> None:
    """The page chose the form by what was posted and the action by what was read: a blank made it an error of ours."""
    assert client(ana).post(address("ledger-add", programme), OUT | {"purpose": " external "}).status_code == 302
    assert client(ana).post(address("ledger-add", programme), IN | {"purpose": "in\t"}).status_code == 302
    assert (programme.rights_out.get().purpose, programme.rights_in.count()) == ("external", 2)


def test_the_document_is_for_the_sellers_own_members(programme: Programme, ana: Actor, di: Actor, bo: Actor) -> None:
    client(ana).post(address("ledger-add", programme), IN | {"document": SimpleUploadedFile("a.pdf", PDF)})
    made = programme.rights_in.order_by("-pk").first()
    assert made is not None
    page = address("ledger-document", programme, made.pk)
    answer = client(di).get(page)
    assert (answer.status_code, answer["Content-Type"], answer["X-Content-Type-Options"]) == (
        200,
        "application/pdf",
        "nosniff",
    )
    assert b"".join(answer) == PDF
    assert client(bo).get(page).status_code == 404
    assert "/account/login/" in client(None).get(page)["Location"]


def test_what_was_licensed_elsewhere_is_recorded_with_every_field(programme: Programme, ana: Actor) -> None:
    client(ana).post(address("ledger-add", programme), OUT)
    made = programme.rights_out.get()
    assert (made.purpose, made.grade, made.binds) == ("external", Grade.SOLE, "licensor")
    assert (made.territories, made.media) == (frozenset({"TH"}), frozenset({"FTV"}))
    assert (made.languages, made.uses) == (frozenset({"th"}), frozenset({"DUB", "SUB"}))
    assert (made.period.lower, made.period.upper) == (date(2027, 1, 1), date(2028, 1, 1))
    assert (made.runs, made.catch_up_days, made.note) == (3, 7, "Channel 9")
    assert (str(made.cut), made.expires_at, made.active) == ("TV cut", None, True)


def test_options_holdbacks_and_own_use_are_recorded_as_what_they_are(programme: Programme, ana: Actor) -> None:
    browser, day = client(ana), timezone.localdate() + timedelta(days=20)
    option = OUT | {"purpose": "option", "grade": "S", "expires": day.isoformat()}
    assert browser.post(address("ledger-add", programme), option).status_code == 302
    made = programme.rights_out.get()
    assert (made.purpose, made.grade) == ("option", Grade.EXCLUSIVE)
    assert timezone.localdate(made.expires_at) == day
    for binds, grade in (("licensee", Grade.TERM), ("licensor", Grade.HOLDBACK)):
        holdback = OUT | {"purpose": "holdback", "binds": binds, "territories": ["VN"], "cut": ""}
        assert browser.post(address("ledger-add", programme), holdback).status_code == 302
        newest = programme.rights_out.order_by("-pk").first()
        assert newest is not None
        assert (newest.purpose, newest.binds, newest.grade) == ("holdback", binds, grade)
    assert (
        browser.post(address("ledger-add", programme), OUT | {"purpose": "own_use", "territories": ["MY"]}).status_code
        == 302
    )
    assert programme.rights_out.filter(purpose="own_use", grade=Grade.OWN).count() == 1


def test_territories_come_from_boxes_sets_and_pasted_text_without_those_left_out(
    programme: Programme, ana: Actor
) -> None:
    mine = TerritorySet.objects.create(
        organisation=ana.organisation, name="Mekong", territories=frozenset({"KH", "LA"}), changed_by=ana.user
    )
    picked = IN | {"territories": ["TH"], "sets": [mine.pk], "include": "jp; US\nkh", "exclude": "LA", "to": ""}
    picked |= {"latest_end": "", "underlying_end": ""}
    # Japan and the United States are not among the rights held so far, so this is one more right in.
    assert client(ana).post(address("ledger-add", programme), picked).status_code == 302
    made = programme.rights_in.order_by("-pk").first()
    assert made is not None
    assert made.territories == frozenset({"TH", "KH", "JP", "US"})
    assert made.period.upper is None
    world = picked | {"territories": ["WORLD"], "sets": [], "include": "", "exclude": "CN"}
    assert client(ana).post(address("ledger-add", programme), world).status_code == 302
    widest = programme.rights_in.order_by("-pk").first()
    assert widest is not None
    assert widest.territories == frozenset(territories.codes) - {"CN"}


def test_a_set_of_another_organisation_adds_nothing(programme: Programme, ana: Actor, bo: Actor) -> None:
    other = TerritorySet.objects.create(
        organisation=bo.organisation, name="Secret", territories=frozenset({"US"}), changed_by=bo.user
    )
    answer = client(ana).post(address("ledger-add", programme), IN | {"territories": [], "sets": [other.pk]})
    assert (answer.status_code, programme.rights_in.count()) == (422, 1)
    assert "Secret" not in answer.content.decode()


WRONG: list[tuple[dict[str, Any], str, str]] = [
    ({"include": "TH, VN, MYS"}, "territories", "“MYS” is not a code here. Did you mean MY?"),
    ({"include": "JP", "exclude": "JP"}, "territories", "JP stands in both lists."),
    ({"exclude": "TH VN"}, "territories", "Choose at least one."),
    ({"territories": []}, "territories", "Choose at least one."),
    ({"territories": ["XX"]}, "territories", "“XX” is not a code here."),
    ({"sets": ["1"]}, "territories", "One of these sets is not there any more. Choose again."),
    ({"media": []}, "media", "Choose at least one."),
    ({"media": ["VHS"]}, "media", "“VHS” is not a code here."),
    ({"languages": ["klingon"]}, "languages", "“klingon” is not a code here."),
    ({"from": ""}, "from", "Give a date."),
    ({"to": "2035-12-31"}, "to", "The end must lie after the start."),
    ({"to": "soon"}, "to", "“soon” is not a date."),
    ({"latest_end": "2035-01-01"}, "latest_end", "This day lies before the period begins"),
    ({"source": "x" * 121}, "source", "Up to 120 characters fit; these are 121."),
    ({"exclusive": ""}, "exclusive", "Choose one."),
    ({"purpose": "licence"}, "purpose", "“licence” is not known here."),
    ({"purpose": ""}, "purpose", "Choose one."),
    ({"purpose": "external", "grade": "H"}, "grade", "“H” is not known here. Use one of: S, E, N."),
    ({"purpose": "option", "grade": ""}, "grade", "Choose one."),
    (
        {"purpose": "external", "grade": "E", "runs": "3"},
        "runs",
        "This counts for linear media only: choose one of FAST, FTV, PPV, PTV",
    ),
    ({"purpose": "external", "grade": "E", "runs": "many"}, "runs", "“many”: write a whole number from 1 to 32767."),
    ({"purpose": "option", "grade": "E", "expires": "2026-01-01"}, "expires", "An option ends on a day from today on."),
    ({"purpose": "holdback", "binds": "both"}, "binds", "“both” is not known here. Use one of: licensor, licensee."),
    ({"purpose": "holdback", "binds": ""}, "binds", "Choose one."),
    ({"purpose": "external", "grade": "E", "cut": "x" * 81}, "cut", "Up to 80 characters fit; these are 81."),
]


@pytest.mark.parametrize(("change", "field", "said"), WRONG)
def test_what_is_wrong_stands_at_its_field_and_the_rest_is_kept(
    change: dict[str, Any], field: str, said: str, programme: Programme, ana: Actor
) -> None:
    before = AuditEntry.objects.count()
    answer = client(ana).post(address("ledger-add", programme), IN | {"underlying_note": "Music by Suda"} | change)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in near(page, field)
    assert 'value="Music by Suda"' in page
    assert re.search(rf'href="#id_{field}(_0)?"', page)
    assert (programme.rights_in.count(), programme.rights_out.count(), AuditEntry.objects.count()) == (1, 0, before)


def test_a_file_that_is_no_document_is_refused_and_nothing_is_recorded(programme: Programme, ana: Actor) -> None:
    fake = SimpleUploadedFile("contract.pdf", b"<script>alert(1)</script>", "application/pdf")
    answer = client(ana).post(address("ledger-add", programme), IN | {"document": fake})
    assert answer.status_code == 422
    assert "This file is not a readable PDF, JPEG or PNG." in near(answer.content.decode(), "document")
    assert programme.rights_in.count() == 1


def test_what_is_taken_already_is_refused_with_the_cells(programme: Programme, ana: Actor) -> None:
    factories.right_out(programme, media=frozenset({"FTV"}), period=DateRange(date(2027, 6, 1), date(2028, 1, 1)))
    answer = client(ana).post(address("ledger-add", programme), OUT)
    assert answer.status_code == 409
    assert "Not free any more: TH FTV." in answer.content.decode()
    assert programme.rights_out.count() == 1


def test_a_record_shows_all_of_itself_and_its_history(programme: Programme, ana: Actor) -> None:
    client(ana).post(address("ledger-add", programme), OUT)
    made = programme.rights_out.get()
    browser, where = client(ana), address("ledger-record", programme, "out", made.pk)
    assert browser.post(where, {"do": "shorten", "to": "2027-06-30"}).status_code == 302
    page = squeezed(browser.get(where).content)
    for value in ("Licensed elsewhere", "Sole", "TH Thailand", "FTV Free TV", "Thai", "Subtitles and Dub", "TV cut",
                  "1 Jan 2027 – 30 Jun 2027", "Channel 9", "Ana Srisai", "shortened"):  # fmt: skip
        assert value in page, value
    assert '<del><span class="vh">before </span>1 Jan 2027 – 31 Dec 2027</del>' in page
    assert '<ins><span class="vh">after </span>1 Jan 2027 – 30 Jun 2027</ins>' in page
    panel = browser.get(where, headers={"HX-Request": "true"}).content.decode()
    assert ("Channel 9" in panel, "<html" in panel) == (True, False)


def test_a_right_under_a_licence_is_not_ended_and_the_refusal_says_what_to_do(programme: Programme, ana: Actor) -> None:
    factories.right_out(programme)
    right = programme.rights_in.get()
    where = address("ledger-record", programme, "in", right.pk)
    for change in ({"do": "end"}, {"do": "shorten", "to": "2026-12-31"}):
        answer = client(ana).post(where, change)
        page = answer.content.decode()
        assert answer.status_code == 409
        assert "A licence or hold rests on this right" in page
        assert "End the licence first, or record another right that covers it." in page
    same = RightIn.objects.get(pk=right.pk)
    assert (same.period, programme.rights_out.get().active) == (right.period, True)


def test_a_right_is_split_and_a_record_ended(programme: Programme, ana: Actor) -> None:
    right, browser = programme.rights_in.get(), client(ana)
    where = address("ledger-record", programme, "in", right.pk)
    assert browser.post(where, {"do": "split", "on": "2030-01-01"}).status_code == 302
    parts = [(row.period.lower, row.period.upper) for row in programme.rights_in.order_by("pk")]
    assert parts == [(date(2026, 1, 1), date(2030, 1, 1)), (date(2030, 1, 1), date(2036, 1, 1))]
    outside = browser.post(where, {"do": "split", "on": "2040-01-01"})
    assert (outside.status_code, "The day must lie inside the record" in outside.content.decode()) == (422, True)
    assert "Give a date." in browser.post(where, {"do": "split"}).content.decode()
    assert browser.post(where, {"do": "explode"}).status_code == 422
    assert browser.post(where, {"do": "end"}, headers={"HX-Request": "true"})["HX-Redirect"] == address(
        "ledger", programme
    )
    assert programme.rights_in.count() == 1
    assert "Ended" in browser.get(where).content.decode()


def test_an_ended_record_changes_no_more(programme: Programme, ana: Actor) -> None:
    browser, out = client(ana), factories.right_out(programme)
    for where in (
        address("ledger-record", programme, "out", out.pk),
        address("ledger-record", programme, "in", programme.rights_in.get().pk),
    ):
        assert browser.post(where, {"do": "end"}).status_code == 302
        before = AuditEntry.objects.count()
        for change in ({"do": "end"}, {"do": "shorten", "to": "2026-12-31"}):
            again = browser.post(where, change)
            assert (again.status_code, "This record has ended already" in again.content.decode()) == (409, True)
        assert AuditEntry.objects.count() == before


def test_what_a_deal_made_ends_with_the_deal(programme: Programme, ana: Actor, bo: Actor) -> None:
    held = factories.right_out(
        programme,
        purpose="reservation",
        holding=Holding.objects.create(),
        licensee=bo.organisation,
        expires_at=datetime.now(UTC) + timedelta(days=3),
    )
    where = address("ledger-record", programme, "out", held.pk)
    page = client(ana).get(where).content.decode()
    assert f'href="/deals/number/{held.holding_id}/"' in page
    assert ("Yunfan Video" in page, "This record ends with the deal that made it." in page) == (True, True)
    answer = client(ana).post(where, {"do": "end"})
    assert (answer.status_code, RightOut.objects.get(pk=held.pk).active) == (403, True)


def test_records_of_another_programme_are_not_found(programme: Programme, ana: Actor) -> None:
    other = factories.programme(ana.organisation, ana.user, "ตลาด")
    right = factories.right_in(other)
    browser = client(ana)
    assert browser.get(address("ledger-record", programme, "in", right.pk)).status_code == 404
    assert browser.get(address("ledger-record", other, "out", right.pk + 999)).status_code == 404
    assert browser.get(address("ledger-record", other, "sideways", right.pk)).status_code == 404
    assert browser.get(address("ledger-record", other, "in", 10**30)).status_code == 404


def test_a_viewer_cannot_add_and_the_button_says_why(programme: Programme, di: Actor) -> None:
    page = client(di).get(address("ledger-add", programme)).content.decode()
    assert "Listing needs the role seller or owner" in page
    answer = client(di).post(address("ledger-add", programme), IN)
    assert (answer.status_code, programme.rights_in.count()) == (403, 1)
