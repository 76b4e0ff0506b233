"""How files are handed out: headers, name, and the part that was asked for."""

import io
from typing import Any

import pytest
from django.http.response import HttpResponseBase
from django.test import RequestFactory

from marketplace.files.kinds import BINARY, CSV, KINDS, PDF, PNG, XML
from marketplace.files.serve import LOCKED, serve_content

BYTES = bytes(range(256)) * 1000
LAST = len(BYTES) - 1


def body(answer: HttpResponseBase) -> bytes:
    return b"".join(answer) if answer.streaming else answer.content  # type: ignore[attr-defined]


def ask(content: Any = BYTES, kind: Any = PDF, name: str = "a.pdf", *, method: str = "get", **options: Any) -> Any:
    headers = {key: options.pop(key) for key in [*options] if key in ("range", "if_range")}
    request = getattr(RequestFactory(), method)("/", headers={k.replace("_", "-"): v for k, v in headers.items()})
    return serve_content(request, content, kind, name, **options)


def test_a_download_is_saved_kept_by_no_cache_and_runs_nothing() -> None:
    answer = ask(name="合同.pdf", etag="ab")
    assert dict(answer.items()) == {
        "Content-Type": "application/pdf",
        "Content-Disposition": "attachment; filename*=utf-8''%E5%90%88%E5%90%8C.pdf",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
        "Accept-Ranges": "bytes",
        "ETag": '"ab"',
        "Content-Security-Policy": LOCKED,
    }
    assert (answer.status_code, body(answer)) == (200, BYTES)


def test_only_pdfs_and_pictures_are_shown_whatever_the_caller_wants() -> None:
    shown = {k.key for k in KINDS.values() if ask(kind=k, inline=True)["Content-Disposition"].startswith("inline")}
    assert shown == {"pdf", "jpg", "png", "webp"}


def test_a_shown_picture_is_locked_and_a_shown_pdf_has_the_policy_of_pages() -> None:
    assert ask(kind=PNG, inline=True)["Content-Security-Policy"] == LOCKED
    assert "Content-Security-Policy" not in ask(kind=PDF, inline=True)
    assert ask(kind=PDF)["Content-Security-Policy"] == LOCKED


@pytest.mark.parametrize(
    ("kind", "name", "shown"),
    [
        (PDF, "slip\u202efdp.html", 'attachment; filename="slipfdp.pdf"'),
        (BINARY, "evil.html", 'attachment; filename="evil.bin"'),
        (XML, 'a"b\r\nSet-Cookie: x=1.xml', 'attachment; filename="a\\"bSet-Cookie: x=1.xml"'),
        (CSV, "", 'attachment; filename="document.csv"'),
    ],
)
def test_the_name_is_true_and_forges_no_header(kind: Any, name: str, shown: str) -> None:
    assert ask(kind=kind, name=name)["Content-Disposition"] == shown


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("bytes=0-0", 0, 0),
        ("bytes=10-19", 10, 19),
        ("bytes=100000-", 100_000, LAST),
        ("bytes=-500", LAST - 499, LAST),
        ("bytes=-999999999", 0, LAST),
        (f"bytes={LAST}-999999999999", LAST, LAST),
    ],
)
def test_a_part_is_sent_when_it_is_asked_for(asked: str, first: int, last: int) -> None:
    for content in (BYTES, io.BytesIO(BYTES)):
        answer = ask(content, range=asked)
        assert (answer.status_code, answer["Content-Range"]) == (206, f"bytes {first}-{last}/{len(BYTES)}")
        assert (body(answer), answer["Content-Length"]) == (BYTES[first : last + 1], str(last + 1 - first))


@pytest.mark.parametrize("asked", ["bytes=256000-", "bytes=5-4", "bytes=-0", f"bytes={'9' * 18}-"])
def test_a_part_that_is_not_there_is_refused_with_the_size(asked: str) -> None:
    file = io.BytesIO(BYTES)
    answer = ask(file, range=asked)
    assert (answer.status_code, answer["Content-Range"], body(answer)) == (416, "bytes */256000", b"")
    assert file.closed


@pytest.mark.parametrize("asked", ["bytes=0-1,5-6", "bytes=-", "lines=1-2", "bytes=a-b", f"bytes={'9' * 19}-", ""])
def test_what_we_do_not_understand_gets_all(asked: str) -> None:
    assert (ask(range=asked).status_code, body(ask(range=asked))) == (200, BYTES)


def test_a_part_of_another_version_gets_all() -> None:
    assert ask(range="bytes=0-1", if_range='"old"', etag="new").status_code == 200
    assert ask(range="bytes=0-1", if_range="Mon, 30 Nov 2026 00:00:00 GMT", etag="new").status_code == 200
    assert ask(range="bytes=0-1", if_range='"new"', etag="new").status_code == 206
    assert ask(range="bytes=0-1", method="head").status_code == 200


def test_a_file_that_was_looked_into_is_sent_from_its_beginning() -> None:
    file = io.BytesIO(BYTES)
    file.seek(100)
    assert body(ask(file)) == BYTES


@pytest.mark.django_db
def test_the_file_is_closed_after_a_part() -> None:
    file = io.BytesIO(BYTES)
    answer = ask(file, range="bytes=0-1")
    assert body(answer) == BYTES[:2]
    answer.close()
    assert file.closed
