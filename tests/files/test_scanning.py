"""A virus scanner is asked before anything is kept: a function, or a clamd."""

import socketserver
from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from accounts.actors import Actor
from accounts.models import OrganisationDocument
from marketplace.files.accept import FileRefused, accept_file
from marketplace.files.models import StoredFile
from marketplace.files.policies import DELIVERY, PAPER
from marketplace.files.scanning import ScannerAway
from tests.accounts.papers import PDF, pdf
from tests.files.scanner import VIRUS

FOUND = "Our virus scanner refuses this file (%s). Check your computer, and send a clean one."
ILL = PDF + VIRUS + b"%%EOF"


class Clamd(socketserver.StreamRequestHandler):
    """Speaks INSTREAM as clamd does, and looks for the same virus."""

    says: dict[bool, bytes] = {True: b"stream: Test.Signature FOUND\0", False: b"stream: OK\0"}

    def handle(self) -> None:
        assert self.rfile.read(10) == b"zINSTREAM\0"
        content = b""
        while size := int.from_bytes(self.rfile.read(4), "big"):
            content += self.rfile.read(size)
        self.wfile.write(self.says[VIRUS in content])


@pytest.fixture(params=["network", "file"])
def clamd(request: Any, tmp_path: Path) -> Iterator[str]:
    """The address of a clamd that runs."""
    server: Any
    if request.param == "network":
        server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Clamd)
        address = f"clamd://127.0.0.1:{server.server_address[1]}"
    else:
        server = socketserver.ThreadingUnixStreamServer(str(tmp_path / "clamd"), Clamd)
        address = f"clamd://{tmp_path / 'clamd'}"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield address
    server.shutdown()
    server.server_close()
    thread.join()


def send(content: bytes) -> Any:
    return accept_file(SimpleUploadedFile("a.pdf", content), PAPER, field="slip")


def test_a_function_is_asked_and_what_it_finds_is_named(settings: Settings) -> None:
    settings.FILE_SCANNER = "tests.files.scanner.find"
    assert send(PDF).read_bytes() == PDF
    with pytest.raises(FileRefused) as refused:
        send(ILL)
    assert refused.value.errors == {"slip": [FOUND % "Test.Signature"]}


def test_a_clamd_is_asked(settings: Settings, clamd: str, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.FILE_SCANNER = clamd
    large = b"a" * 300_000
    assert accept_file(SimpleUploadedFile("a.txt", large), DELIVERY).size == 300_000
    with pytest.raises(FileRefused, match=r"Test\.Signature"):
        accept_file(SimpleUploadedFile("a.txt", large + VIRUS), DELIVERY)
    monkeypatch.setattr(Clamd, "says", {False: b"INSTREAM size limit exceeded. ERROR\0"})
    with pytest.raises(ScannerAway):
        send(PDF)


@pytest.mark.parametrize(
    "scanner",
    ["tests.files.scanner.fail", "tests.files.scanner.none", "clamd://127.0.0.1:1", "clamd:///no/such/socket"],
)
def test_what_nobody_could_check_is_not_taken(scanner: str, settings: Settings) -> None:
    settings.FILE_SCANNER = scanner
    with pytest.raises(ScannerAway) as away:
        send(PDF)
    assert (away.value.status, away.value.advice()) == (503, "Try again in a minute.")


def test_without_a_scanner_all_is_taken(settings: Settings) -> None:
    settings.FILE_SCANNER = ""
    assert send(ILL).size == len(ILL)


@pytest.mark.django_db
def test_the_page_says_it_at_the_field_and_keeps_nothing(settings: Settings, ana: Actor, client: Client) -> None:
    settings.FILE_SCANNER = "tests.files.scanner.find"
    client.force_login(ana.user)
    form = {"kind": "registration", "file": SimpleUploadedFile("a.pdf", ILL)}
    answer = client.post(reverse("accounts:document-add"), form)
    assert (answer.status_code, FOUND % "Test.Signature" in answer.content.decode()) == (422, True)
    assert (OrganisationDocument.objects.count(), StoredFile.objects.count()) == (0, 0)
    assert client.post(reverse("accounts:document-add"), form | {"file": pdf()}).status_code == 302
