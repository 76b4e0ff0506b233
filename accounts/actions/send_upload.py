"""Send a file in pieces: begin, bring the next piece, cancel. A form that names it keeps it.

What is done with the file is recorded by the action that keeps it.
"""

from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.actions.allowing import must_be_allowed
from accounts.actors import Actor
from marketplace.files import uploads
from marketplace.files.completing import complete_upload
from marketplace.files.models import Upload
from marketplace.files.policies import Policy


def start_upload(*, policy: Policy, name: str, size: int, sha256: str = "", by: Actor, at: datetime) -> Upload:
    """Announce a file: what it is for, its sender's name of it, its bytes, and where known its hash in hex.

    Raises NotAllowedNow, FileRefused, TooManyUploads.
    """
    with transaction.atomic():
        must_be_allowed("start_upload", by)
        owner, sender = by.organisation.pk, by.user.pk
        return uploads.start_upload(
            policy=policy, name=name, size=size, sha256=sha256, owner=owner, sender=sender, at=at
        )


def append_piece(*, upload: Upload, offset: int, source: Any, checksum: str = "", by: Actor, at: datetime) -> int:
    """Take the next piece from the open source; the last one makes it a file. Gives how many bytes have arrived.

    The pieces are received outside of a transaction: a slow line holds nothing. Raises NotAllowedNow, and what
    `uploads.append_piece` and `complete_upload` raise.
    """
    with transaction.atomic():
        must_be_allowed("append_piece", by)
    arrived = uploads.append_piece(upload, offset, source, checksum=checksum, at=at)
    if arrived == upload.size:
        complete_upload(upload, at=at)
    return arrived


def cancel_upload(*, upload: Upload, by: Actor) -> None:
    """Forget it, whatever has arrived. Raises NotAllowedNow."""
    with transaction.atomic():
        must_be_allowed("cancel_upload", by)
    uploads.forget_upload(upload)
