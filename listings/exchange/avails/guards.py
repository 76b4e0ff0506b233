"""Looks at a file before anything parses it: what it is, and whether that is what its name says."""

from pathlib import Path

from listings.exchange.avails.model import Finding
from listings.exchange.avails.rules import make_finding

MEBIBYTE = 1024 * 1024
MAX_FILE = 100 * MEBIBYTE
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")


class Refused(Exception):
    """The whole file cannot be read, for the reason in `finding`."""

    def __init__(self, reason: Finding) -> None:
        super().__init__(reason.rule)
        self.finding = reason


def refuse_file(rule: str, value: str = "", **params: str) -> Refused:
    return Refused(make_finding(rule, 0, "", value, **params))


def kind_of(path: Path, name: str) -> str:
    """ "xlsx" or "xml", by what is in the file. Raises Refused for everything else, or if the name says otherwise."""
    size = path.stat().st_size
    if size == 0:
        raise refuse_file("file-empty")
    if size > MAX_FILE:
        raise refuse_file("file-size", list=f"{MAX_FILE // MEBIBYTE} MB")
    with path.open("rb") as file:
        head = file.read(4096)
        if head.startswith(OLE):
            raise refuse_file("file-encrypted" if ENCRYPTED_STREAM in head + file.read(4 * MEBIBYTE) else "file-old")
    kind = "xlsx" if head.startswith((b"PK\x03\x04", b"PK\x05\x06")) else "xml" if _looks_like_xml(head) else ""
    if not kind:
        raise refuse_file("file-kind")
    _check_name(name, kind)
    return kind


def _looks_like_xml(head: bytes) -> bool:
    """Begins with a tag in any encoding that XML may have. (Web pages saved as .xls do too; their root is refused.)"""
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig")):
        if head.startswith(mark):
            return head.decode(encoding, errors="ignore").lstrip().startswith("<")
    return head.lstrip().startswith((b"<", b"<\x00", b"\x00<"))


def _check_name(name: str, kind: str) -> None:
    ending = Path(name).suffix.lower()
    right = {"xlsx": (".xlsx", ".xlsm"), "xml": (".xml",)}
    if ending in right["xlsx" if kind == "xml" else "xml"] or ending in (".xls", ".csv", ".ods", ".xlsb", ".pdf"):
        raise refuse_file("file-is-workbook" if kind == "xlsx" else "file-is-xml", name)
