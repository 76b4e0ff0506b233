"""Export pages: choose, see what the file will not say, download; and a buyer's search as a sheet."""

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client
from lxml import etree
from python_calamine import CalamineWorkbook

from accounts.actors import Actor
from listings.exchange import exporting
from listings.models import Ask, Programme, SellerTerms
from listings.programmes.actions.index_programme import index_programme
from listings.states import DatesShown
from marketplace.files.kinds import XLSX
from marketplace.vocabularies import media, territories
from tests import factories
from tests.worlds import shareable

CHOOSE, FILE, SEARCH = "/studio/export/", "/studio/export/file/", "/catalogue/export/"
REQUEST = "r=svod&t=TH,VN&from=2027-01&to=2027-12&x=1"


@pytest.fixture
@shareable
def catalogue(programme: Programme, bo: Actor) -> Programme:
    """Ana's series: SVOD in Thailand is Bo's until the end of June 2027."""
    factories.right_out(programme, licensee=bo.organisation, note="net of tax")
    Ask.objects.create(programme=programme, medium="SVOD", territory=None, fee_minor=500_000)
    return programme


def browser(actor: Actor) -> Client:
    made = Client()
    made.force_login(actor.user)
    return made


def content(answer: Any) -> bytes:
    assert answer.status_code == 200, answer.status_code
    return b"".join(answer.streaming_content)


def sheet(answer: Any) -> list[list[Any]]:
    return CalamineWorkbook.from_filelike(BytesIO(content(answer))).get_sheet_by_index(0).to_python()


def test_the_page_names_what_the_file_will_not_say_and_offers_it(catalogue: Programme, ana: Actor) -> None:
    page = browser(ana).get(f"{CHOOSE}?check=1&format=xlsx&what=held&scope=all")
    text = page.content.decode()
    assert "PayTV" in text
    assert "because all rights held are written (Licensed elsewhere)" in text
    assert "Your own notes stay with you" in text
    assert "net of tax" not in text
    assert f'href="{FILE}?format=xlsx&amp;what=held&amp;scope=all"' in text


def test_the_files_hold_the_organisations_own_titles_only(catalogue: Programme, ana: Actor, cy: Actor) -> None:
    other = factories.programme(cy.organisation, cy.user, "Kisah")
    factories.right_in(other)
    rows = sheet(browser(ana).get(f"{FILE}?format=xlsx"))
    alid = rows[1].index("ALID")
    assert {row[alid] for row in rows[3:]} == {f"md:alid:org:monsoon.example:{catalogue.public_id}:s1"}
    answer = browser(ana).get(f"{FILE}?format=xlsx&title={other.public_id}")
    assert answer.headers["Location"] == f"{CHOOSE}?format=xlsx&title={other.public_id}&check=1"
    assert browser(ana).get(answer.headers["Location"]).status_code == 422


def test_only_what_is_free_is_written_if_that_was_chosen(catalogue: Programme, ana: Actor) -> None:
    root = etree.fromstring(content(browser(ana).get(f"{FILE}?format=xml&what=free&rows=territory")))
    spaces = {"a": root.nsmap["avails"], "m": root.nsmap["md"]}
    found = root.xpath("//a:Transaction[a:LicenseType='SVOD'][a:Territory/m:country='TH']/a:Start", namespaces=spaces)
    assert [one.text for one in found] == ["2027-07-01T00:00:00"]


@pytest.mark.parametrize(
    ("kind", "name", "content_type"),
    [
        ("xlsx", "avails-{id}-", XLSX.content_type),
        ("xml", "avails-{id}-", "application/xml"),
        ("own-en", "rights-{id}-", XLSX.content_type),
        ("own-zh", "rights-{id}-", XLSX.content_type),
    ],
)
def test_each_format_is_a_download_that_no_cache_keeps(
    kind: str, name: str, content_type: str, catalogue: Programme, ana: Actor
) -> None:
    answer = browser(ana).get(f"{FILE}?format={kind}&title={catalogue.public_id}")
    assert len(content(answer)) > 1000
    assert answer.headers["Content-Type"] == content_type
    assert (
        f'attachment; filename="monsoon-{name.format(id=catalogue.public_id)}' in answer.headers["Content-Disposition"]
    )
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_the_own_sheet_comes_in_both_languages_and_empty(catalogue: Programme, ana: Actor) -> None:
    assert sheet(browser(ana).get(f"{FILE}?format=own-zh"))[0][:2] == ["节目编号", "片名"]
    assert sheet(browser(ana).get(f"{FILE}?format=own-en&blank=1"))[1][0].startswith("// ")


def test_more_titles_than_a_file_holds_are_refused_with_a_way_out(
    catalogue: Programme, ana: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exporting, "MAX_TITLES", 1)
    factories.programme(ana.organisation, ana.user)
    page = browser(ana).get(f"{CHOOSE}?check=1")
    assert page.status_code == 422
    assert "2 titles are more than one file can hold (1)." in page.content.decode()
    assert "Choose fewer titles" in page.content.decode()


def test_nothing_ticked_says_so(catalogue: Programme, ana: Actor) -> None:
    page = browser(ana).get(f"{CHOOSE}?check=1&scope=chosen")
    assert (page.status_code, "None of your titles was chosen." in page.content.decode()) == (422, True)


@pytest.mark.parametrize(
    "query", ["format=pdf&what=%00&rows=x&title=%00", "title=" + "x" * 5000, "check=1&title=a&title=b"]
)
def test_strange_addresses_get_a_page(query: str, catalogue: Programme, ana: Actor) -> None:
    assert browser(ana).get(f"{CHOOSE}?{query}").status_code in (200, 422)


def test_a_search_is_a_sheet_with_the_answer_to_each_cell(catalogue: Programme, cy: Actor) -> None:
    rows = sheet(browser(cy).get(f"{SEARCH}?{REQUEST}"))
    said = dict(zip(rows[1], rows[2], strict=True))
    assert rows[0][0] == "SVOD · Thailand, Viet Nam · 1 Jan 2027 – 31 Dec 2027 · Sole"
    assert (said["Title ID"], said["Seller"], said["Free cells"]) == (catalogue.public_id, "Saphan Pictures", "1 of 2")
    assert (said["TH SVOD"], said["VN SVOD"]) == ("Licensed until 30 Jun 2027, then free", "Free")
    assert said["Ask"] != ""
    assert "Yunfan" not in str(rows)


def test_asks_are_left_out_for_organisations_that_may_not_see_them(catalogue: Programme, cy: Actor) -> None:
    cy.organisation.state = "draft"
    cy.organisation.save()
    rows = sheet(browser(cy).get(f"{SEARCH}?{REQUEST}"))
    assert dict(zip(rows[1], rows[2], strict=True))["Ask"] == ""


def test_dates_are_told_as_the_seller_decided(catalogue: Programme, cy: Actor) -> None:
    SellerTerms.objects.create(organisation=catalogue.organisation, dates_shown=DatesShown.REQUEST)
    rows = sheet(browser(cy).get(f"{SEARCH}?{REQUEST}"))
    assert dict(zip(rows[1], rows[2], strict=True))["TH SVOD"] == "Licensed"
    assert "2027," not in str(rows[2])


def test_words_alone_are_a_search_too(catalogue: Programme, cy: Actor) -> None:
    index_programme(programme=catalogue)
    rows = sheet(browser(cy).get(f"{SEARCH}?q=Shophouse"))
    assert rows[0][0] == "Words: Shophouse"
    assert rows[2][0] == catalogue.public_id
    assert "Free cells" not in rows[1]


def test_a_broken_request_and_too_many_cells_are_refused(catalogue: Programme, cy: Actor) -> None:
    assert browser(cy).get(f"{SEARCH}?r=svod&t=XX&from=2027&to=2026").status_code == 422
    query = f"r={','.join(media.codes)}&t={','.join(territories.codes)}&from=2027-01&to=2027-12"
    assert browser(cy).get(f"{SEARCH}?{query}").status_code == 422


def test_a_right_that_has_ended_leaves_nothing_to_download(ana: Actor) -> None:
    made = factories.programme(ana.organisation, ana.user)
    factories.right_in(made, period=DateRange(date(2020, 1, 1), date(2021, 1, 1)))
    text = browser(ana).get(f"{CHOOSE}?check=1").content.decode()
    assert "There is nothing to write" in text
    assert 'id="download"' not in text
