"""Ask a virus scanner about each file before it is kept: FILE_SCANNER names a function of yours, or a clamd.

The function gets the open file and gives the name of what it found, or nothing. Where it fails, nothing is kept.
"""

import logging
import socket
from collections.abc import Callable
from functools import lru_cache
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from marketplace.files.looks import Readable
from marketplace.kit.problems import Problem

log = logging.getLogger(__name__)
Scanner = Callable[[Readable], str]
PATIENCE_SECONDS = 30
PIECE_BYTES = 1 << 16
MAX_ANSWER = 4096


class ScannerAway(Problem):
    """The scanner does not answer; what nobody has checked is not kept."""

    code = "scanner_away"
    status = 503
    text = _("Files cannot be checked for viruses at the moment, so none are taken.")
    hint = _("Try again in a minute.")


def find_virus(file: Readable) -> str:
    """The name of what the scanner found in it; nothing where it found none, or where there is no scanner.

    Raises ScannerAway.
    """
    if not settings.FILE_SCANNER:
        return ""
    file.seek(0)
    try:
        return scanner_at(settings.FILE_SCANNER)(file)
    except Exception as failed:
        log.exception("the virus scanner failed")
        raise ScannerAway from failed


@lru_cache(maxsize=4)
def scanner_at(address: str) -> Scanner:
    """The scanner of `clamd://host:3310`, `clamd:///run/clamd.sock` or `package.module.function`."""
    if not address.startswith("clamd:"):
        return import_string(address)  # type: ignore[no-any-return]  # whatever stands there
    url = urlsplit(address)

    def ask(file: Readable) -> str:
        with connect_to_clamd(url.hostname, url.port, url.path) as clamd:
            return send_to_clamd(file, clamd)

    return ask


def connect_to_clamd(host: str | None, port: int | None, path: str) -> socket.socket:
    """A connection to clamd, by network or by its socket's file. Raises OSError."""
    if host:
        return socket.create_connection((host, port or 3310), PATIENCE_SECONDS)
    found = socket.socket(socket.AF_UNIX)
    found.settimeout(PATIENCE_SECONDS)
    found.connect(path)
    return found


def send_to_clamd(file: Readable, clamd: socket.socket) -> str:
    """Send the file as clamd's INSTREAM wants it, and read its answer. Raises OSError where that is neither yes nor no."""
    clamd.sendall(b"zINSTREAM\0")
    while piece := file.read(PIECE_BYTES):
        clamd.sendall(len(piece).to_bytes(4, "big") + piece)
    clamd.sendall(bytes(4))
    answer = b""
    while not answer.endswith(b"\0") and (part := clamd.recv(MAX_ANSWER)):
        answer += part
    said = answer.rstrip(b"\0").decode(errors="replace").removeprefix("stream: ")
    if said.endswith(" FOUND"):
        return said.removesuffix(" FOUND")
    if said != "OK":
        raise OSError(f"clamd said {said!r}")
    return ""
