"""H6, E7: what is published stays what was reviewed; changes of it wait as one revision that staff accept or return."""

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from PIL import Image

from accounts.actions.moves import OwnOrganisation
from accounts.actors import Actor, Staff
from accounts.models import AuditEntry, Notice, Organisation
from accounts.roles import Role
from listings import actions
from listings.models import Artwork, ListingRevision, Programme, ProgrammeText, Review, SearchEntry
from listings.programmes.queries.facts import COLUMNS, ROWS, facts_of, open_revision, wanted_facts
from marketplace.kit.problems import Invalid
from tests import factories
from tests.database import as_owner
from tests.factories import NOW

PHISH = {"original_title": "Avengers 7 (full rights)", "trailer_url": "https://evil.example/phish"}


def save(programme: Programme, by: Actor, **changes: Any) -> Any:
    programme.refresh_from_db()
    wanted = wanted_facts(programme)
    values = {name: wanted[name] for name in (*COLUMNS, *ROWS)} | changes
    return actions.save_programme(programme=programme, values=values, revision=programme.revision, by=by, at=NOW)


def waiting(programme: Programme) -> ListingRevision:
    found = open_revision(programme)
    assert found is not None
    return found


def accept(programme: Programme, by: Staff) -> None:
    there = waiting(programme)
    actions.accept_revision(revision=there, number=there.number, by=by, at=NOW)
    programme.refresh_from_db()


def picture(colour: str) -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new("RGB", (320, 320), colour).save(out, "PNG")
    return SimpleUploadedFile("a.png", out.getvalue())


def test_h6_a_published_title_and_its_link_wait_and_what_is_harmless_is_live(programme: Programme, ana: Actor) -> None:
    before = facts_of(programme)
    done = save(programme, ana, **PHISH, minutes="61", genres=["food"])
    programme.refresh_from_db()
    assert (done.live, done.waiting) == (["minutes", "genres"], ["original_title", "trailer_url"])
    assert facts_of(programme) == before | {"minutes": 61, "genres": ["food"]}
    assert (programme.state, programme.revision) == ("published", 2)
    there = waiting(programme)
    assert there.proposed == PHISH
    assert there.before == {"original_title": "ห้องแถวริมน้ำ", "trailer_url": ""}
    assert "Avengers" not in SearchEntry.objects.get(programme=programme).names
    assert "Avengers" not in programme.work.original_title


def test_a_second_change_extends_what_waits_and_one_taken_back_leaves_it(programme: Programme, ana: Actor) -> None:
    save(programme, ana, **PHISH)
    save(programme, ana, year="2020")
    there = waiting(programme)
    assert (there.number, there.proposed) == (2, PHISH | {"year": 2020})
    done = save(programme, ana, original_title="ห้องแถวริมน้ำ", trailer_url="")
    assert (done.waiting, sorted(done.dropped)) == ([], ["original_title", "trailer_url"])
    assert waiting(programme).proposed == {"year": 2020}
    save(programme, ana, year="2026")
    assert open_revision(programme) is None
    assert ListingRevision.objects.get().state == "withdrawn"


def test_a_save_that_changes_nothing_writes_nothing(programme: Programme, ana: Actor) -> None:
    done = save(programme, ana)
    programme.refresh_from_db()
    assert (any(done), programme.revision, AuditEntry.objects.count()) == (False, 1, 0)


def test_what_is_accepted_is_live_and_found_and_its_work_follows(programme: Programme, ana: Actor, sam: Staff) -> None:
    seasons = [{"number": 1, "title": "", "year": None, "episodes": [{"number": 1, "title": "Tide", "minutes": 45}]}]
    save(
        programme,
        ana,
        texts=[{"language": "en", "title": "Night Market", "logline": "", "synopsis": "Cooks."}],
        credits=[{"role": "director", "name": "Nara W."}],
        production_territories=["TH", "VN"],
        seasons=seasons,
        identifiers=[{"scheme": "eidr", "value": "10.5240/CB93-339B-33EA-F532-9428-X"}],
    )
    assert programme.texts.count() == 2
    accept(programme, sam)
    assert [(t.language, t.title, t.synopsis) for t in programme.texts.all()] == [("en", "Night Market", "Cooks.")]
    assert programme.credits.get().name == "Nara W."
    assert programme.seasons.get().episodes.get().title == "Tide"
    assert list(programme.production_territories) == ["TH", "VN"]
    assert programme.work.identifiers.get().value == "10.5240/CB93-339B-33EA-F532-9428-X"
    assert "Night Market" in SearchEntry.objects.get(programme=programme).names
    done = ListingRevision.objects.get()
    assert (done.state, done.decided_by, open_revision(programme)) == ("accepted", sam.user, None)
    assert Notice.objects.filter(kind="listings.changes_accepted").count() == 1
    entry = AuditEntry.objects.get(action="listings.accept_changes")
    assert entry.before["production_territories"] == ["TH"]
    assert [row["title"] for row in entry.after["texts"]] == ["Night Market"]


def test_pictures_wait_and_the_reviewed_poster_stays_until_the_new_one_is_accepted(
    programme: Programme, ana: Actor, sam: Staff
) -> None:
    with factories.before_review(programme):
        old = actions.add_artwork(programme=programme, kind="poster", file=picture("red"), by=ana, at=NOW)
    new = actions.add_artwork(programme=programme, kind="poster", file=picture("blue"), by=ana, at=NOW)
    assert list(programme.artworks.all()) == [old]
    accept(programme, sam)
    assert list(programme.artworks.all()) == [new]
    actions.remove_artwork(artwork=new, by=ana, at=NOW)
    assert list(programme.artworks.all()) == [new]
    actions.withdraw_revision(revision=waiting(programme), by=ana, at=NOW)
    assert Artwork.with_waiting.get() == new


def test_staff_return_with_reasons_and_the_seller_goes_on(programme: Programme, ana: Actor, sam: Staff) -> None:
    save(programme, ana, **PHISH)
    there = waiting(programme)
    with pytest.raises(Invalid):
        actions.return_revision(revision=there, number=1, reasons={"year": "x"}, message=" ", by=sam, at=NOW)
    actions.return_revision(
        revision=there, number=1, reasons={"trailer_url": "Not your trailer.", "year": "x"}, message="", by=sam, at=NOW
    )
    there.refresh_from_db()
    assert (there.state, there.reasons) == ("returned", {"trailer_url": "Not your trailer."})
    told = Notice.objects.get(kind="listings.changes_returned")
    assert told.values["reason"] == "Not your trailer."
    save(programme, ana, trailer_url="")
    there = waiting(programme)
    assert (there.state, there.number, there.proposed) == ("waiting", 2, {"original_title": PHISH["original_title"]})
    assert programme.original_title == "ห้องแถวริมน้ำ"


def test_staff_decide_about_what_they_saw_and_once(programme: Programme, ana: Actor, sam: Staff) -> None:
    save(programme, ana, year="2020")
    there = waiting(programme)
    save(programme, ana, **PHISH)
    with pytest.raises(actions.RevisionMovedOn):
        actions.accept_revision(revision=there, number=1, by=sam, at=NOW)
    actions.withdraw_revision(revision=there, by=ana, at=NOW)
    with pytest.raises(actions.RevisionMovedOn):
        actions.accept_revision(revision=there, number=2, by=sam, at=NOW)
    programme.refresh_from_db()
    assert (programme.year, programme.original_title) == (2026, "ห้องแถวริมน้ำ")


def test_h5_staff_of_the_seller_and_whoever_wrote_it_decide_nothing(
    programme: Programme, ana: Actor, saphan: Organisation, sam: Staff
) -> None:
    save(programme, ana, **PHISH)
    there = waiting(programme)
    saphan.memberships.create(user=sam.user, roles=[Role.VIEWER])
    ListingRevision.objects.filter(pk=there.pk).update(author=ana.user)
    for by in (sam, Staff(factories.put_on_staff(ana.user))):
        with pytest.raises(OwnOrganisation):
            actions.accept_revision(revision=there, number=1, by=by, at=NOW)
        with pytest.raises(OwnOrganisation):
            actions.return_revision(revision=there, number=1, reasons={}, message="x", by=by, at=NOW)
    assert waiting(programme).state == "waiting"


@pytest.mark.parametrize("who", ["di", "bo", "cy"])
def test_a_colleague_who_only_looks_and_strangers_withdraw_nothing(
    who: str, programme: Programme, ana: Actor, request: pytest.FixtureRequest
) -> None:
    save(programme, ana, **PHISH)
    with pytest.raises(actions.MayNotList):
        actions.withdraw_revision(revision=waiting(programme), by=request.getfixturevalue(who), at=NOW)
    assert waiting(programme).state == "waiting"


def test_after_a_take_down_nothing_waits_and_after_a_withdrawal_an_open_page_is_stale(
    programme: Programme, ana: Actor, sam: Staff
) -> None:
    save(programme, ana, **PHISH)
    programme.refresh_from_db()
    seen = programme.revision
    actions.withdraw_revision(revision=waiting(programme), by=ana, at=NOW)
    with pytest.raises(actions.StaleProgramme):
        actions.save_programme(programme=programme, values=facts_of(programme) | PHISH, revision=seen, by=ana, at=NOW)
    save(programme, ana, **PHISH)
    actions.take_down(programme=programme, message="Not yours.", by=sam, at=NOW)
    assert open_revision(programme) is None
    save(programme, ana, year="2020")
    programme.refresh_from_db()
    assert (programme.year, programme.original_title) == (2020, "ห้องแถวริมน้ำ")


CHANGES = {
    "programme": "update listings_programme set original_title = 'Avengers 7'",
    "origin": "update listings_programme set production_territories = '{{VN}}'",
    "text": "update listings_programmetext set synopsis = 'x'",
    "new text": "insert into listings_programmetext (programme_id, language, title, logline, synopsis) values ({pk}, 'fr', 'x', '', '')",
    "no text": "delete from listings_programmetext",
    "season": "insert into listings_season (programme_id, number, title) values ({pk}, 1, '')",
    "identifier": "insert into listings_identifier (programme_id, scheme, value) values ({pk}, 'house', 'S-1')",
}


@pytest.mark.parametrize("what", CHANGES)
def test_h6_the_database_keeps_what_was_reviewed(what: str, programme: Programme) -> None:
    with connection.cursor() as cursor, pytest.raises(IntegrityError) as refusal, transaction.atomic():
        cursor.execute(CHANGES[what].format(pk=programme.pk))
    assert "published_stays_reviewed" in str(refusal.value.__cause__.diag.constraint_name)  # type: ignore[union-attr]


def test_h6_no_revision_is_made_accepted_or_is_another_one_when_it_is_accepted(
    programme: Programme, ana: Actor, sam: Staff
) -> None:
    save(programme, ana, **PHISH)
    decided = {"state": "accepted", "decided_by": sam.user, "decided_at": NOW}
    own = {"proposed": {"year": 1}, "before": {"year": 2}, "author": ana.user}
    for change in (
        lambda: ListingRevision.objects.create(programme=programme, **own, **decided),
        lambda: ListingRevision.objects.update(**decided | {"proposed": {"year": 1}}),
        lambda: ListingRevision.objects.update(**decided | {"decided_by": ana.user}),
        lambda: ListingRevision.objects.create(programme=programme, **own),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()
    assert waiting(programme).proposed == PHISH


def republish(programme: Programme) -> None:
    """Out of the catalogue, changed, and back, past all actions."""
    with connection.cursor() as cursor, transaction.atomic():
        for statement in (
            "update listings_programme set state = 'draft' where id = %s",
            "update listings_programmetext set synopsis = 'x' where programme_id = %s",
            "update listings_programme set state = 'published' where id = %s",
        ):
            cursor.execute(statement, [programme.pk])


def test_h6_the_way_round_by_another_state_does_not_lead_back_to_buyers(
    programme: Programme, ana: Actor, sam: Staff
) -> None:
    """Only with a review that somebody else has approved in this very transaction."""
    with pytest.raises(IntegrityError, match="a listing is published when staff have approved it"):
        republish(programme)
    waits = Review.objects.create(programme=programme, submitted_by=ana.user)
    decided = {"decided_by": sam.user, "decided_at": NOW, "approved": True}
    for change, said in (
        (lambda: Review.objects.create(programme=programme, submitted_by=ana.user, **decided), "begins by waiting"),
        (
            lambda: Review.objects.filter(pk=waits.pk).update(**decided | {"decided_by": ana.user}),
            "another person approves",
        ),
        (
            lambda: Review.objects.filter(pk=waits.pk).update(**decided | {"decided_by": None}),
            "another person approves",
        ),
    ):
        with pytest.raises(IntegrityError, match=said), transaction.atomic():
            change()
    Review.objects.filter(pk=waits.pk).update(**decided)
    with pytest.raises(IntegrityError, match="this review is decided"), transaction.atomic():
        Review.objects.filter(pk=waits.pk).update(message="Look again.")
    assert not ProgrammeText.objects.filter(synopsis="x").exists()


def test_control_h6_without_its_guard_the_way_round_is_open(programme: Programme) -> None:
    with as_owner() as cursor:
        cursor.execute("drop trigger reviewed_before_published on listings_programme")
    republish(programme)
    assert ProgrammeText.objects.filter(programme=programme, synopsis="x").count() == 2


def test_control_h6_without_the_guard_the_change_of_a_published_text_is_live(programme: Programme) -> None:
    with as_owner() as cursor:
        cursor.execute("drop trigger published_stays_reviewed on listings_programmetext")
    with connection.cursor() as cursor:
        cursor.execute(CHANGES["text"])
    assert ProgrammeText.objects.filter(programme=programme, synopsis="x").count() == 2
