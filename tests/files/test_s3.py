"""Files in a bucket of a real S3 server instead of the disk: kept, handed out, read by programs, erased, saved, lost."""

import os
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory
from django.utils import timezone
from pytest_django.fixtures import Settings

from accounts.actors import Actor
from listings.exchange import actions
from marketplace.files.accept import accept_file
from marketplace.files.address import SHAPE, read_address
from marketplace.files.erase import erase_expired
from marketplace.files.keep import keep_file
from marketplace.files.models import StoredFile
from marketplace.files.policies import PAPER
from marketplace.files.refusals import FileGone, StoreAway
from marketplace.files.serve import serve_file
from marketplace.files.unnamed import remove_unnamed, walk_store
from marketplace.operations.backup import save_files
from marketplace.operations.restore import digest_in_store, fill_store
from tests.accounts.papers import PDF, pdf
from tests.factories import NOW
from tests.files.s3_server import BUCKET, KEY, SECRET, Server, serving

REQUEST = RequestFactory().get("/")
TITLES = b"original_title,original_language,production_territories,year,kind\nRiver,th,TH,2020,film\n"


@pytest.fixture
def server(settings: Settings, tmp_path: Path) -> Iterator[Server]:
    """The store is a bucket of its server."""
    with serving(tmp_path / "s3") as started:
        settings.COPIES_FOLDER = tmp_path / "copies"
        settings.STORAGES = {**settings.STORAGES, "default": read_address(started.url, Path("unused"))}
        yield started


def keep_pdf(by: Actor) -> StoredFile:
    return keep_file(accept_file(pdf("Register.pdf"), PAPER), "organisations", owner=by.organisation.pk, at=NOW)


@pytest.mark.django_db
def test_a_bucket_is_cleared_of_what_no_row_names(server: Server, ana: Actor) -> None:
    file = keep_pdf(ana)
    default_storage.save("rights/lost.pdf", ContentFile(b"bytes"))
    assert {*walk_store("")} == {file.place, "rights/lost.pdf"}
    assert remove_unnamed(at=timezone.now()) == 0
    assert remove_unnamed(at=timezone.now() + timedelta(days=8)) == 1
    assert [*walk_store("")] == [file.place]


@pytest.mark.django_db
def test_a_file_in_a_bucket_lives_as_one_on_the_disk(server: Server, ana: Actor, tmp_path: Path) -> None:
    file = keep_pdf(ana)
    assert (server.folder / BUCKET / file.place).exists()
    assert (file.read(), b"".join(serve_file(REQUEST, file))) == (PDF, PDF)
    part = serve_file(RequestFactory().get("/", headers={"Range": "bytes=0-3"}), file)
    assert (part.status_code, b"".join(part)) == (206, b"%PDF")
    # A program that takes no open file gets a copy, which goes when nobody has needed it for a day.
    copy = Path(file.path)
    assert (copy, copy.read_bytes(), file.path) == (tmp_path / "copies" / file.place, PDF, str(copy))
    os.utime(copy, (0, 0))
    file.limit_keeping(NOW)
    assert (erase_expired(at=NOW + timedelta(days=1)), default_storage.exists(file.place), copy.exists()) == (
        1,
        False,
        False,
    )
    erased = StoredFile.objects.get(pk=file.pk)
    with pytest.raises(FileGone):
        serve_file(REQUEST, erased)


@pytest.mark.django_db
def test_an_import_is_read_from_a_bucket(server: Server, ana: Actor) -> None:
    made = actions.start_import(file=SimpleUploadedFile("titles.csv", TITLES), kind="titles", by=ana, at=NOW)
    assert (made.state, made.columns[0], made.file.read()) == ("uploaded", "original_title", TITLES)


@pytest.mark.django_db
def test_a_backup_holds_what_lies_in_a_bucket_and_a_restore_puts_it_back(
    server: Server, ana: Actor, tmp_path: Path
) -> None:
    file = keep_pdf(ana)
    save_files([file.place, "organisations/lost.pdf"], tmp_path / "saved")
    assert [path.name for path in (tmp_path / "saved").rglob("*.pdf")] == [Path(file.place).name]
    default_storage.delete(file.place)
    assert digest_in_store(file.place) == ""
    for _again in range(2):
        fill_store(tmp_path / "saved")
        assert (digest_in_store(file.place), file.read()) == (file.sha256, PDF)


@pytest.mark.django_db
def test_a_store_that_does_not_answer_is_a_message_and_nothing_is_recorded(server: Server, ana: Actor) -> None:
    file = keep_pdf(ana)
    server.stop()
    with pytest.raises(StoreAway) as away:
        keep_pdf(ana)
    assert (away.value.status, StoredFile.objects.count()) == (503, 1)
    with pytest.raises(StoreAway):
        serve_file(REQUEST, file)


@pytest.mark.django_db
def test_a_file_that_is_another_one_in_the_bucket_is_not_read(server: Server, ana: Actor) -> None:
    file = keep_pdf(ana)
    default_storage.delete(file.place)
    default_storage.save(file.place, SimpleUploadedFile("x", b"%PDF of somebody else"))
    with pytest.raises(OSError, match="differs from what was recorded"):
        _path = file.path


def test_the_address_says_where_the_bucket_is() -> None:
    found = read_address(f"s3+http://{KEY}:{SECRET}%2F@10.0.0.1:9000/films?region=ap-southeast-1", Path("/x"))[
        "OPTIONS"
    ]
    assert found == {
        "access_key": KEY,
        "secret_key": f"{SECRET}/",
        "bucket_name": "films",
        "endpoint_url": "http://10.0.0.1:9000",
        "region_name": "ap-southeast-1",
        "addressing_style": "path",
    }
    amazon = read_address("s3://k:s@/films", Path("/x"))["OPTIONS"]
    assert (amazon["endpoint_url"], amazon["addressing_style"]) == (None, "virtual")
    assert read_address("", Path("/x"))["OPTIONS"] == {"location": "/x"}


@pytest.mark.parametrize(
    "wrong", ["s3://host/bucket", "s3://k:s@host", "ftp://k:s@host/b", "s3://k:s@host/a/b", "films"]
)
def test_what_is_no_address_of_a_bucket_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match=re.escape(SHAPE)):
        read_address(wrong, Path("/x"))
