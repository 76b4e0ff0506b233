"""The editor's pages: a message stands at the row and the field that are wrong, the rest stays as it was typed."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.actors import Actor
from listings.models import Programme

ROWS = {
    "credits-role": ["director", "clown", "writer"], "credits-name": ["Nara W.", "Pim", "Suda"], "credits-name_local": ["", "", ""],
    "texts-language": ["th", "en"], "texts-title": ["ตลาด", "Market"], "texts-logline": ["", ""], "texts-synopsis": ["", "Cooks."],
    "permits-territory": ["CN", "MYS"], "permits-kind": ["release", "certificate"], "permits-number": ["11", "12"],
}  # fmt: skip


@pytest.fixture
def client(ana: Actor) -> Client:
    made = Client()
    made.force_login(ana.user)
    return made


def facts(programme: Programme, **changes: Any) -> dict[str, Any]:
    return {
        "revision": programme.revision, "kind": "series", "original_title": "ตลาด", "original_language": "th", "year": "2026",
        "production_territories": ["TH"], "genres": ["food"], "episode_count": "8", "minutes": "45", **changes,
    }  # fmt: skip


def control(page: str, name: str) -> str:
    """A control and what stands behind it, up to the end of its field."""
    found = re.search(rf'<(?:input|select|textarea)[^>]*id="id_{name}".*?</div>', page, re.DOTALL)
    assert found, name
    return found[0]


def test_each_wrong_row_says_so_at_its_field_and_no_row_is_lost(client: Client, programme: Programme) -> None:
    address = reverse("listings:edit", args=[programme.public_id, "basics"])
    answer = client.post(address, facts(programme, **ROWS))
    page = answer.content.decode()
    assert answer.status_code == 422
    role = control(page, "credits-1-role")
    assert 'aria-invalid="true"' in role
    assert "“clown” is not known here." in role
    assert "Did you mean MY?" in control(page, "permits-1-territory")
    assert 'aria-invalid="true"' not in control(page, "credits-0-role")
    assert 'value="Suda"' in control(page, "credits-2-name")
    assert 'href="#id_credits-1-role"' in page
    programme.refresh_from_db()
    assert (programme.credits.count(), programme.revision) == (0, 1)


def test_right_rows_are_kept_and_a_cleared_one_is_removed(client: Client, programme: Programme) -> None:
    address = reverse("listings:edit", args=[programme.public_id, "basics"])
    right = ROWS | {"credits-role": ["director", "actor", "writer"], "permits-territory": ["CN", "MY"]}
    assert client.post(address, facts(programme, **right)).status_code == 302
    assert [c.name for c in programme.credits.order_by("position")] == ["Nara W.", "Pim", "Suda"]
    programme.refresh_from_db()
    cleared = right | {"credits-name": ["Nara W.", "", "Suda"]}
    assert client.post(address, facts(programme, **cleared)).status_code == 302
    assert [c.name for c in programme.credits.order_by("position")] == ["Nara W.", "Suda"]


def test_a_version_that_is_there_twice_is_told_where_it_comes_again(client: Client, programme: Programme) -> None:
    address = reverse("listings:edit", args=[programme.public_id, "materials"])
    rows = {"versions-kind": ["sub", "sub"], "versions-language": ["en", "en"], "versions-state": ["ready", "in_work"]}
    answer = client.post(address, {"revision": programme.revision, "trailer_url": "", **rows})
    assert answer.status_code == 422
    assert "This is here twice." in control(answer.content.decode(), "versions-1-language")
    assert programme.versions.count() == 0
