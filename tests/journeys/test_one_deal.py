"""One deal from listing to active licence: three people, a real browser, worker, broker and payment page."""

import re
import subprocess
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts.actors import Actor, Staff
from accounts.roles import Role
from listings.models import Programme, RightOut
from listings.states import Grade, Purpose
from marketplace.contracts.models import Contract
from marketplace.contracts.states import ContractState, InstalmentState
from marketplace.offers.models import Offer
from marketplace.payments import ledger
from tests import factories
from tests.factories import PASSWORD
from tests.servers import CeleryWorker
from tests.services import until
from tests.signing_in import code_of, enrol, sign_in

LANGUAGES = pytest.mark.parametrize("language", ["en", "zh-hans"])


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
    page.fill("input[name=texts-title] >> nth=0", "Midnight Market")
    page.fill(
        "textarea[name=texts-synopsis] >> nth=0", "Three cooks, one night market, and a rent that is due at dawn."
    )
    page.click("#save-basics")
    page.wait_for_url(re.compile("/rights/"))
    public_id = re.search(r"MN-TH-\d+", page.url)[0]  # type: ignore[index] -- the address holds it
    record_rights(page)
    page.goto(f"{site}/studio/titles/{public_id}/ask/")
    page.fill("#id_ask-SVOD", "9,000")
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
    page.fill("#id_from", "2026-01")
    page.fill("#id_to", "2035-12")
    page.click("#add-record")
    page.wait_for_load_state()


# original title, in English, language, home, ask in US cents, what is taken in the window that is asked for: territory -> why
NEIGHBOURS = (
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
                made, purpose=why, grade=Grade.HOLDBACK if why == Purpose.HOLDBACK else Grade.SOLE,
                territories=frozenset({territory}), period=DateRange(date(2026, 1, 1), date(2027, 11, 1)),
            )  # fmt: skip


def shoot(page: Page, folder: Path, name: str, language: str) -> None:
    page.screenshot(path=folder / f"{name}-{language}.png", full_page=False)


@LANGUAGES
def test_a_deal_from_listing_to_active_licence(
    site: str, worker: CeleryWorker, stripe_sandbox: str, page: Page, screenshots: Path, ana: Actor, bo: Actor, sam: Staff,
    language: str, tmp_path: Path,
) -> None:  # fmt: skip
    for who in (ana, bo, sam):
        enrol(who.user)
    # The producer lists a title.
    sign_in(page, site, ana, language)
    public_id = list_a_title(page, site)
    assert Programme.objects.get(public_id=public_id).state == "in_review"

    # Staff reviews and publishes it.
    sign_in(page, site, sam, language)
    page.goto(f"{site}/desk/listings/{public_id}/")
    page.click("#publish")
    page.wait_for_url(re.compile("/desk/$"))
    assert Programme.objects.get(public_id=public_id).state == "published"

    # The buyer asks, finds it free among others, makes an offer.
    list_neighbours()
    sign_in(page, site, bo, language)
    request = "r=svod&t=CN,VN&from=2027-03&to=2029-02&x=1"
    page.goto(f"{site}/catalogue/?{request}&q=midnight")
    expect(page.locator(".title-row")).to_have_count(1)
    expect(page.locator(".title-row .fit.ok")).to_be_visible()
    page.goto(f"{site}/catalogue/?{request}")
    expect(page.locator(".title-row")).to_have_count(1 + len(NEIGHBOURS))
    shoot(page, screenshots, "catalogue", language)
    page.goto(f"{site}/title/{public_id}/?{request}")
    shoot(page, screenshots, "programme", language)
    page.goto(f"{site}/title/{public_id}/offer/?{request}")
    page.fill("#id_fee", "40,000")
    page.click("#send-offer")
    page.wait_for_url(re.compile("/deal/MN-D-"))
    deal = Offer.objects.get()

    # The seller counters, the buyer accepts.
    sign_in(page, site, ana, language)
    page.goto(f"{site}/deal/{deal.public_id}/")
    page.click("#counter summary")
    page.fill("#counter #id_fee", "48,000")
    page.click("#send-counter")
    page.wait_for_load_state()
    sign_in(page, site, bo, language)
    page.goto(f"{site}/deal/{deal.public_id}/")
    shoot(page, screenshots, "deal-room", language)
    page.click("#accept")
    page.wait_for_url(re.compile("/contract/"))

    # Both sign; the worker draws up and seals. The page shows by itself that it can be signed (E12).
    contract = Contract.objects.get()
    expect(page.locator("#sign-contract")).to_be_visible(timeout=60_000)
    expect(page.locator(".stages li").nth(3)).to_have_class("now")
    until(lambda: Contract.objects.get().state == ContractState.TO_SIGN, "the contract is drawn up", worker.child)
    for who in (bo, ana):
        sign_in(page, site, who, language)
        page.goto(f"{site}/deal/{deal.public_id}/contract/")
        page.fill("#id_typed_name", who.user.full_name)
        page.fill("#id_password", PASSWORD)
        page.fill("#id_code", code_of(who.user))
        page.click("#sign-contract")
        page.wait_for_load_state()
    expect(page.locator("#contract-state .rows .badge.ok")).to_have_count(2, timeout=60_000)
    until(lambda: not contract.signatures.filter(sealed_at=None).exists(), "both signatures are sealed", worker.child)
    contract.refresh_from_db()
    assert contract.state == ContractState.SIGNED
    pdf = tmp_path / "contract.pdf"
    pdf.write_bytes(contract.sealed_document.read())
    checked = subprocess.run(["pdfsig", str(pdf)], capture_output=True, text=True, check=True).stdout
    assert checked.count("Signature is Valid") == 2
    held = RightOut.objects.get(held_for=f"offer:{deal.pk}")
    assert (held.purpose, held.expires_at, held.territories) == (Purpose.LICENCE, None, {"CN", "VN"})

    # The buyer pays the first instalment by card.
    sign_in(page, site, bo, language)
    page.goto(f"{site}/deal/{deal.public_id}/payments/")
    shoot(page, screenshots, "payments", language)
    page.click(".pay-card >> nth=0")
    page.wait_for_url(re.compile("/c/pay/"))
    page.fill("input[name=number]", "4000 0000 0000 0002")
    page.fill("input[name=expiry]", f"12/{timezone.now().year % 100 + 2}")
    page.fill("input[name=cvc]", "123")
    page.fill("input[name=name]", "Bo Lin")
    page.click("#pay")
    expect(page.locator(".err")).to_be_visible()
    page.fill("input[name=number]", "4242 4242 4242 4242")
    page.fill("input[name=expiry]", f"12/{timezone.now().year % 100 + 2}")
    page.fill("input[name=cvc]", "123")
    page.click("#pay")
    page.wait_for_url(re.compile(f"/deal/{deal.public_id}/payments/"))
    until(lambda: Contract.objects.get().state == ContractState.ACTIVE, "the licence is active", worker.child)
    first = contract.instalments.get(number=1)
    assert (first.state, first.gross_minor, first.commission_minor) == (InstalmentState.PAID, 2_400_000, 240_000)
    assert ledger.balance(f"held:{deal.public_id}", "USD").minor == 2_160_000
    assert ledger.verify(at=timezone.now() + timedelta(seconds=1)) == []
    shoot(page, screenshots, "paid", language)

    # At once the cells show as licensed to others, and as theirs to the buyer.
    page.goto(f"{site}/title/{public_id}/?{request}")
    assert page.locator(".title-hero").is_visible()
    page.goto(f"{site}/catalogue/?{request}&q=midnight")
    expect(page.locator(".title-row .fit.none")).to_be_visible()
    assert Role.OWNER in ana.roles
