"""The mails that the demo's file backend wrote."""

from dataclasses import dataclass
from datetime import datetime
from email import policy
from email.parser import BytesParser
from email.utils import parsedate_to_datetime
from pathlib import Path

MAX_MAILS = 50
LINE = b"-" * 79 + b"\n"


@dataclass(frozen=True)
class Mail:
    """One mail as somebody would read it: plain text only."""

    to: str
    subject: str
    sent_at: datetime | None
    text: str


def newest_mails(folder: Path, address: str = "") -> list[Mail]:
    """The newest mails in `folder`, at most 50, only those to `address` where one is given."""
    files = (
        sorted(folder.glob("*.log"), key=lambda file: file.stat().st_mtime_ns, reverse=True) if folder.is_dir() else []
    )
    found: list[Mail] = []
    for file in files:
        found += [mail for mail in reversed(read_mails(file)) if not address or address in mail.to.lower()]
        if len(found) >= MAX_MAILS:
            break
    return found[:MAX_MAILS]


def read_mails(file: Path) -> list[Mail]:
    """Every mail of one file; the backend ends each with a line of dashes."""
    parts = [part for part in file.read_bytes().split(LINE) if part.strip()]
    return [read_mail(part) for part in parts]


def read_mail(raw: bytes) -> Mail:
    message = BytesParser(policy=policy.default).parsebytes(raw.lstrip(b"\n"))
    body = message.get_body(preferencelist=("plain",))
    text = body.get_content() if body else ""
    date = message["Date"]
    return Mail(str(message["To"]), str(message["Subject"]), parsedate_to_datetime(str(date)) if date else None, text)
