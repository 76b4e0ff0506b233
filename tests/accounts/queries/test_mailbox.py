"""The demo's mailbox reads what Django's file backend writes."""

import os
from pathlib import Path

from django.core.mail import EmailMessage, get_connection

from accounts.queries.mailbox import mails


def send(folder: Path, subject: str, to: str, body: str) -> None:
    backend = get_connection("django.core.mail.backends.filebased.EmailBackend", file_path=str(folder))
    backend.send_messages([EmailMessage(subject, body, "Monsoon <notices@monsoon.example>", [to])])


def test_the_newest_mail_comes_first_in_any_script(tmp_path: Path) -> None:
    send(tmp_path, "您的Monsoon验证码：BXWT", "bo@yunfan.example", "验证码\n\nBXWT\n" + "-" * 30 + "\n")
    send(tmp_path, "Second", "ana@saphan.example", "<b>not bold</b>")
    first, second = sorted(tmp_path.glob("*.log"))
    os.utime(first, (1, 1))
    os.utime(second, (2, 2))
    found = mails(tmp_path)
    assert sorted((mail.to, mail.subject) for mail in found) == [
        ("ana@saphan.example", "Second"),
        ("bo@yunfan.example", "您的Monsoon验证码：BXWT"),
    ]
    assert found[0].text.strip() in ("<b>not bold</b>", "验证码\n\nBXWT\n" + "-" * 30)
    assert [mail.subject for mail in mails(tmp_path, "saphan")] == ["Second"]


def test_an_empty_or_missing_folder_is_an_empty_mailbox(tmp_path: Path) -> None:
    assert (mails(tmp_path), mails(tmp_path / "not there")) == ([], [])
