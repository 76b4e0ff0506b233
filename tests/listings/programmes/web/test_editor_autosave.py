"""The editor saves by itself, says when it could not, and shows what a colleague saved in the meantime."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.actors import Actor
from listings.models import Programme
from listings.states import ListingState
from tests import factories
from tests.markup import posted_rows, squeezed

HTMX = {"HX-Request": "true"}
FACTS: dict[str, Any] = {
    "kind": "series",
    "original_title": "ตลาด",
    "original_language": "th",
    "year": "2026",
    "production_territories": ["TH"],
    "genres": ["food"],
    "episode_count": "8",
    "minutes": "45",
}


@pytest.fixture
def client(ana: Actor) -> Client:
    made = Client()
    made.force_login(ana.user)
    return made


def test_a_new_title_saves_itself_into_one_draft(client: Client) -> None:
    first = client.post(reverse("listings:new"), FACTS | {"revision": 0, "programme": ""}, headers=HTMX)
    made = Programme.objects.get()
    assert first.headers["HX-Replace-Url"] == reverse("listings:edit", args=[made.public_id, "basics"])
    assert f'name="programme" value="{made.public_id}"' in squeezed(first.content)
    again = FACTS | {"revision": made.revision, "programme": made.public_id, "year": "2025"}
    assert client.post(reverse("listings:new"), again, headers=HTMX).status_code == 200
    made.refresh_from_db()
    assert (Programme.objects.count(), made.year, made.state) == (1, 2025, "draft")


def test_what_could_not_be_saved_by_itself_is_said_in_its_line(client: Client, programme: Programme) -> None:
    address = reverse("listings:edit", args=[programme.public_id, "basics"])
    answer = client.post(address, FACTS | {"revision": 1, "year": "1800"}, headers=HTMX)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "“1800”: write a whole number from 1888 to 2100." in page
    assert "<main" not in page
    programme.refresh_from_db()
    assert programme.year == 2026


@pytest.mark.parametrize(
    ("step", "fields"),
    [
        ("ask", {"currency": "USD", "exclusive_percent": "150", "asks-0-medium": "SVOD", "asks-0-fee": "9,000"}),
        ("materials", {"trailer_url": "https://trailers.example/1"}),
    ],
)
def test_the_other_steps_save_themselves_too(
    client: Client, programme: Programme, step: str, fields: dict[str, str]
) -> None:
    factories.put(programme, ListingState.DRAFT)
    address = reverse("listings:edit", args=[programme.public_id, step])
    assert f'hx-post="{address}"' in client.get(address).content.decode()
    answer = client.post(address, fields | {"revision": programme.revision}, headers=HTMX)
    assert (answer.status_code, "Saved at" in answer.content.decode()) == (200, True)
    saved = {"ask": programme.asks.count(), "materials": Programme.objects.exclude(trailer_url="").count()}
    assert saved[step] == 1


def test_a_stale_page_shows_what_a_colleague_saved_keeps_the_rest_and_can_be_saved(
    client: Client, programme: Programme
) -> None:
    factories.put(programme, ListingState.DRAFT)
    address = reverse("listings:edit", args=[programme.public_id, "basics"])
    theirs = posted_rows("texts", {"language": "en", "title": "Night Market", "logline": "", "synopsis": ""})
    assert client.post(address, FACTS | theirs | {"revision": 1, "minutes": "50"}).status_code == 302
    mine = FACTS | theirs | {"revision": 1, "year": "2024", "minutes": "45"}
    answer = client.post(address, mine)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert [(one["field"], one["value"]) for one in answer.context["theirs"]] == [("year", "2026"), ("minutes", "50")]
    assert 'name="year" value="2024"' in page
    assert f'name="revision" value="{answer.context["programme"].revision}"' in page
    assert client.post(address, mine | {"revision": answer.context["programme"].revision}).status_code == 302
    programme.refresh_from_db()
    assert (programme.year, programme.minutes) == (2024, 45)
