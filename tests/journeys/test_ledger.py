"""The ledger in a real browser: a stretch of a bar opens its record, a refusal stays at it, confirming takes one click."""

from datetime import date, timedelta

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts.actors import Actor
from listings.models import Programme
from tests import factories
from tests.signing_in import let_in


@pytest.mark.django_db(transaction=True)
def test_a_seller_reads_tries_and_confirms(page: Page, site: str, programme: Programme, ana: Actor) -> None:
    factories.right_out(programme, note="Channel 9", period=DateRange(date(2026, 1, 1), date(2030, 7, 1)))
    Programme.objects.filter(pk=programme.pk).update(rights_confirmed_at=timezone.now() - timedelta(days=100))
    let_in(page, site, ana, "en")
    page.goto(site + reverse("listings:ledger", args=[programme.public_id]))
    expect(page.locator(".fresh.stale")).to_contain_text("Not confirmed since")

    page.locator(".lbars li:first-child .bar a").first.click()
    panel = page.locator("#record-sheet")
    expect(panel).to_contain_text("Channel 9")
    expect(panel).to_contain_text("TH Thailand")
    page.keyboard.press("Escape")

    page.locator("a", has_text="No source contract named").first.click()
    expect(panel).to_contain_text("What rests on it")
    panel.get_by_role("button", name="End this record").click()
    expect(panel.get_by_role("alert")).to_contain_text("A licence or hold rests on this right")
    page.keyboard.press("Escape")
    assert programme.rights_in.count() == 1

    page.get_by_role("button", name="Confirm as of today").click()
    expect(page.locator("#toasts")).to_contain_text("Confirmed as of today.")
    expect(page.locator(".fresh.stale")).to_have_count(0)
