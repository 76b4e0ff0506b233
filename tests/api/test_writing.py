"""Programmes and rights written over the API: the same refusals as the editor's, nothing of others in reach."""

from typing import Any

import pytest
from django.test import Client

from accounts.actors import Actor
from accounts.roles import Role, Scope
from listings.models import Programme, RightIn, RightOut
from listings.states import ListingState
from marketplace import api_docs
from tests import factories
from tests.api.test_two_doors import caller
from tests.markup import posted_rows

FACTS: dict[str, Any] = {
    "kind": "series",
    "original_title": "ตลาดเที่ยงคืน",
    "original_language": "th",
    "production_territories": ["TH"],
    "year": 2026,
    "episode_count": 2,
    "minutes": 45,
    "genres": ["food"],
    "texts": [{"language": "en", "title": "Midnight Market", "synopsis": "Three cooks."}],
    "credits": [{"role": "director", "name": "Nara W."}],
    "seasons": [{"number": 1, "episodes": [{"number": 1, "title": "Rice", "minutes": 45}, {"number": 2}]}],
}
HELD: dict[str, Any] = {
    "territories": ["TH", "CN"],
    "media": ["SVOD"],
    "languages": ["th"],
    "uses": ["SUB"],
    "from": "2026-01",
    "to": "2035-12",
    "exclusive": True,
    "source": "Own production",
}
SOLD = HELD | {"purpose": "external", "grade": "E", "from": "2027-01", "to": "2027-12"}


def page_of(actor: Actor) -> Client:
    client = Client()
    client.force_login(actor.user)
    return client


def as_form(facts: dict[str, Any]) -> dict[str, Any]:
    """The same facts as the editor posts them."""
    lists = ("texts", "credits", "permits")
    form = {name: value for name, value in facts.items() if name not in {*lists, "seasons", "ratings"}}
    for name in lists:
        form |= posted_rows(name, *facts.get(name, ()))
    return form | {"ratings": ["", *(f"{row['territory']}:{row['value']}" for row in facts.get("ratings", ()))]}


BAD_FACTS: dict[str, tuple[dict[str, Any], str]] = {
    "no title": ({"original_title": " "}, "original_title"),
    "unknown kind": ({"kind": "opera"}, "kind"),
    "unknown language": ({"original_language": "tha"}, "original_language"),
    "unknown territory": ({"production_territories": ["MYS"]}, "production_territories"),
    "impossible year": ({"year": 1700}, "year"),
    "unknown genre": ({"genres": ["opera"]}, "genres"),
    "unknown role": ({"credits": [{"role": "clown", "name": "Pim"}]}, "credits-0-role"),
    "a text twice": (
        {"texts": [{"language": "en", "title": "A"}, {"language": "en", "title": "B"}]},
        "texts-1-language",
    ),
    "wrong age class": ({"ratings": [{"territory": "TH", "value": "14"}]}, "ratings-0-value"),
}


@pytest.mark.parametrize("case", BAD_FACTS)
def test_wrong_facts_are_refused_at_the_same_place_by_both_doors(case: str, ana: Actor) -> None:
    changes, place = BAD_FACTS[case]
    answer = caller(ana)("post", "programmes/", FACTS | changes)
    shown = page_of(ana).post("/studio/titles/new/", as_form(FACTS | changes))
    assert (answer.status_code, shown.status_code) == (422, 422), answer.content
    assert answer.json()["error"]["fields"] == shown.context["form"].messages()
    assert list(shown.context["form"].messages()) == [place]
    assert Programme.objects.count() == 0


BAD_RIGHTS: dict[str, tuple[dict[str, Any], str]] = {
    "unknown territory": ({"territories": ["MYS"]}, "territories"),
    "no medium": ({"media": []}, "media"),
    "unknown language": ({"languages": ["tha"]}, "languages"),
    "end before start": ({"to": "2020-01"}, "to"),
    "text for a date": ({"from": "soon"}, "from"),
    "a long note": ({"source": "x" * 121}, "source"),
    "held exclusively or not": ({"exclusive": ""}, "exclusive"),
}


@pytest.mark.parametrize("case", BAD_RIGHTS)
def test_wrong_rights_are_refused_at_the_same_field_by_both_doors(case: str, programme: Programme, ana: Actor) -> None:
    changes, field = BAD_RIGHTS[case]
    held = RightIn.objects.count()
    answer = caller(ana)("post", f"programmes/{programme.public_id}/rights-in/", HELD | changes)
    form = HELD | {"purpose": "in", "exclusive": "1"} | changes
    shown = page_of(ana).post(f"/studio/titles/{programme.public_id}/rights/", form)
    assert (answer.status_code, shown.status_code) == (422, 422), answer.content
    assert answer.json()["error"]["fields"] == shown.context["record"].read.messages()
    assert list(answer.json()["error"]["fields"]) == [field]
    assert RightIn.objects.count() == held


def test_a_double_sale_is_refused_with_the_same_code_by_both_doors(programme: Programme, ana: Actor) -> None:
    call, path = caller(ana), f"programmes/{programme.public_id}/rights-out/"
    assert call("post", path, SOLD).status_code == 201
    answer = call("post", path, SOLD)
    shown = page_of(ana).post(f"/studio/titles/{programme.public_id}/rights/", SOLD)
    assert (answer.status_code, shown.status_code) == (409, 409)
    assert answer.json()["error"]["code"] == shown.context["problem"].code == "rights_not_free"
    assert RightOut.objects.count() == 1


def test_a_title_is_listed_and_sent_to_review_over_the_api(ana: Actor) -> None:
    call = caller(ana)
    made = call("post", "programmes/", FACTS)
    assert made.status_code == 201
    body = made.json()
    assert (body["state"], body["revision"], body["seasons"][0]["episodes"][0]["title"]) == ("draft", 1, "Rice")
    path = f"programmes/{body['id']}/"
    early = call("post", f"{path}submit/")
    assert (early.status_code, list(early.json()["error"]["fields"])) == (422, ["rights"])
    right = call("post", f"{path}rights-in/", HELD)
    assert right.status_code == 201
    assert right.json() | {"id": 0} == {
        "id": 0, "territories": ["CN", "TH"], "media": ["SVOD"], "languages": ["th"], "uses": ["SUB"], "from": "2026-01-01",
        "until": "2036-01-01", "exclusive": True, "source": "Own production", "latest_end": None, "underlying_end": None,
        "underlying_note": "", "document": "", "contested": False,
    }  # fmt: skip
    assert [row["id"] for row in call("get", f"{path}rights-in/").json()] == [right.json()["id"]]
    assert call("post", f"{path}submit/").json()["state"] == "in_review"
    assert call("post", f"{path}submit/").json()["error"]["code"] == "listing_moved_on"


def test_a_change_names_what_it_changes_and_the_revision_it_read(programme: Programme, ana: Actor) -> None:
    factories.put(programme, ListingState.DRAFT)
    call, path = caller(ana), f"programmes/{programme.public_id}/"
    assert list(call("patch", path, {"year": 2025}).json()["error"]["fields"]) == ["revision"]
    changed = call("patch", path, {"revision": 1, "year": 2025, "credits": [{"role": "writer", "name": "Suda"}]}).json()
    assert (changed["year"], changed["revision"], changed["minutes"]) == (2025, 2, 60)
    assert [row["name"] for row in changed["credits"]] == ["Suda"]
    assert len(changed["texts"]) == 2
    assert call("patch", path, {"revision": 1, "year": 2024}).json()["error"]["code"] == "stale_page"
    programme.refresh_from_db()
    assert programme.year == 2025


def test_a_change_with_nothing_clears_a_fact_and_what_it_does_not_name_stays(programme: Programme, ana: Actor) -> None:
    factories.put(programme, ListingState.DRAFT)
    call, path = caller(ana), f"programmes/{programme.public_id}/"
    first = call(
        "patch", path, {"revision": 1, "genres": ["food", "drama"], "ratings": [{"territory": "TH", "value": "13"}]}
    )
    assert first.status_code == 200, first.content
    changed = call("patch", path, {"revision": 2, "year": None, "ratings": []}).json()
    assert (changed["year"], changed["genres"], changed["ratings"]) == (None, ["food", "drama"], [])
    assert (changed["minutes"], len(changed["texts"])) == (60, 2)
    wrong = call("patch", path, {"revision": 3, "kind": "opera", "genres": "x", "texts": [{"title": "A"}]}).json()
    assert set(wrong["error"]["fields"]) == {"kind", "genres", "texts-0-language"}


def test_the_description_names_what_a_change_needs_and_the_rows_of_each_list() -> None:
    shapes = api_docs.build_schema()["components"]["schemas"]
    assert shapes["PatchedProgrammeChangeInputRequest"]["required"] == ["revision"]
    assert shapes["ProgrammeInputRequest"]["required"] == [
        "kind",
        "original_title",
        "original_language",
        "production_territories",
    ]
    assert shapes["SeasonInputRequest"]["properties"]["episodes"] == {
        "type": "array",
        "items": {"$ref": "#/components/schemas/EpisodeInputRequest"},
        "maxItems": 2000,
    }


def test_a_record_is_ended_over_the_api_but_not_one_that_a_licence_rests_on(programme: Programme, ana: Actor) -> None:
    call, path = caller(ana), f"programmes/{programme.public_id}/"
    sold = call("post", f"{path}rights-out/", SOLD).json()["id"]
    held = RightIn.objects.get().pk
    refused = call("delete", f"{path}rights-in/{held}/")
    assert (refused.status_code, RightIn.objects.count()) == (409, 1)
    assert call("delete", f"{path}rights-out/{sold}/").status_code == 204
    assert call("get", f"{path}rights-out/").json() == []


@pytest.mark.parametrize(
    "body", [[], {"texts": "x"}, {"texts": ["x"]}, {"genres": [1]}, {"year": [2026]}, {"seasons": [{"episodes": "x"}]}]
)
def test_a_body_of_another_shape_is_refused(body: Any, ana: Actor) -> None:
    answer = caller(ana)("post", "programmes/", FACTS | body if isinstance(body, dict) else body)
    assert (answer.status_code, answer.json()["error"]["code"]) == (422, "invalid")
    assert Programme.objects.count() == 0


def test_nobody_elses_programme_is_in_reach(programme: Programme, cy: Actor, bo: Actor) -> None:
    path, before = f"programmes/{programme.public_id}/", Programme.objects.values().get()
    for other in (cy, bo):
        call = caller(other)
        statuses = [
            call("patch", path, {"revision": 1, "year": 2020}).status_code,
            call("post", f"{path}submit/").status_code,
            call("post", f"{path}rights-in/", HELD).status_code,
            call("post", f"{path}rights-out/", SOLD).status_code,
            call("get", f"{path}rights-in/").status_code,
            call("get", f"{path}rights-out/").status_code,
            call("delete", f"{path}rights-in/{RightIn.objects.get().pk}/").status_code,
        ]
        assert statuses == [404] * 7
        assert "revision" not in call("get", path).json()
    assert Programme.objects.values().get() == before


def test_a_token_without_the_scope_and_a_member_without_the_role_write_nothing(
    programme: Programme, ana: Actor
) -> None:
    reader = caller(ana, frozenset({Scope.CATALOGUE}))
    assert reader("post", "programmes/", FACTS).status_code == 403
    fay = factories.actor("Fay", ana.organisation, Role.OWNER)
    call = caller(fay)
    fay.user.memberships.update(roles=[Role.VIEWER])
    answer = call("post", "programmes/", FACTS)
    assert answer.status_code == 403
    assert Programme.objects.get().state == ListingState.PUBLISHED


def test_every_closed_list_is_told_with_names_in_two_languages(bo: Actor) -> None:
    lists = caller(bo, frozenset({Scope.CATALOGUE}))("get", "vocabularies/").json()
    assert {"code": "SUB", "name": {"en": "Subtitles", "zh-Hans": "字幕"}} in lists["uses"]
    assert [row["code"] for row in lists["grades"]] == ["S", "E", "N"]
    assert lists["ratings"]["TH"][:7] == ["G", "E", "13", "15", "18", "20", "B"]
    assert {len(row["name"]) for name, rows in lists.items() if name != "ratings" for row in rows} == {2}
