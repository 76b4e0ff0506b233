"""Uploads that have arrived whole: each becomes one stored file, accepted as those that came in one request."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from tempfile import SpooledTemporaryFile
from uuid import UUID

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from marketplace.files.accept import Accepted, FileRefused, accept_file
from marketplace.files.arrived import ArrivedFile
from marketplace.files.keep import keep_file
from marketplace.files.models import StoredFile, Upload
from marketplace.files.policies import POLICIES, Policy
from marketplace.files.refusals import StoreAway, UploadUnfinished, UploadUnknown
from marketplace.files.uploads import MAX_IN_MEMORY, drop_pieces, find_upload, forget_upload

DAMAGED = _("This file was damaged on its way. Send it again.")


def complete_upload(upload: Upload, *, at: datetime) -> StoredFile:
    """The stored file of an upload that is whole: accepted and kept once, however often and by however many it is asked for.

    Raises UploadUnknown, UploadUnfinished, FileRefused (then the upload is over), StoreAway, ScannerAway.
    """
    found = Upload.objects.select_related("file").filter(pk=upload.pk).first()
    if found is None:
        raise UploadUnknown
    if found.file:
        return found.file
    return make_file(found, at)


def make_file(upload: Upload, at: datetime) -> StoredFile:
    """The same, of one that was not a file yet."""
    if upload.offset < upload.size:
        raise UploadUnfinished
    try:
        with join_pieces(upload) as whole:
            stored = keep_once(upload, accept_whole(upload, whole), at)
    except FileRefused:
        forget_upload(upload)
        raise
    except OSError as away:
        return await_other(upload, away)
    drop_pieces(upload)
    return stored


def accept_whole(upload: Upload, whole: "File[bytes]") -> Accepted:
    """As a file that came in one request; it must be the one that was announced. Raises FileRefused, ScannerAway."""
    accepted = accept_file(whole, POLICIES[upload.purpose])
    if upload.sha256 and accepted.sha256 != upload.sha256:
        raise FileRefused(DAMAGED)
    return accepted


def keep_once(upload: Upload, accepted: Accepted, at: datetime) -> StoredFile:
    """Its stored file; where another was faster, the other's, and our bytes go."""
    with transaction.atomic():
        stored = keep_file(accepted, "uploads", owner=upload.owner_id, at=at, until=upload.expires_at)
        if Upload.objects.filter(pk=upload.pk, file=None).update(file=stored):
            return stored
        transaction.set_rollback(True)
    default_storage.delete(stored.place)
    return await_other(upload, None)


def await_other(upload: Upload, cause: OSError | None) -> StoredFile:
    """What another has made of the upload whose pieces it took away. Raises StoreAway where nobody did."""
    other = Upload.objects.select_related("file").filter(pk=upload.pk).first()
    if other is None or other.file is None:
        raise StoreAway from cause
    return other.file


@contextmanager
def join_pieces(upload: Upload) -> Iterator["File[bytes]"]:
    """All pieces as one file. Raises OSError."""
    with SpooledTemporaryFile(max_size=MAX_IN_MEMORY) as whole:
        for place in upload.pieces:
            with default_storage.open(place, "rb") as piece:
                for part in piece.chunks():
                    whole.write(part)
        whole.seek(0)
        file: File[bytes] = File(whole, upload.name)
        file.size = upload.size
        yield file


def open_arrived(pk: UUID, policy: Policy, *, owner: int, sender: int, at: datetime) -> ArrivedFile:
    """The file that a form names by its upload. Raises UploadUnknown, and what `complete_upload` raises."""
    upload = find_upload(pk, owner=owner, sender=sender, at=at)
    if upload.purpose != policy.purpose:
        raise UploadUnknown
    stored = complete_upload(upload, at=at)
    try:
        return ArrivedFile(upload, stored)
    except OSError as away:
        raise StoreAway from away
