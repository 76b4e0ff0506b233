"""A file that arrived in pieces, as forms and actions get it: like one that came in one request."""

from datetime import datetime
from typing import IO, Any

from django.core.files.base import File

from marketplace.files.models import StoredFile, Upload
from marketplace.files.refusals import UploadUsed


class ArrivedFile(File):  # type: ignore[type-arg]  # is no generic when it runs
    """An upload that is whole, open to be read."""

    def __init__(self, upload: Upload, stored: StoredFile) -> None:
        content: IO[Any] = stored.open()
        super().__init__(content, stored.name)
        self.upload, self.stored = upload, stored

    def take_over(self, *, at: datetime) -> StoredFile:
        """The stored file, which is kept from now on. Call in the transaction that names it. Raises UploadUsed."""
        use_up_file(self, at=at)
        self.stored.limit_keeping(None)
        return self.stored


def use_up_file(file: "File[Any]", *, at: datetime) -> None:
    """What arrived in pieces is named by one form, once; other files pass. Raises UploadUsed."""
    if isinstance(file, ArrivedFile):
        free = Upload.objects.filter(pk=file.upload.pk, used_at=None, expires_at__gt=at)
        if not free.update(used_at=at):
            raise UploadUsed
