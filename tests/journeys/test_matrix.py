"""The matrix by keyboard and mouse, its words for a screen reader, the reason beside the cell, and the offer in its side sheet."""

import re

import pytest
from playwright.sync_api import Page, expect

from accounts.actors import Actor
from listings.models import Programme
from tests import factories
from tests.signing_in import let_in

REQUEST = "r=svod,avod&t=CN,TH&from=2027-03&to=2029-02&x=1"

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def opened(page: Page, site: str, programme: Programme, bo: Actor) -> Page:
    """Bo looks at a programme whose SVOD in Thailand is taken until 30 Jun 2027."""
    factories.right_out(programme)
    let_in(page, site, bo, "en")
    page.goto(f"{site}/title/{programme.public_id}/?{REQUEST}")
    return page


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.id"))


def test_one_stop_for_tab_and_arrows_between_cells_and_heads(opened: Page) -> None:
    assert opened.locator("[data-grid] [data-move][tabindex='0']").count() == 1
    opened.focus("#c-SVOD-CN")
    seen = []
    for key in ("ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp", "ArrowUp", "ArrowDown", "Home", "End", "ArrowRight"):
        opened.keyboard.press(key)
        seen.append(focused(opened))
    assert seen == [
        "c-SVOD-HK",
        "c-AVOD-HK",
        "c-AVOD-CN",
        "c-SVOD-CN",
        "h-CN",
        "c-SVOD-CN",
        "h-SVOD",
        "c-SVOD-VN",
        "c-SVOD-VN",
    ]
    assert opened.locator("[data-grid] [data-move][tabindex='0']").get_attribute("id") == "c-SVOD-VN"


def test_a_screen_reader_hears_the_cell_in_words(opened: Page) -> None:
    table = opened.get_by_role("table", name="Availability by right and territory")
    cell = table.get_by_role("link", name="SVOD, Thailand: Licensed until 30 Jun 2027, then free · in your request")
    expect(cell).to_have_attribute("id", "c-SVOD-TH")
    expect(table.get_by_role("columnheader", name="TH, Thailand: in your request")).to_be_visible()
    expect(table.get_by_role("rowheader", name=re.compile("FTV, Free TV"))).to_be_visible()


def test_space_picks_and_keeps_the_focus_and_back_undoes_it(opened: Page) -> None:
    opened.focus("#c-SVOD-TH")
    opened.keyboard.press(" ")
    opened.wait_for_url("**without=SVOD%3ATH*")
    expect(opened.locator("aside .panel b")).to_have_text("3 of 3 cells free")
    assert focused(opened) == "c-SVOD-TH"
    opened.go_back()
    expect(opened.locator("aside .panel b")).to_have_text("3 of 4 cells free")


def test_enter_says_why_and_escape_closes_it(opened: Page) -> None:
    opened.focus("#c-SVOD-TH")
    opened.keyboard.press("Enter")
    why = opened.locator("#why .why-pop")
    expect(why).to_contain_text("In your window: 1 Mar 2027 – 30 Jun 2027. Ends on 30 Jun 2027.")
    expect(why.get_by_role("link", name="Start on 1 Jul 2027")).to_be_visible()
    opened.keyboard.press("Escape")
    expect(why).to_have_count(0)


def test_by_mouse_a_cell_that_is_not_free_says_why_first_and_is_taken_out_there(opened: Page) -> None:
    opened.mouse.wheel(0, 200)
    opened.wait_for_function("window.scrollY > 0")
    before, address = opened.evaluate("window.scrollY"), opened.url
    opened.click("#c-SVOD-TH")
    why = opened.locator("#why .why-pop")
    expect(why).to_contain_text("Ends on 30 Jun 2027.")
    assert (opened.url, opened.evaluate("window.scrollY")) == (address, before)
    why.get_by_role("link", name="Take it out of your request").click()
    opened.wait_for_url("**without=SVOD%3ATH*")
    expect(opened.locator("aside .panel b")).to_have_text("3 of 3 cells free")
    assert opened.evaluate("window.scrollY") == before


def test_a_repair_opens_the_offer_sheet_with_exactly_these_terms(opened: Page) -> None:
    opened.locator("#why-not").get_by_role("link", name=re.compile("^Start on 1 Jul 2027")).click()
    sheet = opened.locator("#offer-sheet")
    expect(sheet.locator("#id_from")).to_have_value("2027-07")
    sheet.locator("#id_fee").fill("165000")
    sheet.locator("#id_fee").press("Tab")
    expect(sheet.locator("#summary")).to_contain_text("All 4 cells are free for the whole window.")
    sheet.locator("#send-offer").click()
    opened.wait_for_url(re.compile("/deal/"))
