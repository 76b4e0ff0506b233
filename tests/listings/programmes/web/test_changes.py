"""H6, E7 in the pages and over the API: the seller sees what waits, buyers what was reviewed, staff both side by side."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.actors import Actor, Staff
from accounts.models import Membership, User
from accounts.roles import Role
from listings import actions
from listings.models import Artwork, ListingRevision, Programme
from listings.programmes.queries.facts import open_revision
from tests import factories
from tests.api.test_two_doors import caller
from tests.factories import NOW
from tests.listings.programmes.actions.test_revisions import PHISH, picture, save
from tests.markup import posted_rows
from tests.worlds import shareable

HTMX = {"HX-Request": "true"}


def client(who: Actor | Staff | None) -> Client:
    made = Client()
    if who:
        made.force_login(who.user)
    return made


def edit(programme: Programme, step: str = "basics") -> str:
    return reverse("listings:edit", args=[programme.public_id, step])


def page(who: Actor | Staff | None, address: str, language: str = "en") -> str:
    if who and language != "en":
        User.objects.filter(pk=who.user.pk).update(language=language)
    return client(who).get(address).content.decode()


@pytest.fixture
@shareable
def waiting(programme: Programme, ana: Actor) -> ListingRevision:
    texts = [{"language": "en", "title": "Night Market", "logline": "", "synopsis": ""}]
    save(programme, ana, **PHISH, texts=texts)
    return ListingRevision.objects.get()


def test_the_list_of_titles_says_whose_changes_wait_or_came_back(
    waiting: ListingRevision, ana: Actor, sam: Staff
) -> None:
    assert "Changes in review" in page(ana, "/studio/titles/")
    actions.return_revision(revision=waiting, number=1, reasons={}, message="Which film is this?", by=sam, at=NOW)
    listed = page(ana, "/studio/titles/")
    assert "Changes returned" in listed
    assert "Changes in review" not in listed


def test_h6_the_editor_and_its_autosave_keep_a_published_title_waiting(programme: Programme, ana: Actor) -> None:
    fields = {
        "kind": "series",
        "original_title": PHISH["original_title"],
        "original_language": "th",
        "year": "2026",
        "minutes": "61",
        "production_territories": ["TH"],
        "episode_count": "16",
        "revision": 1,
        **posted_rows(
            "texts",
            {"language": "th", "title": "ห้องแถวริมน้ำ"},
            {"language": "en", "title": "The Shophouse by the River"},
        ),
    }
    saved = client(ana).post(edit(programme), fields, headers=HTMX).content.decode()
    assert "Saved at" in saved
    assert 'id="changes" hx-swap-oob="true"' in saved
    assert "Waiting for review since" in saved
    programme.refresh_from_db()
    assert (programme.original_title, programme.minutes) == ("ห้องแถวริมน้ำ", 61)
    trailer = {"revision": programme.revision, "trailer_url": PHISH["trailer_url"]}
    assert client(ana).post(edit(programme, "materials"), trailer).status_code == 302
    there = open_revision(programme)
    assert there is not None
    assert there.proposed == PHISH


def test_boxes_keep_the_order_of_what_was_stored(programme: Programme, ana: Actor) -> None:
    """The first country numbers the programme; a page of boxes posts them by the alphabet, and that is no change."""
    Programme.objects.filter(pk=programme.pk).update(state="draft", production_territories=["TH", "CN"])
    programme.refresh_from_db()
    fields = {
        "original_title": programme.original_title,
        "original_language": "th",
        "kind": programme.kind,
        "year": "2026",
        "production_territories": ["CN", "TH", "VN"],
        "revision": programme.revision,
    }
    assert client(ana).post(edit(programme), fields).status_code == 302
    programme.refresh_from_db()
    assert programme.production_territories == ["TH", "CN", "VN"]


def test_the_seller_sees_his_own_values_and_the_difference_and_buyers_the_reviewed_version(
    programme: Programme, waiting: ListingRevision, ana: Actor, di: Actor, bo: Actor
) -> None:
    mine = page(ana, edit(programme))
    assert f'value="{PHISH["original_title"]}"' in mine
    for said in ("Buyers see the reviewed version.", "Changed fields: 3", "Night Market", "English · Title"):
        assert said in mine
    assert PHISH["trailer_url"] in page(di, edit(programme, "materials"))
    assert "Waiting for review since" in page(ana, reverse("listings:episodes", args=[programme.public_id]))
    for who in (bo, None, ana):
        live = page(who, reverse("listings:programme", args=[programme.public_id]))
        assert "The Shophouse by the River" in live
        assert not any(said in live for said in ("Night Market", "Avengers", "evil.example"))
    assert "等待审核" in page(ana, edit(programme, "preview"), "zh-hans")


def test_the_seller_withdraws_and_whoever_only_looks_does_not(
    programme: Programme, waiting: ListingRevision, ana: Actor, di: Actor, cy: Actor
) -> None:
    address = reverse("listings:withdraw-changes", args=[programme.public_id])
    assert [client(who).post(address).status_code for who in (cy, di, None)] == [404, 403, 302]
    waiting.refresh_from_db()
    assert waiting.state == "waiting"
    assert client(ana).post(address).status_code == 302
    assert client(ana).post(address).status_code == 302
    waiting.refresh_from_db()
    assert waiting.state == "withdrawn"
    assert "Waiting for review since" not in page(ana, edit(programme))


def test_staff_have_a_row_and_decide_with_both_versions_side_by_side(
    programme: Programme, waiting: ListingRevision, ana: Actor, sam: Staff
) -> None:
    address = reverse("staff:changes", args=[waiting.pk])
    assert f'href="{address}"' in page(sam, reverse("staff:queue") + "?kind=changes")
    assert f'href="{address}"' in page(sam, reverse("staff:listing", args=[programme.public_id]))
    shown = page(sam, address)
    for said in ("The Shophouse by the River", "Night Market", PHISH["trailer_url"], 'name="trailer_url"'):
        assert said in shown
    assert "通过修改" in page(sam, address, "zh-hans")
    form: dict[str, Any] = {"number": 1, "decision": "return", "message": ""}
    assert client(sam).post(address, form).status_code == 422
    assert client(sam).post(address, form | {"trailer_url": "Not your trailer."}).status_code == 302
    mine = page(ana, edit(programme))
    for said in ("Our staff returned your changes.", "Not your trailer.", 'href="' + edit(programme, "materials")):
        assert said in mine
    save(programme, ana, trailer_url="")
    assert client(sam).post(address, form | {"decision": "accept"}).status_code == 409
    assert client(sam).post(address, form | {"decision": "accept", "number": 2}).status_code == 302
    assert "Night Market" in page(None, reverse("listings:programme", args=[programme.public_id]))
    assert 'id="accept"' not in page(sam, address)


def test_h5_staff_of_the_seller_read_it_and_decide_nothing(waiting: ListingRevision, ana: Actor, sam: Staff) -> None:
    Membership.objects.create(user=sam.user, organisation=ana.organisation, roles=[Role.VIEWER])
    address = reverse("staff:changes", args=[waiting.pk])
    assert 'id="own"' in page(sam, address)
    assert 'id="accept"' not in page(sam, address)
    assert client(sam).post(address, {"number": 1, "decision": "accept"}).status_code == 403
    waiting.refresh_from_db()
    assert waiting.state == "waiting"


def test_a_picture_that_waits_is_its_sellers_and_the_staffs_alone(
    programme: Programme, ana: Actor, bo: Actor, sam: Staff
) -> None:
    made = client(ana).post(
        edit(programme, "materials"),
        {
            "revision": 1,
            "trailer_url": "",
            "artwork": picture("red"),
            "artwork_kind": "poster",
        },
    )
    row = Artwork.with_waiting.get()
    address = reverse("listings:artwork", args=[row.pk, "small"])
    assert (made.status_code, row.waiting) == (302, True)
    assert [client(who).get(address).status_code for who in (ana, sam, bo, None)] == [200, 200, 404, 404]
    for place in (edit(programme, "materials"), reverse("staff:changes", args=[ListingRevision.objects.get().pk])):
        assert address in page(ana if "studio" in place else sam, place)
    assert address not in page(bo, reverse("listings:programme", args=[programme.public_id]))
    programme.refresh_from_db()
    gone = {"remove_artwork": row.pk, "revision": programme.revision}
    assert client(ana).post(edit(programme, "materials"), gone).status_code == 302
    assert (Artwork.with_waiting.count(), open_revision(programme)) == (0, None)


def test_h6_over_the_api_the_answer_names_what_waits(programme: Programme, ana: Actor, cy: Actor) -> None:
    call, path = caller(ana), f"programmes/{programme.public_id}/"
    answer = call("patch", path, {**PHISH, "revision": 1, "minutes": 61})
    body = answer.json()
    assert (answer.status_code, body["original_title"], body["minutes"]) == (202, "ห้องแถวริมน้ำ", 61)
    assert sorted(body["pending"]["fields"]) == ["original_title", "trailer_url"]
    assert (body["pending"]["values"], body["pending"]["state"]) == (PHISH, "waiting")
    again = call("patch", path, {"revision": body["revision"], "minutes": 62})
    assert (again.status_code, again.json()["pending"]["values"]) == (200, PHISH)
    stranger = caller(cy)
    assert "pending" not in stranger("get", path).json()
    assert stranger("delete", f"{path}pending/").status_code == 404
    taken_back = call("delete", f"{path}pending/")
    assert (taken_back.status_code, taken_back.json()["pending"]) == (200, None)
    assert call("delete", f"{path}pending/").status_code == 404


def test_a_listing_that_changed_under_the_reviewer_is_not_published(
    programme: Programme, ana: Actor, sam: Staff
) -> None:
    factories.put(programme, "in_review")
    address = reverse("staff:listing", args=[programme.public_id])
    seen = client(sam).get(address).context["seen"]
    save(programme, ana, **PHISH)
    refused = client(sam).post(address, {"decision": "publish", "seen": seen})
    assert (refused.status_code, refused.context["problem"].code) == (409, "listing_changed")
    programme.refresh_from_db()
    assert (programme.state, programme.original_title) == ("in_review", PHISH["original_title"])
