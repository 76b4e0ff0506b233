"""Amounts in the reader's own currency: about right, dated, and nowhere near a contract."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts import actions
from accounts.actors import Actor, Staff
from accounts.models import AuditEntry, ExchangeRate
from accounts.queries.rates import rates_as_of
from listings.models import Programme
from marketplace.kit.formats import format_date
from marketplace.kit.money import Money
from marketplace.kit.problems import Invalid
from marketplace.kit.rates import About, Rate, convert_money
from tests import factories
from tests.factories import NOW

TODAY = NOW.date()
RATES = {"CNY": Rate(Decimal("7.12"), date(2026, 11, 20)), "VND": Rate(Decimal(26_300), date(2026, 11, 19))}


@pytest.mark.parametrize(
    ("money", "to", "expected"),
    [
        (Money(17_250_000, "USD"), "CNY", About(Money(123_000_000, "CNY"), date(2026, 11, 20))),
        (Money(17_250_000, "CNY"), "USD", About(Money(2_420_000, "USD"), date(2026, 11, 20))),
        (Money(100_000, "USD"), "VND", About(Money(26_300_000, "VND"), date(2026, 11, 19))),
        (Money(1_000_000, "VND"), "CNY", About(Money(27_100, "CNY"), date(2026, 11, 19))),
        (Money(1_000, "USD"), "CNY", About(Money(7_100, "CNY"), date(2026, 11, 20))),
        (Money(1_000, "USD"), "USD", None),
        (Money(1_000, "USD"), "THB", None),
        (Money(1_000, "THB"), "CNY", None),
    ],
)
def test_an_amount_is_converted_by_way_of_the_dollar_and_rounded(money: Money, to: str, expected: About | None) -> None:
    assert convert_money(money, to, RATES) == expected


def test_staff_note_a_days_rates_and_may_correct_them(sam: Staff) -> None:
    for value in ("7.2", "7.12"):
        actions.add_rates(day=TODAY, rates={"CNY": value, "THB": ""}, source="Central bank", by=sam, at=NOW)
    row = ExchangeRate.objects.get()
    assert (row.currency, row.per_usd, row.source, row.added_by) == ("CNY", Decimal("7.12"), "Central bank", sam.user)
    entry = AuditEntry.objects.filter(action="accounts.add_rates").latest("pk")
    assert (entry.before, entry.after["CNY"]) == ({"CNY": "7.2"}, "7.12")


@pytest.mark.parametrize(
    ("rates", "source", "day", "field"),
    [
        ({"CNY": "seven"}, "Bank", TODAY, "CNY"),
        ({"CNY": "0"}, "Bank", TODAY, "CNY"),
        ({"CNY": "-7"}, "Bank", TODAY, "CNY"),
        ({"CNY": "NaN"}, "Bank", TODAY, "CNY"),
        ({"CNY": "7.1234567"}, "Bank", TODAY, "CNY"),
        ({"RMB": "7"}, "Bank", TODAY, "RMB"),
        ({"USD": "1"}, "Bank", TODAY, "USD"),
        ({"CNY": "7"}, " ", TODAY, "source"),
        ({"CNY": "7"}, "Bank", TODAY + timedelta(days=1), "day"),
        ({"CNY": ""}, "Bank", TODAY, "rates"),
    ],
)
def test_a_rate_that_makes_no_sense_is_refused(
    rates: dict[str, str], source: str, day: date, field: str, sam: Staff
) -> None:
    with pytest.raises(Invalid) as refusal:
        actions.add_rates(day=day, rates=rates, source=source, by=sam, at=NOW)
    assert list(refusal.value.errors) == [field]
    assert ExchangeRate.objects.count() == 0


def test_the_newest_rate_of_each_currency_counts_unless_it_is_old(sam: Staff) -> None:
    for day, value in ((1, "7.0"), (20, "7.12"), (23, "7.2")):
        actions.add_rates(day=date(2026, 11, day), rates={"CNY": value}, source="Bank", by=sam, at=NOW)
    actions.add_rates(day=date(2026, 6, 1), rates={"THB": "32"}, source="Bank", by=sam, at=NOW)
    assert rates_as_of(date(2026, 11, 22)) == {"CNY": Rate(Decimal("7.12"), date(2026, 11, 20))}


def reader(who: Actor | Staff) -> Client:
    client = Client()
    client.force_login(who.user)
    return client


def note_today(rates: dict[str, str], by: Staff) -> str:
    """Pages read the clock, so these rates are of the clock's day; returns it in words."""
    now = timezone.now()
    actions.add_rates(day=now.date(), rates=rates, source="Bank", by=by, at=now)
    return format_date(now.date(), "en", style="prose")


def test_a_member_reads_offers_in_the_own_currency_else_in_the_organisations(
    programme: Programme, bo: Actor, ana: Actor, sam: Staff
) -> None:
    offer = factories.offer(programme, bo)
    day = note_today({"CNY": "7.12", "THB": "32.5"}, sam)
    address = reverse("offers:deal", args=[offer.public_id])
    assert "about" not in reader(ana).get(address).content.decode().split("<main")[1].split("aside")[0]
    bo.organisation.display_currency = "CNY"
    bo.organisation.save()
    assert f"about CN¥1,170,000 (rate of {day})" in reader(bo).get(f"{address}?lang=en").content.decode()
    bo.user.display_currency = "THB"
    bo.user.save()
    assert f"about THB 5,360,000 (rate of {day})" in reader(bo).get(f"{address}?lang=en").content.decode()


def test_the_contract_knows_one_currency(programme: Programme, bo: Actor, ana: Actor, sam: Staff) -> None:
    contract = factories.contract(factories.offer(programme, bo), ana)
    note_today({"CNY": "7.12"}, sam)
    bo.user.display_currency = "CNY"
    bo.user.save()
    page = reader(bo).get(reverse("contracts:contract", args=[contract.deal.public_id])).content.decode()
    assert "CN¥" not in page


def test_a_member_chooses_the_currency_in_the_profile(bo: Actor) -> None:
    facts = {"full_name": "Bo Lin", "job_title": "", "language": "en", "time_zone": "Asia/Shanghai"}
    client = reader(bo)
    assert client.post(reverse("accounts:profile"), facts | {"display_currency": "CNY"}).status_code == 302
    bo.user.refresh_from_db()
    assert bo.user.display_currency == "CNY"
    assert client.post(reverse("accounts:profile"), facts | {"display_currency": "RMB"}).status_code == 422


def test_the_staffs_page_takes_rates_and_keeps_what_was_typed_wrong(sam: Staff) -> None:
    client, address = reader(sam), reverse("staff:rates")
    wrong = client.post(address, {"day": "2026-11-20", "source": "Bank", "CNY": "7,12", "THB": "32.5"})
    assert wrong.status_code == 422
    assert "“7,12”: write a number with a point, such as 7.1234." in wrong.content.decode()
    assert 'value="32.5"' in wrong.content.decode()
    day = timezone.now().date()
    assert client.post(address, {"day": day, "source": "Bank", "CNY": "7.12"}).status_code == 302
    assert f"now 7.12, of {format_date(day, 'en', style='prose')}" in client.get(f"{address}?lang=en").content.decode()
