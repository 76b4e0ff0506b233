"""Every stored file is read again once a month, and compared with the hash of when it was kept."""

import hashlib
from collections.abc import Iterator
from datetime import datetime
from itertools import chain

from django.db.models import F

from marketplace.files.models import StoredFile
from marketplace.files.states import Fault

# A night reads its share of a month, and never so few that a small market waits for weeks.
NIGHTS, MIN_FILES = 28, 500
READ_BYTES = 1 << 16


def read_files_again(*, at: datetime) -> int:
    """Compare those that had a fault, and this night's share of all, with their hashes. Gives how many were read."""
    count = 0
    for file in chain(files_with_fault(), list(files_of_the_night())):
        note_reading(file, find_fault(file), at)
        count += 1
    return count


def files_with_fault() -> Iterator[StoredFile]:
    """Those that were missing or altered when they were last read, by number."""
    return StoredFile.objects.filter(erased_at=None).exclude(fault="").order_by("pk").iterator(chunk_size=100)


def files_of_the_night() -> Iterator[StoredFile]:
    """The next ones: those that were never read, then those read longest ago. What has no hash can be compared with nothing."""
    rows = StoredFile.objects.filter(erased_at=None, fault="").exclude(sha256="")
    share = max(MIN_FILES, -(-rows.count() // NIGHTS))
    return rows.order_by(F("read_at").asc(nulls_first=True), "pk")[:share].iterator(chunk_size=100)


def find_fault(file: StoredFile) -> str:
    """What is wrong with its bytes now: a Fault, or nothing."""
    digest = hashlib.sha256()
    try:
        with file.open() as content:
            for part in iter(lambda: content.read(READ_BYTES), b""):
                digest.update(part)
    except OSError:
        return Fault.MISSING
    return "" if digest.hexdigest() == file.sha256 else Fault.ALTERED


def note_reading(file: StoredFile, fault: str, at: datetime) -> None:
    """Keep what was found, unless the file was erased meanwhile."""
    StoredFile.objects.filter(pk=file.pk, erased_at=None).update(read_at=at, fault=fault)
