"""The demo's mailbox reads what Django's file backend writes."""

import os
from pathlib import Path

from django.core.mail import EmailMessage, get_connection

from accounts.queries.mailbox import newest_mails


def send(folder: Path, subject: str, to: str, body: str, *, age: int) -> None:
    """A mail in a file of its own: two backends of one second may write into the same one."""
    backend = get_connection("django.core.mail.backends.filebased.EmailBackend", file_path=str(folder))
    backend.send_messages([EmailMessage(subject, body, "Monsoon <notices@monsoon.example>", [to])])
    (written,) = (path for path in folder.glob("*.log") if not path.name.startswith("mail"))
    kept = written.rename(folder / f"mail-{age}.log")
    os.utime(kept, (age, age))


def test_the_newest_mail_comes_first_in_any_script(tmp_path: Path) -> None:
    send(tmp_path, "您的Monsoon验证码：BXWT", "bo@yunfan.example", "验证码\n\nBXWT\n" + "-" * 30 + "\n", age=1)
    send(tmp_path, "Second", "ana@saphan.example", "<b>not bold</b>", age=2)
    found = newest_mails(tmp_path)
    assert [(mail.to, mail.subject) for mail in found] == [
        ("ana@saphan.example", "Second"),
        ("bo@yunfan.example", "您的Monsoon验证码：BXWT"),
    ]
    assert [mail.text.strip() for mail in found] == ["<b>not bold</b>", "验证码\n\nBXWT\n" + "-" * 30]
    assert [mail.subject for mail in newest_mails(tmp_path, "saphan")] == ["Second"]


def test_an_empty_or_missing_folder_is_an_empty_mailbox(tmp_path: Path) -> None:
    assert (newest_mails(tmp_path), newest_mails(tmp_path / "not there")) == ([], [])
