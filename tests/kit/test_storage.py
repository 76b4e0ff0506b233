"""A full disk: Monsoon is read and not written, says so, and goes on by itself when there is room again (O-07)."""

from datetime import timedelta

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from accounts.actors import Actor
from listings.models import Programme
from marketplace.celery import app
from marketplace.offers.models import Message, Round
from marketplace.offers.states import RoundState
from tests import factories

FULL = "Monsoon can be read, but nothing can be saved now."
ENDLESS = 1 << 60


@pytest.fixture
def full(settings: Settings) -> Settings:
    settings.STORAGE_RESERVE_BYTES = ENDLESS
    return settings


def test_o07_a_full_disk_is_read_and_not_written(
    full: Settings, client: Client, programme: Programme, cy: Actor
) -> None:
    deal = factories.offer(programme, cy)
    client.force_login(cy.user)
    shown = client.get(f"/deal/{deal.public_id}/")
    assert (shown.status_code, FULL in shown.content.decode()) == (200, True)
    refused = client.post(f"/deal/{deal.public_id}/messages/", {"text": "Hello"})
    assert (refused.status_code, FULL in refused.content.decode()) == (503, True)
    assert client.post("/api/v1/offers/", {}).json()["error"]["code"] == "storage_full"
    assert not Message.objects.exists()
    assert "storage_full" in client.get("/health/queues").json()["late"]
    full.STORAGE_RESERVE_BYTES = 0
    assert FULL not in client.get(f"/deal/{deal.public_id}/").content.decode()
    assert client.post(f"/deal/{deal.public_id}/messages/", {"text": "Hello"}).status_code == 302
    assert Message.objects.get().text == "Hello"


def test_o07_people_can_still_sign_in(full: Settings, client: Client, cy: Actor) -> None:
    sent = client.post("/account/login/", {"login": cy.user.email, "password": factories.PASSWORD})
    assert (sent.status_code, sent["Location"]) == (302, "/home/")


def test_o07_a_worker_leaves_its_rows_until_there_is_room(full: Settings, programme: Programme, cy: Actor) -> None:
    factories.offer(programme, cy)  # of a week ago: its time to answer is over
    Round.objects.update(expires_at=factories.NOW + timedelta(seconds=1))
    app.tasks["offers.expire_rounds"]()
    assert Round.objects.get().state == RoundState.OPEN
    full.STORAGE_RESERVE_BYTES = 0
    app.tasks["offers.expire_rounds"]()
    assert Round.objects.get().state == RoundState.EXPIRED
