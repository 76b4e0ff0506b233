"""One deal from listing to active licence: three people, real browsers, worker, broker and payment page, two languages."""

import os
import re
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from accounts.actors import Actor, Staff
from listings.models import Programme, RightOut
from listings.states import Grade, Purpose
from marketplace.contracts.filed import newest_file
from marketplace.contracts.models import Contract
from marketplace.contracts.states import ContractState, InstalmentState
from marketplace.offers.models import Offer
from marketplace.payments import ledger
from tests import factories
from tests.factories import PASSWORD
from tests.servers import CeleryWorker, visitor
from tests.services import until
from tests.signing_in import code_of, enrol, let_in, sign_in


def list_a_title(page: Page, site: str) -> str:
    """The five steps of the editor; returns the programme's public id."""
    page.goto(f"{site}/studio/titles/new/")
    page.fill("#id_original_title", "ตลาดเที่ยงคืน")
    page.select_option("#id_original_language", "th")
    page.select_option("#id_kind", "series")
    page.fill("#id_year", "2026")
    page.fill("#id_episode_count", "26")
    page.fill("#id_minutes", "45")
    page.check("input[name=production_territories][value=TH]")
    page.check("input[name=genres][value=food]")
    page.fill("#id_texts-0-title", "Midnight Market")
    page.fill("#id_texts-0-synopsis", "Three cooks, one night market, and a rent that is due at dawn.")
    page.click("#save-basics")
    page.wait_for_url(re.compile("/rights/"))
    address = re.search(r"MN-TH-\d+", page.url)
    assert address is not None
    public_id = address[0]
    record_rights(page)
    page.goto(f"{site}/studio/titles/{public_id}/ask/")
    page.fill("#id_asks-0-fee", "9,000")
    page.click("#save-ask")
    page.wait_for_url(re.compile("/materials/"))
    page.goto(f"{site}/studio/titles/{public_id}/preview/")
    page.click("#send-review")
    page.wait_for_load_state()
    return public_id


def record_rights(page: Page) -> None:
    for territory in ("CN", "TH", "VN", "MY"):
        page.check(f"input[name=territories][value={territory}]")
    for medium in ("SVOD", "AVOD"):
        page.check(f"input[name=media][value={medium}]")
    page.fill("#id_from", "2026-01-01")
    page.fill("#id_to", "2035-12-31")
    page.click("#add-record")
    page.wait_for_load_state()


# original title, in English, language, home, ask in US cents, what is taken in the window that is asked for: territory -> why
NEIGHBOURS: tuple[tuple[str, str, str, str, int, dict[str, Purpose]], ...] = (
    ("Langit Kedua", "The Second Sky", "id", "ID", 600_000, {}),
    ("Mùa Nước Nổi", "Flood Season", "vi", "VN", 450_000, {"VN": Purpose.EXTERNAL}),
    ("小鲸远航", "Little Whale Sets Sail", "zh-Hans", "CN", 320_000, {"CN": Purpose.OPTION}),
    ("Hanggang Habagat", "Until the Monsoon", "fil", "PH", 210_000, {"CN": Purpose.HOLDBACK, "VN": Purpose.OPTION}),
)


def list_neighbours() -> None:
    """Other titles around the one of the journey: some free, some taken, some held."""
    seller, person = factories.organisation("Kencana Pictures", territory="ID"), factories.user("Dewi Larasati")
    for original, english, language, home, ask, taken in NEIGHBOURS:
        made = factories.programme(seller, person, original, original_language=language, production_territories=[home])
        with factories.before_review(made):
            made.texts.filter(language="th").update(language=language)
            made.texts.filter(language="en").update(title=english)
        factories.right_in(made)
        made.asks.create(medium="SVOD", fee_minor=ask)
        for territory, why in taken.items():
            factories.right_out(
                made,
                purpose=why,
                grade=Grade.HOLDBACK if why == Purpose.HOLDBACK else Grade.SOLE,
                territories=frozenset({territory}),
                period=DateRange(date(2026, 1, 1), date(2027, 11, 1)),
            )


@dataclass
class Deal:
    """A deal on its way: its people, each at a browser of their own, and what came of it so far."""

    site: str
    worker: CeleryWorker
    ana: Actor
    bo: Actor
    seller: Page
    staff: Page
    buyer: Page
    listing: str = ""
    number: str = ""

    @property
    def contract(self) -> Contract:
        return Contract.objects.get()

    def wait(self, reached: Callable[[], bool], what: str) -> None:
        """Until the worker has done it."""
        until(reached, what, self.worker.child, limit=60)

    def show(self, page: Page, name: str) -> None:
        """The page as a picture for the README, in each language, where one is wanted."""
        folder = os.environ.get("MONSOON_SCREENSHOTS")
        for language in ("zh-hans", "en") if folder else ():
            page.goto(f"{page.url}{'&' if '?' in page.url else '?'}lang={language}")
            page.screenshot(path=Path(folder or "") / f"{name}-{language}.png")


@pytest.fixture
def deal(
    browser: Browser, site: str, worker: CeleryWorker, stripe_sandbox: str, ana: Actor, bo: Actor, sam: Staff
) -> Iterator[Deal]:
    """The seller and staff read English, the buyer Chinese."""
    for who in (ana, bo, sam):
        enrol(who.user)
    with visitor(browser, site) as seller, visitor(browser, site) as staff, visitor(browser, site) as buyer:
        let_in(seller, site, ana)
        let_in(staff, site, sam)
        sign_in(buyer, site, bo, "zh-hans")
        yield Deal(site, worker, ana, bo, seller, staff, buyer)


def test_a_deal_from_listing_to_active_licence(deal: Deal, tmp_path: Path) -> None:
    deal.listing = list_a_title(deal.seller, deal.site)
    assert Programme.objects.get(public_id=deal.listing).state == "in_review"
    publish(deal)
    list_neighbours()
    find_it_free(deal)
    make_an_offer(deal)
    counter_and_accept(deal)
    sign(deal)
    check_seals(deal, tmp_path / "contract.pdf")
    pay_by_card(deal)
    check_books(deal)
    find_it_taken(deal)


def publish(deal: Deal) -> None:
    """Staff reviews and publishes it."""
    deal.staff.goto(f"/staff/listings/{deal.listing}/")
    deal.staff.click("#publish")
    deal.staff.wait_for_url(re.compile("/staff/$"))
    assert Programme.objects.get(public_id=deal.listing).state == "published"


REQUEST = "r=svod&t=CN,VN&from=2027-03&to=2029-02&x=1"


def find_it_free(deal: Deal) -> None:
    """The buyer asks, and finds it free among others."""
    page = deal.buyer
    page.goto(f"/catalogue/?{REQUEST}&q=midnight")
    expect(page.locator("html")).to_have_attribute("lang", re.compile("zh"))
    expect(page.locator(".title-row")).to_have_count(1)
    expect(page.locator(".title-row .fit.ok")).to_be_visible()
    page.goto(f"/catalogue/?{REQUEST}")
    expect(page.locator(".title-row")).to_have_count(1 + len(NEIGHBOURS))
    deal.show(page, "catalogue")
    page.goto(f"/title/{deal.listing}/?{REQUEST}")
    deal.show(page, "programme")


def make_an_offer(deal: Deal) -> None:
    page = deal.buyer
    page.goto(f"/title/{deal.listing}/offer/?{REQUEST}")
    page.fill("#id_fee", "40,000")
    page.click("#send-offer")
    page.wait_for_url(re.compile("/deal/MN-D-"))
    deal.number = Offer.objects.get().public_id


def counter_and_accept(deal: Deal) -> None:
    """The seller counters, the buyer accepts."""
    page = deal.seller
    page.goto(f"/deal/{deal.number}/")
    page.click("a[href='#counter']")
    assert page.evaluate("document.activeElement.form?.id") == "counter"
    page.fill("#counter #id_fee", "48,000")
    page.click("#send-counter")
    page.wait_for_load_state()
    page = deal.buyer
    page.goto(f"/deal/{deal.number}/")
    deal.show(page, "deal-room")
    page.click("#accept")
    page.wait_for_url(re.compile("/contract/"))


def sign(deal: Deal) -> None:
    """Both sign what the worker draws up. The page shows by itself that it can be signed (E12)."""
    page = deal.buyer
    expect(page.locator("#sign-contract")).to_be_visible(timeout=60_000)
    expect(page.locator(".stages li").nth(3)).to_have_class("now")
    assert deal.contract.state == ContractState.TO_SIGN
    for who, page in ((deal.bo, deal.buyer), (deal.ana, deal.seller)):
        page.goto(f"/deal/{deal.number}/contract/")
        page.fill("#id_typed_name", who.user.full_name)
        page.fill("#id_password", PASSWORD)
        page.fill("#id_code", code_of(who.user))
        page.click("#sign-contract")
        page.wait_for_load_state()
    expect(page.locator("#contract-state .rows .badge.ok")).to_have_count(2, timeout=60_000)


def check_seals(deal: Deal, pdf: Path) -> None:
    """Both signatures are sealed, and the rights are the buyer's for good."""
    deal.wait(lambda: not deal.contract.signatures.filter(sealed_at=None).exists(), "both signatures are sealed")
    contract = deal.contract
    assert contract.state == ContractState.SIGNED
    pdf.write_bytes(newest_file(contract)[0].read())
    checked = subprocess.run(["pdfsig", str(pdf)], capture_output=True, text=True, check=True).stdout
    assert checked.count("Signature is Valid") == 2
    held = RightOut.objects.get(holding__contract_line__contract=contract)
    assert (held.purpose, held.expires_at, held.territories) == (Purpose.LICENCE, None, {"CN", "VN"})


def pay_by_card(deal: Deal) -> None:
    """The buyer pays the first instalment: one card is refused, the next one taken."""
    page = deal.buyer
    page.goto(f"/deal/{deal.number}/payments/")
    deal.show(page, "payments")
    page.click(".pay-card >> nth=0")
    page.wait_for_url(re.compile("/c/pay/"))
    page.fill("input[name=name]", "Bo Lin")
    page.fill("input[name=expiry]", f"12/{timezone.now().year % 100 + 2}")
    page.fill("input[name=cvc]", "123")
    page.fill("input[name=number]", "4000 0000 0000 0002")
    page.click("#pay")
    expect(page.locator(".err")).to_be_visible()
    page.fill("input[name=number]", "4242 4242 4242 4242")
    page.fill("input[name=expiry]", f"12/{timezone.now().year % 100 + 2}")
    page.fill("input[name=cvc]", "123")
    page.click("#pay")
    page.wait_for_url(re.compile(f"/deal/{deal.number}/payments/"))


def check_books(deal: Deal) -> None:
    deal.wait(lambda: deal.contract.state == ContractState.ACTIVE, "the licence is active")
    first = deal.contract.instalments.get(number=1)
    assert (first.state, first.gross_minor, first.commission_minor) == (InstalmentState.PAID, 2_400_000, 240_000)
    assert ledger.read_balance(f"held:{deal.number}", "USD").minor == 2_160_000
    assert ledger.check_books(at=timezone.now() + timedelta(seconds=1)) == []
    deal.show(deal.buyer, "paid")


def find_it_taken(deal: Deal) -> None:
    """At once the cells show as licensed to others, and as theirs to the buyer."""
    page = deal.buyer
    page.goto(f"/title/{deal.listing}/?{REQUEST}")
    assert page.locator(".title-hero").is_visible()
    page.goto(f"/catalogue/?{REQUEST}&q=midnight")
    expect(page.locator(".title-row .fit.none")).to_be_visible()
