"""A listing from its draft to the catalogue and back: what is refused, at which field, and what did not change."""

import io
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from accounts.actors import Actor, Staff
from accounts.models import AuditEntry, Notice, Organisation
from accounts.refusals import OrganisationNotVerified
from listings import actions
from listings.models import Artwork, Holding, Programme, Review, RightIn, RightOut, SearchEntry
from listings.states import Grade, ListingState, Purpose
from marketplace.files.accept import FileRefused
from marketplace.kit.periods import Period
from marketplace.kit.problems import Invalid
from tests import factories
from tests.factories import NOW
from tests.worlds import shareable

LATER = NOW + timedelta(hours=1)
PERIOD = Period(date(2026, 1, 1), date(2036, 1, 1))


def values(**changes: Any) -> dict[str, Any]:
    facts: dict[str, Any] = {
        "kind": "series",
        "original_title": "ตลาดเที่ยงคืน",
        "original_language": "th",
        "production_territories": ["TH"],
        "year": "2026",
        "episode_count": "26",
        "minutes": "45",
        "genres": ["food"],
        "trailer_url": "",
        "texts": [{"language": "en", "title": "Midnight Market", "synopsis": "Three cooks."}],
        "identifiers": [{"scheme": "eidr", "value": "10.5240/1489-49A2-3956-4B2D-FE16-6"}],
        "ratings": [{"territory": "TH", "value": "13"}],
        "credits": [{"role": "director", "name": "Nara W."}, {"role": "director", "name": " "}],
    }
    return facts | changes


@pytest.fixture
@shareable
def draft(ana: Actor) -> Programme:
    return actions.draft_programme(values=values(), by=ana, at=NOW)


@pytest.fixture
@shareable
def complete(draft: Programme, ana: Actor) -> Programme:
    actions.record_right_in(
        programme=draft,
        territories=frozenset({"TH", "CN"}),
        media=frozenset({"SVOD"}),
        languages=frozenset({"th"}),
        period=PERIOD,
        exclusive=True,
        source="Own production",
        by=ana,
        at=NOW,
    )
    return draft


def test_a_draft_is_kept_whole_and_found(draft: Programme) -> None:
    assert (draft.public_id[:6], draft.state, draft.episode_count) == ("MN-TH-", ListingState.DRAFT, 26)
    assert [c.name for c in draft.credits.all()] == ["Nara W."]
    assert [r.value for r in draft.ratings.all()] == ["13"]
    assert "5" in draft.identifiers.get().warning
    assert "Midnight Market" in SearchEntry.objects.get(programme=draft).names


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"original_title": " "}, "original_title"),
        ({"kind": "opera"}, "kind"),
        ({"year": "20x6"}, "year"),
        ({"year": "1700"}, "year"),
        ({"minutes": "0"}, "minutes"),
        ({"production_territories": []}, "production_territories"),
        ({"production_territories": ["MYS"]}, "production_territories"),
        ({"original_language": "xx"}, "original_language"),
        ({"trailer_url": "javascript:alert(1)"}, "trailer_url"),
        ({"genres": ["opera"]}, "genres"),
        ({"texts": [{"language": "xx", "title": "A"}]}, "texts-0-language"),
        ({"texts": [{"language": "en", "title": "A"}, {"language": "en", "title": "B"}]}, "texts-1-language"),
        ({"texts": [{"language": "en", "title": "A" * 301}]}, "texts-0-title"),
        ({"credits": [{"role": "director", "name": "Nara"}, {"role": "editor", "name": "Nok"}]}, "credits-1-role"),
        ({"credits": [{"role": "director", "name": "", "name_local": "นรา"}]}, "credits-0-name"),
        ({"awards": [{"name": "Golden Reed", "year": "20x6"}]}, "awards-0-year"),
        ({"awards": [{"name": "", "year": "2020"}]}, "awards-0-name"),
        ({"identifiers": [{"scheme": "isbn", "value": "1"}]}, "identifiers-0-scheme"),
        (
            {"identifiers": [{"scheme": "house", "value": "7"}, {"scheme": "house", "value": "7"}]},
            "identifiers-1-value",
        ),
        ({"permits": [{"territory": "CHN", "number": "12"}]}, "permits-0-territory"),
        ({"permits": [{"territory": "CN", "kind": "passport", "number": "12"}]}, "permits-0-kind"),
        ({"ratings": [{"territory": "TH", "value": "14"}]}, "ratings-0-value"),
        ({"ratings": [{"territory": "CN", "value": "14"}]}, "ratings-0-territory"),
        ({"ratings": [{"territory": "TH", "value": "13"}, {"territory": "TH", "value": "15"}]}, "ratings-1-value"),
        ({"versions": [{"kind": "song", "language": "th"}]}, "versions-0-kind"),
        ({"versions": [{"kind": "sub", "language": "tha"}]}, "versions-0-language"),
        ({"versions": [{"kind": "sub", "language": "th", "state": "soon"}]}, "versions-0-state"),
    ],
)
def test_a_wrong_fact_is_named_at_its_field(ana: Actor, changes: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        actions.draft_programme(values=values(**changes), by=ana, at=NOW)
    assert list(refusal.value.errors) == [field]
    assert Programme.objects.count() == 0


def test_an_unknown_code_is_named_with_the_likely_right_one_or_with_all_there_are(ana: Actor) -> None:
    wrong = values(permits=[{"territory": "MYS", "number": "1"}], ratings=[{"territory": "TH", "value": "14"}])
    with pytest.raises(Invalid) as refusal:
        actions.draft_programme(values=wrong, by=ana, at=NOW)
    assert refusal.value.errors == {
        "permits-0-territory": ["“MYS” is not a code here. Did you mean MY?"],
        "ratings-0-value": ["“14” is not known here. Use one of: G, E, 13, 15, 18, 20, B, ป, ด, ท, น13+, น18+, ฉ."],
    }


def test_a_wrong_row_keeps_the_stored_rows_as_they_were(draft: Programme, ana: Actor) -> None:
    changed = values(
        original_title="Renamed", credits=[{"role": "director", "name": "New"}, {"role": "clown", "name": "Other"}]
    )
    with pytest.raises(Invalid):
        actions.save_programme(programme=draft, values=changed, revision=1, by=ana, at=LATER)
    draft.refresh_from_db()
    assert (draft.original_title, draft.revision) == ("ตลาดเที่ยงคืน", 1)
    assert [c.name for c in draft.credits.all()] == ["Nara W."]


def test_a_stale_form_is_told_and_nothing_is_lost(draft: Programme, ana: Actor) -> None:
    actions.save_programme(programme=draft, values=values(minutes="50"), revision=1, by=ana, at=LATER)
    with pytest.raises(actions.StaleProgramme):
        actions.save_programme(programme=draft, values=values(minutes="60"), revision=1, by=ana, at=LATER)
    draft.refresh_from_db()
    assert (draft.minutes, draft.revision) == (50, 2)


def test_only_the_sellers_listing_members_save(draft: Programme, di: Actor, bo: Actor) -> None:
    for other in (di, bo):
        with pytest.raises(actions.MayNotList):
            actions.save_programme(programme=draft, values=values(minutes="60"), revision=1, by=other, at=LATER)
    draft.refresh_from_db()
    assert draft.minutes == 45


def test_review_publish_and_take_down(complete: Programme, ana: Actor, sam: Staff) -> None:
    actions.submit_for_review(programme=complete, by=ana, at=NOW)
    with pytest.raises(actions.ListingMovedOn):
        actions.submit_for_review(programme=complete, by=ana, at=NOW)
    actions.approve_listing(programme=complete, by=sam, at=LATER)
    assert (complete.state, complete.published_at) == (ListingState.PUBLISHED, LATER)
    assert Review.objects.get().approved is True
    with pytest.raises(Invalid):
        actions.take_down(programme=complete, message=" ", by=sam, at=LATER)
    actions.take_down(programme=complete, message="Rights disputed", by=sam, at=LATER)
    assert not Programme.objects.public().exists()
    assert Notice.objects.filter(kind="listings.taken_down").count() == 1


def test_a_listing_comes_back_with_reasons_at_its_fields(complete: Programme, ana: Actor, sam: Staff) -> None:
    actions.submit_for_review(programme=complete, by=ana, at=NOW)
    with pytest.raises(Invalid):
        actions.return_listing(programme=complete, reasons={"genres": " "}, message="", by=sam, at=LATER)
    actions.return_listing(programme=complete, reasons={"synopsis": "Too short"}, message="", by=sam, at=LATER)
    assert complete.state == ListingState.RETURNED
    assert Review.objects.get().reasons == {"synopsis": "Too short"}
    actions.submit_for_review(programme=complete, by=ana, at=LATER)
    assert Review.objects.count() == 2


def test_what_is_missing_is_named_and_an_unverified_seller_waits(draft: Programme, ana: Actor) -> None:
    with pytest.raises(Invalid) as refusal:
        actions.submit_for_review(programme=draft, by=ana, at=NOW)
    assert list(refusal.value.errors) == ["rights"]
    Organisation.objects.update(state="submitted")
    with pytest.raises(OrganisationNotVerified):
        actions.submit_for_review(programme=draft, by=ana, at=NOW)
    draft.refresh_from_db()
    assert draft.state == ListingState.DRAFT


def test_a_record_under_a_licence_stays_and_one_of_a_deal_is_not_the_sellers_to_end(
    complete: Programme, ana: Actor
) -> None:
    sold = actions.record_right_out(
        programme=complete,
        purpose=Purpose.EXTERNAL,
        grade=Grade.SOLE,
        territories=frozenset({"TH"}),
        media=frozenset({"SVOD"}),
        languages=frozenset({"th"}),
        period=Period(date(2027, 1, 1), date(2028, 1, 1)),
        by=ana,
        at=NOW,
    )
    with pytest.raises(actions.LicenceRests):
        actions.end_record(row=RightIn.objects.get(), by=ana, at=LATER)
    assert RightIn.objects.count() == 1
    actions.end_record(row=sold, by=ana, at=LATER)
    actions.end_record(row=RightIn.objects.get(), by=ana, at=LATER)
    assert (RightIn.objects.count(), RightOut.objects.filter(active=True).count()) == (0, 0)


def test_a_licence_of_a_deal_cannot_be_ended_in_the_editor(programme: Programme, ana: Actor) -> None:
    row = factories.right_out(programme, purpose=Purpose.LICENCE, holding=Holding.objects.create())
    with pytest.raises(actions.MayNotList):
        actions.end_record(row=row, by=ana, at=LATER)
    row.refresh_from_db()
    assert row.active is True


def picture(width: int = 800, height: int = 1200, form: str = "PNG") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), "teal").save(out, form)
    return out.getvalue()


def upload(content: bytes, name: str = "poster.png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_a_picture_is_encoded_anew_in_two_sizes_and_kept_once(draft: Programme, ana: Actor) -> None:
    made = actions.add_artwork(programme=draft, kind="poster", file=upload(picture()), by=ana, at=NOW)
    again = actions.add_artwork(programme=draft, kind="poster", file=upload(picture(), "other.png"), by=ana, at=NOW)
    assert made == again
    with Image.open(made.small.open()) as small:
        assert (small.format, small.width) == ("WEBP", 360)


def huge() -> SimpleUploadedFile:
    """A good picture that says it has 100 MB."""
    file = upload(picture())
    file.size = 100 * 1024 * 1024
    return file


@pytest.mark.parametrize(
    "file",
    [
        upload(b"GIF89a not a picture"),
        upload(b"<svg onload=alert(1)>", "x.png"),
        upload(picture(100, 100)),
        upload(b""),
        huge(),
        upload(picture()[:200]),
    ],
    ids=["fake", "svg", "too small", "empty", "100 MB", "cut off"],
)
def test_what_is_no_picture_is_refused_with_the_reason(draft: Programme, ana: Actor, file: SimpleUploadedFile) -> None:
    before = AuditEntry.objects.count()
    with pytest.raises(FileRefused) as refusal:
        actions.add_artwork(programme=draft, kind="poster", file=file, by=ana, at=NOW)
    assert (refusal.value.field, bool(refusal.value.message())) == ("artwork", True)
    assert (Artwork.objects.count(), AuditEntry.objects.count()) == (0, before)
