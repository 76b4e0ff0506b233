"""Put a file into the store: its bytes first, then its row; whatever names it refers to the row."""

import hashlib
import logging
import uuid
from datetime import datetime

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from marketplace.files.accept import Accepted
from marketplace.files.arrived import ArrivedFile
from marketplace.files.kinds import Kind
from marketplace.files.models import StoredFile
from marketplace.files.refusals import StoreAway

log = logging.getLogger(__name__)


def keep_file(
    accepted: Accepted, folder: str, *, owner: int | None, at: datetime, until: datetime | None = None
) -> StoredFile:
    """Keep what was accepted, under a name that nobody can guess, for an organisation (`owner`; None = the market's).

    The folder says only what kind of row refers to it. `until`: nobody gets it after that. What arrived in pieces lies in the
    store already. Raises StoreAway, UploadUsed.
    """
    if isinstance(accepted.file, ArrivedFile):
        return accepted.file.take_over(at=at)
    accepted.file.seek(0)
    try:
        place = default_storage.save(f"{folder}/{uuid.uuid4().hex}{accepted.kind.endings[0]}", accepted.file)
    except OSError as away:
        log.exception("a file cannot be stored")
        raise StoreAway from away
    return StoredFile.objects.create(
        place=place,
        owner_id=owner,
        name=accepted.name,
        kind=accepted.kind.key,
        size=accepted.size,
        sha256=accepted.sha256,
        stored_at=at,
        keep_until=until,
    )


def keep_bytes(content: bytes, kind: Kind, name: str, folder: str, *, owner: int | None, at: datetime) -> StoredFile:
    """Keep what we made ourselves."""
    made = Accepted(ContentFile(content), name, kind, len(content), hashlib.sha256(content).hexdigest())
    return keep_file(made, folder, owner=owner, at=at)
