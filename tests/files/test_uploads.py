"""Files in pieces: who comes first, what a cut line and a killed process leave, and that one file comes of it."""

import io
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.db import IntegrityError, connection, transaction
from pytest_django.fixtures import Settings

from accounts.actors import Actor
from marketplace.files import uploads
from marketplace.files.accept import accept_file
from marketplace.files.address import read_address
from marketplace.files.completing import complete_upload, open_arrived
from marketplace.files.keep import keep_file
from marketplace.files.models import StoredFile, Upload
from marketplace.files.policies import PAPER
from marketplace.files.refusals import TooManyPieces, UploadUnfinished, UploadUsed, WrongOffset
from marketplace.files.scanning import ScannerAway
from marketplace.kit.constraints import violated_constraint
from tests.accounts.papers import PDF
from tests.factories import NOW

pytestmark = pytest.mark.django_db
AT_ONCE = 4


@pytest.fixture(autouse=True)
def own_store(settings: Settings, tmp_path: Path) -> None:
    """An empty store."""
    settings.STORAGES = {**settings.STORAGES, "default": read_address("", tmp_path)}


def begin(by: Actor, size: int = len(PDF)) -> Upload:
    return uploads.start_upload(
        policy=PAPER, name="a.pdf", size=size, owner=by.organisation.pk, sender=by.user.pk, at=NOW
    )


def append(upload: Upload, piece: bytes, offset: int | None = None) -> int:
    return uploads.append_piece(upload, upload.offset if offset is None else offset, io.BytesIO(piece), at=NOW)


class CutLine(io.BytesIO):
    """Gives what it has, and then the line is cut."""

    def read(self, size: int | None = -1, /) -> bytes:
        part = super().read(size)
        if not part:
            raise OSError("the line was cut")
        return part


def test_what_came_before_the_line_was_cut_counts(ana: Actor) -> None:
    upload = begin(ana)
    assert uploads.append_piece(upload, 0, CutLine(PDF[:20]), at=NOW) == 20
    assert append(upload, PDF[20:]) == len(PDF)
    assert complete_upload(upload, at=NOW).read() == PDF


def test_a_process_that_was_killed_before_it_made_the_file_leaves_an_upload_that_makes_it_later(ana: Actor) -> None:
    upload = begin(ana)
    append(upload, PDF)  # and nothing after it
    assert (Upload.objects.get().file, StoredFile.objects.count()) == (None, 0)
    found = open_arrived(upload.pk, PAPER, owner=ana.organisation.pk, sender=ana.user.pk, at=NOW)
    assert (found.read(), found.stored, default_storage.exists(upload.pieces[0])) == (
        PDF,
        StoredFile.objects.get(),
        False,
    )


def fail(_file: Any) -> str:
    raise OSError("no scanner")


def test_what_nobody_could_check_waits_until_somebody_can(ana: Actor, settings: Settings) -> None:
    upload = begin(ana)
    append(upload, PDF)
    settings.FILE_SCANNER = "tests.files.test_uploads.fail"
    with pytest.raises(ScannerAway):
        complete_upload(upload, at=NOW)
    assert (StoredFile.objects.count(), Upload.objects.get().offset) == (0, len(PDF))
    settings.FILE_SCANNER = ""
    assert complete_upload(upload, at=NOW).read() == PDF


def test_what_is_not_whole_is_no_file(ana: Actor) -> None:
    upload = begin(ana)
    append(upload, PDF[:10])
    with pytest.raises(UploadUnfinished):
        complete_upload(upload, at=NOW)
    assert StoredFile.objects.count() == 0


def test_one_form_takes_it_and_no_other(ana: Actor) -> None:
    upload = begin(ana)
    append(upload, PDF)
    first, second = (
        open_arrived(upload.pk, PAPER, owner=ana.organisation.pk, sender=ana.user.pk, at=NOW) for _twice in range(2)
    )
    kept = keep_file(accept_file(first, PAPER), "organisations", owner=ana.organisation.pk, at=NOW)
    assert (kept, kept.keep_until) == (StoredFile.objects.get(), None)
    with pytest.raises(UploadUsed):
        keep_file(accept_file(second, PAPER), "organisations", owner=ana.organisation.pk, at=NOW)


def test_single_bytes_fill_no_table(ana: Actor) -> None:
    upload = begin(ana)
    Upload.objects.update(pieces=[f"arriving/{number}" for number in range(uploads.MAX_PIECES)])
    upload.refresh_from_db()
    with pytest.raises(TooManyPieces):
        append(upload, PDF)


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"offset": len(PDF) + 1}, "upload_within_its_size"),
        ({"used_at": NOW}, "upload_used_as_a_file"),
    ],
)
def test_the_database_refuses_what_cannot_be(change: dict[str, Any], constraint: str, ana: Actor) -> None:
    begin(ana)
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        Upload.objects.update(**change)
    assert violated_constraint(refused.value) == constraint


def at_once(act: Callable[[Upload], Any], upload: Upload) -> Iterator[Any]:
    """What each of several threads gets, or is refused with, who act at the same moment."""
    start, seen = Barrier(AT_ONCE), [Upload.objects.get(pk=upload.pk) for _each in range(AT_ONCE)]

    def run(row: Upload) -> Any:
        start.wait()
        try:
            return act(row)
        except WrongOffset as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as threads:
        yield from threads.map(run, seen)


@pytest.mark.django_db(transaction=True)
def test_of_several_pieces_at_one_offset_one_counts(ana: Actor) -> None:
    upload = begin(ana)
    found = list(at_once(lambda row: append(row, PDF[:10]), upload))
    assert sorted(map(str, found)) == sorted(
        ["10", *["wrong_offset: 10 bytes have arrived: the next piece must begin there."] * 3]
    )
    upload.refresh_from_db()
    assert (upload.offset, default_storage.listdir("arriving")[1]) == (10, [upload.pieces[0].split("/")[1]])


@pytest.mark.django_db(transaction=True)
def test_several_who_finish_it_at_once_make_one_file(ana: Actor) -> None:
    upload = begin(ana)
    append(upload, PDF)
    files = list(at_once(lambda row: complete_upload(row, at=NOW), upload))
    assert {file.pk for file in files} == {StoredFile.objects.get().pk}
    assert [file.read() for file in files] == [PDF] * AT_ONCE
    assert default_storage.listdir("uploads")[1] == [files[0].place.split("/")[1]]
