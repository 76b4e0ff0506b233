"""Hand a file out: the one way out. It decides the headers, and sends the part that was asked for."""

import io
import logging
import re
from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.http import content_disposition_header

from marketplace.files.kinds import PDF, Kind
from marketplace.files.looks import Readable
from marketplace.files.models import StoredFile
from marketplace.files.names import name_as, shown_name
from marketplace.files.refusals import FileGone, StoreAway

log = logging.getLogger(__name__)

CHUNK_BYTES = 1 << 16
RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")
PRIVATE = "private, no-store"
# Whatever a file says: at our address it runs nothing and loads nothing.
LOCKED = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'; sandbox"


class Part:
    """Some bytes of an open file, piece by piece; closes it."""

    def __init__(self, file: Readable, start: int, length: int) -> None:
        self.file, self.left = file, length
        file.seek(start)

    def __iter__(self) -> "Part":
        return self

    def __next__(self) -> bytes:
        piece = bytes(self.file.read(min(CHUNK_BYTES, self.left)))
        self.left -= len(piece)
        if not piece:
            raise StopIteration
        return piece

    def close(self) -> None:
        """Django calls it when the answer has been sent, or nobody waits for it any more."""
        self.file.close()


def serve_content(
    request: HttpRequest,
    content: "bytes | Readable",
    kind: Kind,
    name: str,
    *,
    inline: bool = False,
    cache: str = PRIVATE,
    etag: str = "",
) -> HttpResponseBase:
    """`content`, whole or the part that the request's Range asks for, under `name`.

    It is shown in the browser only where `inline` is asked for and its kind allows it; else it is saved. `etag` is the
    content's hash, where it is known. An open file is closed when it has been sent.
    """
    answer = build_answer(content, asked_range(request, etag))
    for header, value in headers_of(kind, name, inline=inline, cache=cache, etag=etag).items():
        answer[header] = value
    return answer


def serve_file(request: HttpRequest, file: StoredFile, **how: Any) -> HttpResponseBase:
    """A file of the store, under its own name. Raises FileGone, StoreAway."""
    if not file.is_kept_at(timezone.now()):
        raise FileGone
    try:
        content = file.open()
    except FileNotFoundError as missing:
        log.exception("a stored file is missing: %s", file.place)
        raise FileGone from missing
    except OSError as away:
        log.exception("the store of files does not answer")
        raise StoreAway from away
    return serve_content(request, content, file.type, file.name, etag=file.sha256, **how)


def headers_of(kind: Kind, name: str, *, inline: bool, cache: str, etag: str) -> dict[str, str]:
    """What browsers and caches may do with it."""
    shown = inline and kind.shown
    headers = {
        "Content-Type": kind.content_type,
        "Content-Disposition": content_disposition_header(not shown, name_as(kind, shown_name(name))) or "attachment",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": cache,
        "Accept-Ranges": "bytes",
    }
    if etag:
        headers["ETag"] = f'"{etag}"'
    # No browser shows a PDF in a sandbox: for it the policy of our pages holds, which allows no scripts but ours.
    if not (shown and kind is PDF):
        headers["Content-Security-Policy"] = LOCKED
    return headers


def asked_range(request: HttpRequest, etag: str) -> tuple[str, str] | None:
    """First and last byte as they were written, or None for all: of several parts none, of another version's none."""
    found = RANGE.fullmatch(request.headers.get("Range", ""))
    other = request.headers.get("If-Range", f'"{etag}"') != f'"{etag}"'
    if not found or other or request.method != "GET" or not any(found.groups()):
        return None
    return found[1], found[2]


def build_answer(content: "bytes | Readable", asked: tuple[str, str] | None) -> HttpResponseBase:
    """The answer without headers of the kind."""
    if asked is None and isinstance(content, bytes):
        return HttpResponse(content)
    file = io.BytesIO(content) if isinstance(content, bytes) else content
    if asked is None:
        file.seek(0)
        return FileResponse(file)
    size = file.seek(0, io.SEEK_END) or file.tell()
    start, end = bounds_of(asked, size)
    if start >= end:
        file.close()
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    answer = StreamingHttpResponse(Part(file, start, end - start), status=206)
    answer["Content-Range"] = f"bytes {start}-{end - 1}/{size}"
    answer["Content-Length"] = str(end - start)
    return answer


def bounds_of(asked: tuple[str, str], size: int) -> tuple[int, int]:
    """Half-open. "-500" are the last 500 bytes."""
    first, last = asked
    if not first:
        return max(0, size - int(last)), size
    return int(first), min(size, int(last) + 1) if last else size
