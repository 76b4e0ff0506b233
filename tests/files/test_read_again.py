"""Stored files are compared with their hashes, all within a month; what differs is a finding until it is put right."""

from datetime import timedelta
from pathlib import Path

import pytest

from accounts.actors import Actor
from marketplace.celery import app
from marketplace.files import read_again
from marketplace.files.accept import accept_file
from marketplace.files.erase import erase_expired
from marketplace.files.keep import keep_file
from marketplace.files.models import StoredFile
from marketplace.files.policies import PAPER
from marketplace.files.verifying import check_files
from tests.accounts.papers import PDF, pdf
from tests.factories import NOW

pytestmark = pytest.mark.django_db
TOMORROW = NOW + timedelta(days=1)


def keep(ana: Actor, number: int) -> StoredFile:
    return keep_file(accept_file(pdf(f"{number}.pdf"), PAPER), "organisations", owner=ana.organisation.pk, at=NOW)


@pytest.fixture
def files(ana: Actor) -> list[StoredFile]:
    return [keep(ana, number) for number in range(3)]


def findings() -> list[tuple[str, str]]:
    return [(one.subject, one.found) for one in check_files(NOW)]


def test_missing_and_altered_files_are_findings_until_they_are_as_they_were(files: list[StoredFile]) -> None:
    _whole, missing, altered = files
    Path(missing.path).unlink()
    Path(altered.path).write_bytes(PDF[:-1] + b" ")
    assert (read_again.read_files_again(at=NOW), findings()) == (
        3,
        [(missing.place, "missing"), (altered.place, "altered")],
    )
    Path(missing.path).write_bytes(PDF)
    Path(altered.path).write_bytes(PDF)
    assert (read_again.read_files_again(at=TOMORROW), findings()) == (3, [])
    assert set(StoredFile.objects.values_list("read_at", "fault")) == {(TOMORROW, "")}


def test_those_read_longest_ago_come_first(files: list[StoredFile], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read_again, "MIN_FILES", 2)
    order = [file.pk for file in files]
    StoredFile.objects.filter(pk=order[0]).update(read_at=NOW)
    assert read_again.read_files_again(at=TOMORROW) == 2
    assert set(StoredFile.objects.filter(read_at=TOMORROW).values_list("pk", flat=True)) == {*order[1:]}


def test_all_are_read_within_a_month(files: list[StoredFile], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read_again, "MIN_FILES", 0)
    monkeypatch.setattr(read_again, "NIGHTS", 3)
    for night in range(3):
        assert read_again.read_files_again(at=NOW + timedelta(days=night)) == 1
    assert not StoredFile.objects.filter(read_at=None).exists()


def test_what_was_erased_or_has_no_hash_is_not_read(files: list[StoredFile], ana: Actor) -> None:
    files[0].limit_keeping(NOW - timedelta(days=2))
    erase_expired(at=NOW)
    StoredFile.objects.create(place="old/one.pdf", name="one.pdf", kind="pdf", size=1, owner=ana.organisation)
    assert (read_again.read_files_again(at=NOW), findings()) == (2, [])


def test_the_nightly_job_reads(files: list[StoredFile]) -> None:
    Path(files[1].path).unlink()
    app.tasks["files.read_again"]()
    assert findings() == [(files[1].place, "missing")]


def test_a_store_that_is_away_is_a_finding_and_none_the_night_after(files: list[StoredFile]) -> None:
    folder = Path(files[0].path).parent
    hidden = folder.with_name("elsewhere")
    folder.rename(hidden)
    read_again.read_files_again(at=NOW)
    assert {found for _place, found in findings()} == {"missing"}
    hidden.rename(folder)
    read_again.read_files_again(at=TOMORROW)
    assert findings() == []
