"""F26: "today" is the acting organisation's day, for pages, API and tasks alike."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.actors import Actor, Person
from accounts.days import day_at, today_for
from accounts.models import Organisation
from tests import factories

EVENING = datetime(2026, 11, 29, 16, 30, tzinfo=UTC)  # 30 November in China, 29 November in London


@pytest.mark.parametrize(
    ("territory", "own", "day"),
    [
        ("CN", "", date(2026, 11, 30)),
        ("ID", "", date(2026, 11, 29)),
        ("GB", "", date(2026, 11, 29)),
        ("GB", "Asia/Tokyo", date(2026, 11, 30)),
    ],
)
def test_a_day_begins_in_the_organisations_zone(db: None, territory: str, own: str, day: date) -> None:
    org = factories.organisation("Any", territory=territory, time_zone=own)
    assert day_at(org, EVENING) == day


def test_today_is_the_organisations_even_for_a_member_who_travels(bo: Actor) -> None:
    with timezone.override("Europe/London"):
        assert (today_for(bo, EVENING), today_for(None, EVENING)) == (date(2026, 11, 30), date(2026, 11, 29))


def test_an_organisation_outside_the_region_takes_its_founders_zone(db: None) -> None:
    from accounts.actions import create_organisation

    founder = factories.user("Lee", time_zone="Europe/Paris")
    made = create_organisation(
        by=Person(founder),
        at=EVENING,
        kinds=["producer"],
        name_en="Seine Films",
        territory="FR",
        name_local="",
        name_language="",
        registration_number="",
        display_currency="EUR",
    )
    assert (made.time_zone, made.zone.key) == ("Europe/Paris", "Europe/Paris")


def test_the_zone_is_chosen_on_the_organisations_page(ana: Actor, client: Client) -> None:
    client.force_login(ana.user)
    org = ana.organisation
    data = {
        "kinds": org.kinds,
        "territory": org.territory,
        "name_en": org.name_en,
        "name_local": org.name_local,
        "name_language": org.name_language,
        "display_currency": "USD",
    }
    assert client.post(reverse("accounts:organisation"), data | {"time_zone": "Mars/Base"}).status_code == 422
    assert client.post(reverse("accounts:organisation"), data | {"time_zone": "Asia/Makassar"}).status_code == 302
    org.refresh_from_db()
    assert org.time_zone == "Asia/Makassar"


@pytest.mark.parametrize(
    ("zone", "moment", "day"),
    [
        # New York: 01:30 comes twice on 1 November 2026; midnight before and after it is an hour apart in UTC.
        ("America/New_York", "2026-11-01T03:59", "2026-10-31"),
        ("America/New_York", "2026-11-01T04:00", "2026-11-01"),
        ("America/New_York", "2026-11-02T04:59", "2026-11-01"),
        ("America/New_York", "2026-11-02T05:00", "2026-11-02"),
        # 02:30 does not exist on 14 March 2027.
        ("America/New_York", "2027-03-15T03:59", "2027-03-14"),
        ("America/New_York", "2027-03-15T04:00", "2027-03-15"),
        # The year begins eight hours earlier in Shanghai than in UTC.
        ("Asia/Shanghai", "2026-12-31T15:59", "2026-12-31"),
        ("Asia/Shanghai", "2026-12-31T16:00", "2027-01-01"),
        ("UTC", "2026-12-31T23:59", "2026-12-31"),
        ("UTC", "2027-01-01T00:00", "2027-01-01"),
        ("Asia/Shanghai", "2028-02-28T16:00", "2028-02-29"),
    ],
)
def test_o06_a_day_is_the_organisations_when_the_hour_changes_and_the_year_ends(
    zone: str, moment: str, day: str
) -> None:
    org = Organisation(territory="US", time_zone=zone)
    assert day_at(org, datetime.fromisoformat(f"{moment}+00:00")).isoformat() == day
