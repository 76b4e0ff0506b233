"""Papers: what is read from their bytes, who may change them."""

import hashlib
import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile

from accounts import actions
from accounts.actors import Actor
from accounts.models import AuditEntry, Organisation, OrganisationDocument
from accounts.states import OrganisationState
from marketplace.files.accept import FileRefused
from tests.accounts.papers import PDF, pdf, picture
from tests.factories import NOW
from tests.worlds import shareable

pytestmark = pytest.mark.django_db


@pytest.fixture
@shareable
def draft(ana: Actor) -> Actor:
    """Ana before her organisation was verified."""
    Organisation.objects.filter(pk=ana.organisation.pk).update(state=OrganisationState.DRAFT)
    ana.organisation.refresh_from_db()
    return ana


def add(by: Actor, file: Any, kind: str = "registration") -> OrganisationDocument:
    return actions.add_document(organisation=by.organisation, kind=kind, file=file, by=by, at=NOW)


def test_a_pdf_is_kept_under_our_name_with_its_hash(draft: Actor, files: Path) -> None:
    paper = add(draft, pdf("../../หนังสือรับรอง\x00.exe"))
    assert (paper.file.name, paper.file.kind, paper.file.size) == ("หนังสือรับรอง.pdf", "pdf", len(PDF))
    assert (paper.file.owner, paper.file.keep_until) == (draft.organisation, None)
    assert paper.file.sha256 == hashlib.sha256(PDF).hexdigest()
    stored = files / paper.file.place
    assert stored.read_bytes() == PDF
    assert stored.parent == files / "organisations"
    assert len(stored.stem) == 32
    assert AuditEntry.objects.get().after == {
        "kind": "registration", "filename": "หนังสือรับรอง.pdf", "sha256": paper.file.sha256,
    }  # fmt: skip


@pytest.mark.parametrize(("form", "kind"), [("PNG", "png"), ("JPEG", "jpg")])
def test_a_picture_is_what_its_bytes_say(form: str, kind: str, draft: Actor) -> None:
    paper = add(draft, picture(form, "scan.pdf"))
    assert (paper.file.kind, paper.file.name) == (kind, f"scan.{kind}")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"MZ\x90\x00 not a paper",
        b"<html><script>alert(1)</script></html>",
        b"%PDF-1.7\nbreaks off",
        b"\x89PNG\r\n\x1a\n but only the first bytes",
    ],
)
def test_a_fake_is_refused_and_nothing_is_stored(content: bytes, draft: Actor, files: Path) -> None:
    with pytest.raises(FileRefused):
        add(draft, SimpleUploadedFile("register.pdf", content, content_type="application/pdf"))
    assert (OrganisationDocument.objects.count(), AuditEntry.objects.count(), files.exists()) == (0, 0, False)


def test_a_gif_is_no_form_that_staff_ask_for(draft: Actor) -> None:
    with pytest.raises(FileRefused):
        add(draft, picture("GIF", "scan.png"))


def test_a_hundred_megabytes_are_refused_without_reading_them(draft: Actor) -> None:
    big = TemporaryUploadedFile("register.pdf", "application/pdf", 100 * 1024 * 1024, None)
    os.truncate(big.temporary_file_path(), 100 * 1024 * 1024)
    with pytest.raises(FileRefused, match="10 MB"):
        add(draft, big)
    assert big.tell() == 0


def test_who_lies_about_the_size_is_refused_too(draft: Actor) -> None:
    file = SimpleUploadedFile("register.pdf", PDF + b"0" * (10 * 1024 * 1024))
    file.size = 10
    with pytest.raises(FileRefused):
        add(draft, file)


def test_a_paper_can_be_removed_until_it_proved_something(draft: Actor) -> None:
    paper = add(draft, pdf())
    actions.remove_document(document=paper, by=draft, at=NOW)
    actions.remove_document(document=paper, by=draft, at=NOW)
    paper.refresh_from_db()
    assert (paper.removed_at, paper.file.keep_until) == (NOW, NOW + timedelta(days=30))
    assert AuditEntry.objects.filter(action="accounts.remove_document").count() == 1
    assert list(OrganisationDocument.objects.visible_to(draft)) == []


def test_a_verified_organisations_papers_stay(draft: Actor) -> None:
    paper = add(draft, pdf())
    Organisation.objects.update(state=OrganisationState.VERIFIED)
    paper = OrganisationDocument.objects.select_related("organisation").get(pk=paper.pk)
    with pytest.raises(actions.OrganisationMovedOn):
        actions.remove_document(document=paper, by=draft, at=NOW)
    paper.refresh_from_db()
    assert paper.removed_at is None


def test_an_unknown_kind_is_refused(draft: Actor) -> None:
    with pytest.raises(FileRefused):
        add(draft, pdf(), kind="passport")
