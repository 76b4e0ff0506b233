"""Files of the store: written once, whose they are, and that they go when their time is over."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.test import RequestFactory

from accounts.actors import Actor
from marketplace.celery import app
from marketplace.files.accept import accept_file
from marketplace.files.erase import erase_expired
from marketplace.files.keep import keep_file
from marketplace.files.models import StoredFile
from marketplace.files.policies import PAPER
from marketplace.files.refusals import FileGone
from marketplace.files.serve import serve_file
from marketplace.kit.constraints import violated_constraint
from marketplace.operations.dump import named_files
from tests.accounts.papers import PDF, pdf
from tests.database import as_owner
from tests.factories import NOW

pytestmark = pytest.mark.django_db
REQUEST = RequestFactory().get("/")


@pytest.fixture
def file(ana: Actor) -> StoredFile:
    return keep_file(accept_file(pdf("Register.exe"), PAPER), "organisations", owner=ana.organisation.pk, at=NOW)


def test_a_file_is_kept_under_a_name_of_ours_with_all_that_is_known_of_it(file: StoredFile, ana: Actor) -> None:
    file.refresh_from_db()
    assert (file.owner, file.name, file.kind, file.size) == (ana.organisation, "Register.pdf", "pdf", len(PDF))
    assert (file.stored_at, file.keep_until, file.erased_at) == (NOW, None, None)
    folder, name = file.place.split("/")
    assert (folder, len(name), name[-4:], file.read()) == ("organisations", 36, ".pdf", PDF)
    answer = serve_file(REQUEST, file, inline=True)
    assert (answer["ETag"], answer["Content-Disposition"]) == (f'"{file.sha256}"', 'inline; filename="Register.pdf"')


@pytest.mark.parametrize(
    "change", [{"sha256": "0" * 64}, {"place": "other"}, {"owner": None}, {"kind": "png"}, {"name": "x"}, {"size": 1}]
)
def test_a_stored_file_never_changes(change: dict[str, object], file: StoredFile) -> None:
    with as_owner(), pytest.raises(IntegrityError) as refused, transaction.atomic():
        StoredFile.objects.filter(pk=file.pk).update(**change)
    assert violated_constraint(refused.value) == "stored_file_stands"
    with as_owner(), pytest.raises(IntegrityError), transaction.atomic():
        file.delete()


def test_nobody_gets_a_file_whose_time_is_over_and_a_day_later_it_is_deleted(file: StoredFile) -> None:
    path = Path(file.path)
    file.limit_keeping(NOW + timedelta(days=30))
    assert serve_file(REQUEST, file).status_code == 200  # the tests' clock stands before that
    file.limit_keeping(NOW)
    with pytest.raises(FileGone):
        serve_file(REQUEST, file)
    assert (erase_expired(at=NOW + timedelta(hours=23)), path.exists()) == (0, True)
    assert file.place in named_files()  # a backup may be under way
    later = NOW + timedelta(days=1)
    assert (erase_expired(at=later), path.exists(), erase_expired(at=later)) == (1, False, 0)
    file.refresh_from_db()
    assert (file.erased_at, file.place in named_files()) == (later, False)


def test_the_nightly_job_erases(file: StoredFile) -> None:
    file.limit_keeping(NOW - timedelta(days=1))
    app.tasks["files.erase_expired"]()
    assert not default_storage.exists(file.place)


def test_no_file_is_erased_before_its_time_whoever_writes(file: StoredFile) -> None:
    for until in (None, NOW + timedelta(days=1)):
        with pytest.raises(IntegrityError) as refused, transaction.atomic():
            StoredFile.objects.filter(pk=file.pk).update(keep_until=until, erased_at=NOW)
        assert violated_constraint(refused.value) == "no_file_is_erased_before_its_time"


def test_a_file_that_the_store_has_lost_is_a_message(file: StoredFile) -> None:
    Path(file.path).unlink()
    with pytest.raises(FileGone) as gone:
        serve_file(REQUEST, file)
    assert (gone.value.status, gone.value.message()) == (410, "This file is no longer kept, or cannot be found.")
