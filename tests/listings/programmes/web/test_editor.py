"""The editor's pages: a message stands at the row and the field that are wrong, the rest stays as it was typed."""

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.actors import Actor
from listings.models import Programme
from listings.states import ListingState
from marketplace.vocabularies import languages, uses
from tests import factories
from tests.listings.rights.web.ledger_pages import near
from tests.markup import posted_rows, squeezed

ROWS = (
    posted_rows(
        "credits",
        {"role": "director", "name": "Nara W.", "name_local": ""},
        {"role": "clown", "name": "Pim", "name_local": ""},
        {"role": "writer", "name": "Suda", "name_local": ""},
    )
    | posted_rows(
        "texts", {"language": "th", "title": "ตลาด"}, {"language": "en", "title": "Market", "synopsis": "Cooks."}
    )
    | posted_rows(
        "permits",
        {"territory": "CN", "kind": "release", "number": "11"},
        {"territory": "MYS", "kind": "certificate", "number": "12"},
    )
)


@pytest.fixture
def client(ana: Actor) -> Client:
    made = Client()
    made.force_login(ana.user)
    return made


def facts(programme: Programme, **changes: Any) -> dict[str, Any]:
    return {
        "revision": programme.revision,
        "kind": "series",
        "original_title": "ตลาด",
        "original_language": "th",
        "year": "2026",
        "production_territories": ["TH"],
        "genres": ["food"],
        "episode_count": "8",
        "minutes": "45",
        **changes,
    }


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
    factories.put(programme, ListingState.DRAFT)
    address = reverse("listings:edit", args=[programme.public_id, "basics"])
    right = ROWS | {"credits-1-role": "actor", "permits-1-territory": "MY"}
    assert client.post(address, facts(programme, **right)).status_code == 302
    assert [c.name for c in programme.credits.order_by("position")] == ["Nara W.", "Pim", "Suda"]
    programme.refresh_from_db()
    cleared = right | {"credits-1-name": ""}
    assert client.post(address, facts(programme, **cleared)).status_code == 302
    assert [c.name for c in programme.credits.order_by("position")] == ["Nara W.", "Suda"]


def test_a_version_that_is_there_twice_is_told_where_it_comes_again(client: Client, programme: Programme) -> None:
    address = reverse("listings:edit", args=[programme.public_id, "materials"])
    english = {"kind": "sub", "language": "en"}
    rows = posted_rows("versions", english | {"state": "ready"}, english | {"state": "in_work"})
    answer = client.post(address, {"revision": programme.revision, "trailer_url": "", **rows})
    assert answer.status_code == 422
    assert "This is here twice." in control(answer.content.decode(), "versions-1-language")
    assert programme.versions.count() == 0


def test_what_was_noted_at_a_version_stays_when_the_page_is_saved(client: Client, programme: Programme) -> None:
    """The note came over the API; the page dropped it with the next save."""
    programme.versions.create(language="en", kind="sub", state="ready", note="Reels 1–4 only")
    address = reverse("listings:edit", args=[programme.public_id, "materials"])
    assert 'value="Reels 1–4 only"' in control(client.get(address).content.decode(), "versions-0-note")
    rows = posted_rows(
        "versions",
        {"kind": "sub", "language": "en", "state": "ready", "note": "Reels 1–4 only"},
        {"kind": "dub", "language": "th", "state": "in_work", "note": "x" * 201},
    )
    answer = client.post(address, {"revision": programme.revision, "trailer_url": "", **rows})
    assert answer.status_code == 422
    assert "Up to 200 characters fit" in control(answer.content.decode(), "versions-1-note")
    rows["versions-1-note"] = ""
    assert client.post(address, {"revision": programme.revision, "trailer_url": "", **rows}).status_code == 302
    assert list(programme.versions.order_by("pk").values_list("kind", "state", "note")) == [
        ("sub", "ready", "Reels 1–4 only"),
        ("dub", "in_work", ""),
    ]


def test_what_a_page_does_not_offer_stays_when_it_is_saved(client: Client, programme: Programme) -> None:
    """Boxes and lists of the region dropped a country abroad, and turned its permit into the first one of the list."""
    factories.put(programme, ListingState.DRAFT)
    Programme.objects.filter(pk=programme.pk).update(production_territories=["TH", "FR"])
    programme.permits.create(territory="FR", kind="certificate", number="155")
    address = reverse("listings:edit", args=[programme.public_id, "basics"])
    page = squeezed(client.get(address).content)
    assert '<input type="checkbox" name="production_territories" value="FR"' in page
    assert 'value="FR" selected' in page
    rows = posted_rows("permits", {"territory": "FR", "kind": "certificate", "number": "155"}, {"territory": "CN"})
    assert client.post(address, facts(programme, production_territories=["FR", "TH"], **rows)).status_code == 302
    programme.refresh_from_db()
    assert programme.production_territories == ["TH", "FR"]
    assert [(row.territory, row.number) for row in programme.permits.all()] == [("FR", "155")]


def test_age_classes_are_chosen_and_cleared_and_a_wrong_one_is_told_at_the_list(
    client: Client, programme: Programme
) -> None:
    factories.put(programme, ListingState.DRAFT)
    address = reverse("listings:edit", args=[programme.public_id, "basics"])
    assert client.post(address, facts(programme, ratings=["", "TH:13", "SG:PG"])).status_code == 302
    stored = programme.ratings.order_by("territory").values_list("territory", "system", "value")
    assert list(stored) == [("SG", "MDA", "PG"), ("TH", "BFVC", "13")]
    programme.refresh_from_db()
    answer = client.post(address, facts(programme, ratings=["", "TH:13", "TH:15"]))
    assert answer.status_code == 422
    assert "This is here twice." in control(answer.content.decode(), "ratings")
    assert 'href="#id_ratings"' in answer.content.decode()
    assert programme.ratings.count() == 2
    assert client.post(address, facts(programme, ratings=[""])).status_code == 302
    assert programme.ratings.count() == 0


def test_a_message_is_tied_to_its_control_and_spare_rows_do_not_grow(client: Client, programme: Programme) -> None:
    address = reverse("listings:edit", args=[programme.public_id, "basics"])
    rows = posted_rows("credits", {"role": "clown", "name": "Pim"}, {"role": "director"}, {"role": "director"})
    page = squeezed(client.post(address, facts(programme, **rows)).content)
    assert 'aria-describedby="id_credits-0-role-error"' in page
    assert '<div id="id_credits-0-role-error">' in page
    assert ('id="id_credits-4-role"' in page, 'id="id_credits-5-role"' in page) == (True, False)


def test_a_trailers_address_that_is_too_long_is_refused_at_its_field(client: Client, programme: Programme) -> None:
    """It failed in the database."""
    address = reverse("listings:edit", args=[programme.public_id, "materials"])
    link = "https://trailers.example/" + "x" * 200
    answer = client.post(address, {"revision": programme.revision, "trailer_url": link})
    assert (answer.status_code, list(answer.context["form"].messages())) == (422, ["trailer_url"])


def test_a_picture_that_is_refused_saves_nothing_else_of_its_page(client: Client, programme: Programme) -> None:
    factories.put(programme, ListingState.DRAFT)
    address = reverse("listings:edit", args=[programme.public_id, "materials"])
    sent = {"revision": programme.revision, "trailer_url": "https://trailers.example/1"}
    answer = client.post(address, sent | {"artwork": SimpleUploadedFile("x.png", b"<svg>")})
    assert answer.status_code == 422
    assert "This file is not a picture we can read." in control(answer.content.decode(), "artwork")
    programme.refresh_from_db()
    assert (programme.trailer_url, programme.revision) == ("", 1)


def test_lines_that_end_otherwise_are_no_change_of_a_published_title(client: Client, programme: Programme) -> None:
    """A browser ends lines with two characters, the API with one."""
    factories.put(programme, ListingState.DRAFT)
    programme.texts.filter(language="en").update(synopsis="One.\nTwo.")
    factories.put(programme, ListingState.PUBLISHED)
    given = [{"language": row.language, "title": row.title, "logline": row.logline} for row in programme.texts.all()]
    rows = [row | {"synopsis": "One.\r\nTwo." if row["language"] == "en" else ""} for row in given]
    sent = {name: getattr(programme, name) or "" for name in ("year", "episode_count", "minutes", "original_title")}
    sent |= {"production_territories": programme.production_territories, "genres": programme.genres}
    address = reverse("listings:edit", args=[programme.public_id, "basics"])
    assert client.post(address, facts(programme, **sent, **posted_rows("texts", *rows))).status_code == 302
    assert programme.revisions.count() == 0


def test_asks_are_told_by_right_and_kept_as_typed(client: Client, programme: Programme) -> None:
    address = reverse("listings:edit", args=[programme.public_id, "ask"])
    rows = posted_rows("asks", {"medium": "SVOD", "fee": "9,000"}, {"medium": "AVOD", "fee": "12.50"})
    sent = {"currency": "USD", "exclusive_percent": "150", **rows}
    answer = client.post(address, sent)
    page = answer.content.decode()
    assert (answer.status_code, list(answer.context["form"].messages())) == (422, ["asks-1-fee"])
    assert "AVOD Ad-supported VOD: Fees are whole amounts: leave out the decimals." in page
    assert ('value="9,000"' in page, 'value="12.50"' in page, programme.asks.count()) == (True, True, 0)
    assert client.post(address, sent | {"asks-1-fee": ""}).status_code == 302
    assert list(programme.asks.values_list("medium", "fee_minor")) == [("SVOD", 900_000)]


RECORD = {
    "purpose": "in",
    "territories": ["TH", "CN"],
    "media": ["SVOD"],
    "from": "2026-01",
    "to": "2035-12",
    "exclusive": "1",
    "source": "Own production",
}


def rights(client: Client, programme: Programme, **fields: Any) -> Any:
    return client.post(reverse("listings:edit", args=[programme.public_id, "rights"]), RECORD | fields)


def test_a_right_is_held_in_all_languages_and_uses_unless_some_are_chosen(client: Client, programme: Programme) -> None:
    programme.rights_in.all().delete()
    assert rights(client, programme).status_code == 302
    assert rights(client, programme, languages=["th", "zh-Hans"], uses=["SUB"]).status_code == 302
    every, some = programme.rights_in.order_by("pk")
    assert (every.languages, every.uses) == (frozenset(languages.codes), uses.ALL)
    assert (some.languages, some.uses) == (frozenset({"th", "zh-Hans"}), frozenset({"SUB"}))


def test_a_licence_for_one_language_leaves_the_others_free(client: Client, programme: Programme) -> None:
    sold = {"purpose": "external", "grade": "E", "from": "2027-01", "to": "2027-12"}
    assert rights(client, programme, **sold, languages=["zh-Hans"], uses=["DUB"]).status_code == 302
    made = programme.rights_out.get()
    assert (made.languages, made.uses, made.grade) == (frozenset({"zh-Hans"}), frozenset({"DUB"}), "E")
    assert rights(client, programme, **sold, languages=["th"], uses=["DUB"]).status_code == 302
    assert rights(client, programme, **sold).status_code == 409


def test_an_unknown_language_is_refused_at_the_field_and_the_rest_is_kept(client: Client, programme: Programme) -> None:
    before = programme.rights_in.count()
    answer = rights(client, programme, languages=["tha"])
    assert answer.status_code == 422
    assert "“tha” is not a code" in near(answer.content.decode(), "languages")
    assert 'value="2035-12"' in answer.content.decode()
    assert programme.rights_in.count() == before


def test_a_sale_of_what_is_not_held_says_what_the_seller_can_mend(client: Client, programme: Programme) -> None:
    sold = {"purpose": "external", "grade": "E", "territories": ["JP"], "from": "2027-01", "to": "2027-12"}
    answer = rights(client, programme, **sold)
    page = answer.content.decode()
    assert (answer.status_code, answer.context["problem"].code) == (409, "rights_not_held")
    assert "Record the right in first, or make this record smaller." in page
    assert programme.rights_out.count() == 0


def listed(client: Client, query: str) -> list[str]:
    """The titles on a page of My titles, in their order."""
    answer = client.get(f"{reverse('listings:titles')}?{query}")
    assert answer.status_code == 200
    return [row["p"].original_title for row in answer.context["titles"]]


def test_my_titles_come_in_pages_and_are_found_by_words_and_number(client: Client, ana: Actor, cy: Actor) -> None:
    made = [factories.programme(ana.organisation, ana.user, title=f"Harbour {n}") for n in range(52)]
    factories.programme(cy.organisation, cy.user, title="Harbour of a rival")
    newest = [one.original_title for one in reversed(made)]
    assert listed(client, "") == newest[:50]
    assert listed(client, "page=2") == newest[50:]
    assert listed(client, "page=99") == newest[50:]
    assert sorted(listed(client, "title=harbour 1&page=1")) == sorted(
        ["Harbour 1", *(f"Harbour {n}" for n in range(10, 20))]
    )
    assert listed(client, f"title={made[7].public_id.lower()}") == ["Harbour 7"]
    assert listed(client, "title=rival") == listed(client, "title=harbour&show=taken_down") == []
    assert "No title of yours matches." in client.get(f"{reverse('listings:titles')}?title=rival").content.decode()
