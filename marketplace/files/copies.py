"""Copies on this machine of files in a store elsewhere, for programs that take no open file."""

import hashlib
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

from django.conf import settings


class Altered(OSError):
    """What the store gave is not what was put there."""


def copy_of(place: str, sha256: str, fetch: Callable[[], IO[Any]]) -> Path:
    """The copy, fetched where there is none: a stored file never changes. Raises OSError."""
    target = Path(settings.COPIES_FOLDER) / place
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        partial = target.with_name(f"{target.name}.{os.getpid()}")
        with fetch() as source, partial.open("wb") as copy:
            shutil.copyfileobj(source, copy)
        with partial.open("rb") as copy:
            digest = hashlib.file_digest(copy, "sha256").hexdigest()
        if sha256 and digest != sha256:
            partial.unlink()
            raise Altered(f"{place} differs from what was recorded when it was stored")
        partial.replace(target)
    target.touch()
    return target


def drop_unused(*, before: float) -> None:
    """Delete the copies that nobody has asked for since then (seconds of the epoch)."""
    for path in Path(settings.COPIES_FOLDER).rglob("*"):
        if path.is_file() and path.stat().st_mtime < before:
            path.unlink(missing_ok=True)
