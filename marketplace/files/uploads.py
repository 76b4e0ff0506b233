"""Files that arrive in pieces: begun, brought piece by piece, and once whole accepted and kept as every other file.

Each piece is an object of the store, so that any web process may get the next one. What was never finished, or what no form
named, is forgotten after a day.
"""

import base64
import hashlib
import logging
from collections.abc import Iterator
from datetime import datetime, timedelta
from tempfile import SpooledTemporaryFile
from typing import IO, Any
from uuid import UUID, uuid4

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.db.models import Sum

from marketplace.files.accept import EMPTY, FileRefused, check_name
from marketplace.files.models import Upload
from marketplace.files.policies import Policy
from marketplace.files.refusals import (
    PieceDamaged,
    PieceTooLong,
    StoreAway,
    TooManyPieces,
    TooManyUploads,
    UploadUnknown,
    WrongOffset,
)

log = logging.getLogger(__name__)

MB = 1 << 20
LIFETIME = timedelta(days=1)
# Of one organisation, on their way at the same time.
MAX_OPEN, MAX_OPEN_BYTES = 20, 300 * MB
# Whoever sends single bytes fills no table with their names.
MAX_PIECES = 1000
READ_BYTES, MAX_IN_MEMORY = 1 << 16, MB


class TooLarge(FileRefused):
    """As in one request; the protocol wants this status."""

    status = 413


def start_upload(
    *, policy: Policy, name: str, size: int, sha256: str = "", owner: int, sender: int, at: datetime
) -> Upload:
    """Announce a file of an organisation's member. `size` is in bytes, `sha256` in hex or empty.

    Raises FileRefused, TooManyUploads.
    """
    if size > policy.max_bytes:
        raise TooLarge(policy.too_large)
    if size <= 0:
        raise FileRefused(EMPTY)
    shown = check_name(name, policy)
    with transaction.atomic():
        must_have_room(owner, size, at)
        return Upload.objects.create(
            owner_id=owner,
            sender_id=sender,
            purpose=policy.purpose,
            name=shown,
            size=size,
            sha256=sha256,
            began_at=at,
            expires_at=at + LIFETIME,
        )


def must_have_room(owner: int, size: int, at: datetime) -> None:
    """Raise TooManyUploads when the organisation has enough on its way. Two of its members ask one after the other."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtext('files.uploads'), %s)", [owner])
    under_way = Upload.objects.filter(owner=owner, used_at=None, expires_at__gt=at)
    sizes = under_way.aggregate(sum=Sum("size"))["sum"] or 0
    if under_way.count() >= MAX_OPEN or sizes + size > MAX_OPEN_BYTES:
        raise TooManyUploads


def find_upload(pk: UUID, *, owner: int, sender: int, at: datetime) -> Upload:
    """The sender's own upload that is not over. Raises UploadUnknown."""
    rows = Upload.objects.select_related("file").filter(used_at=None, expires_at__gt=at)
    found = rows.filter(pk=pk, owner=owner, sender=sender).first()
    if found is None:
        raise UploadUnknown
    return found


def append_piece(upload: Upload, offset: int, source: Any, *, checksum: str = "", at: datetime) -> int:
    """Take the next piece from an open source, which may break off: what has come of it counts. Gives the new offset.

    `checksum` is that of the piece, "sha256 <base64>"; a damaged piece is dropped whole. Raises WrongOffset, PieceTooLong,
    PieceDamaged, TooManyPieces, StoreAway, UploadUnknown.
    """
    if offset != upload.offset:
        raise WrongOffset(offset=upload.offset)
    with SpooledTemporaryFile(max_size=MAX_IN_MEMORY) as piece:
        received = receive_piece(source, piece, upload.size - offset, checksum)
        if received:
            upload.offset = store_piece(upload, piece, received, at)
    return upload.offset


def receive_piece(source: Any, piece: IO[bytes], room: int, checksum: str) -> int:
    """Copy what comes, and give how much it was. Raises PieceTooLong, PieceDamaged."""
    algorithm, _space, expected = checksum.partition(" ")
    digest = hashlib.new(algorithm or "sha256", usedforsecurity=False)
    received = 0
    for part in read_parts(source):
        received += len(part)
        if received > room:
            raise PieceTooLong
        digest.update(part)
        piece.write(part)
    if checksum and base64.b64encode(digest.digest()).decode() != expected:
        raise PieceDamaged
    return received


def read_parts(source: Any) -> Iterator[bytes]:
    """What comes until the sender has said all, or its line is cut."""
    while True:
        try:
            part = source.read(READ_BYTES)
        except OSError:
            return
        if not part:
            return
        yield part


def store_piece(upload: Upload, piece: IO[bytes], received: int, at: datetime) -> int:
    """Put the piece into the store and then into the row, unless another one was faster; gives the new offset."""
    if len(upload.pieces) >= MAX_PIECES:
        raise TooManyPieces
    piece.seek(0)
    try:
        place = default_storage.save(f"arriving/{uuid4().hex}", File(piece))
    except OSError as away:
        raise StoreAway from away
    # The offset only grows: whose offset still stands knows all pieces before it.
    pieces, offset = [*upload.pieces, place], upload.offset + received
    still = Upload.objects.filter(pk=upload.pk, offset=upload.offset, file=None, expires_at__gt=at)
    if not still.update(offset=offset, pieces=pieces):
        default_storage.delete(place)
        faster = Upload.objects.filter(pk=upload.pk).values_list("offset", flat=True).first()
        raise UploadUnknown if faster is None else WrongOffset(offset=faster)
    upload.pieces = pieces
    return offset


def forget_upload(upload: Upload) -> None:
    """End it: its pieces go, and the row. A file that was made of it goes when its time is over."""
    Upload.objects.filter(pk=upload.pk, used_at=None).delete()
    drop_pieces(upload)


def drop_pieces(upload: Upload) -> None:
    """Their bytes are in the file, or of no use. What the store does not delete now goes by night."""
    try:
        for place in upload.pieces:
            default_storage.delete(place)
    except OSError:
        log.exception("pieces of an upload cannot be deleted")


def forget_expired(*, at: datetime) -> int:
    """Remove uploads whose time is over, an hour later, with their pieces. Gives how many. Again is no error."""
    gone = 0
    for upload in Upload.objects.filter(expires_at__lte=at - timedelta(hours=1)).iterator(chunk_size=100):
        drop_pieces(upload)
        upload.delete()
        gone += 1
    return gone
