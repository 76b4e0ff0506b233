"""Take a file: the one way in, for pages and API alike."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.files.base import File
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from marketplace.files.arrived import ArrivedFile
from marketplace.files.kinds import PDF, Kind
from marketplace.files.looks import TooManyPixels
from marketplace.files.names import ending_of, name_as, shown_name
from marketplace.files.policies import Ending, Policy
from marketplace.files.scanning import find_virus
from marketplace.kit.problems import AtField

EMPTY = _("The file is empty.")
UNTRUE = _("This file is no %(ending)s inside. Save it again in that form.")
CUT_PDF = _("This PDF breaks off before its end. Save it again and send the whole file.")
VIRUS = _("Our virus scanner refuses this file (%(virus)s). Check your computer, and send a clean one.")
TOO_MANY_PIXELS = _("This picture has too many pixels. Send a smaller scan.")


class FileRefused(AtField):
    """A file that is not taken; `why` is a sentence that says what to send instead."""

    code = "file_refused"
    field = "file"

    def __init__(self, why: str | Promise, **places: Any) -> None:
        super().__init__(**places)
        self.why = why

    def message(self) -> str:
        return str(self.why) % self.context if self.context else str(self.why)


@dataclass(frozen=True)
class Accepted:
    """A file that may be kept. `name` is the sender's own, fit to be shown."""

    file: "File[bytes]"
    name: str
    kind: Kind
    size: int
    sha256: str

    def read_bytes(self) -> bytes:
        """All of its bytes."""
        self.file.seek(0)
        return bytes(self.file.read())


def accept_file(file: "File[bytes]", policy: Policy, *, field: str = "file") -> Accepted:
    """What it is, how large, its hash: read from its bytes, never more than allowed. Raises FileRefused at `field`."""
    try:
        return inspect_file(file, policy)
    except FileRefused as refused:
        refused.field = field
        raise


def inspect_file(file: "File[bytes]", policy: Policy) -> Accepted:
    """As `accept_file`. What arrived in pieces under this policy was looked at when it was whole."""
    if isinstance(file, ArrivedFile) and file.upload.purpose == policy.purpose:
        stored = file.stored
        return Accepted(file, stored.name, stored.type, stored.size, stored.sha256)
    name = check_name(file.name or "", policy)
    size, digest = measure_file(file, policy)
    kind = tell_kind(file, name, policy)
    if policy.whole:
        check_whole(file, kind, policy)
    if virus := find_virus(file):
        raise FileRefused(VIRUS, virus=virus)
    file.seek(0)
    return Accepted(file, name_as(kind, name), kind, size, digest)


def check_name(sent: str, policy: Policy) -> str:
    """The sender's name of it, fit to be shown. Raises FileRefused where its ending counts and is not taken."""
    name = shown_name(sent)
    if policy.ending != Ending.NOTHING and ending_of(name) not in policy.endings:
        raise FileRefused(policy.unwanted, endings=" ".join(sorted(policy.endings)))
    return name


def measure_file(file: "File[bytes]", policy: Policy) -> tuple[int, str]:
    """Its size and SHA-256. What says that it is too large is not read. Raises FileRefused."""
    if (file.size or 0) > policy.max_bytes:
        raise FileRefused(policy.too_large)
    size, digest = 0, hashlib.sha256()
    file.seek(0)
    while part := file.read(min(1 << 20, policy.max_bytes + 1 - size)):
        size += len(part)
        digest.update(part)
        if size > policy.max_bytes:
            raise FileRefused(policy.too_large)
    if not size:
        raise FileRefused(EMPTY)
    return size, digest.hexdigest()


def tell_kind(file: "File[bytes]", name: str, policy: Policy) -> Kind:
    """Which of the policy's kinds it is. Raises FileRefused."""
    ending = ending_of(name)
    named = [kind for kind in policy.kinds if ending in kind.endings]
    if policy.ending == Ending.ALL:
        return named[0]
    if policy.ending == Ending.ONE_OF_TWO:
        if kind := find_kind_like(file, named):
            return kind
        raise FileRefused(UNTRUE, ending=ending)
    if kind := find_kind_like(file, policy.kinds):
        return kind
    raise FileRefused(policy.unwanted)


def find_kind_like(file: "File[bytes]", kinds: Iterable[Kind]) -> Kind | None:
    """The first of the kinds whose looks the bytes have."""
    return next((kind for kind in kinds if kind.looks(file)), None)


def check_whole(file: "File[bytes]", kind: Kind, policy: Policy) -> None:
    """Raises FileRefused when it breaks off, or would fill the memory."""
    try:
        whole = kind.is_whole(file)
    except TooManyPixels as large:
        raise FileRefused(TOO_MANY_PIXELS) from large
    if not whole:
        raise FileRefused(CUT_PDF if kind is PDF else policy.unwanted)
