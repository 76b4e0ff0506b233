import unicodedata
from typing import Any

from django.core.management.base import BaseCommand

from accounts.demo import LOGINS, PASSWORD


class Command(BaseCommand):
    help = "Print the demo's log-ins."

    def handle(self, *args: Any, **options: Any) -> None:
        rows = [("Role", "E-mail", "Organisation", "Password")]
        rows += [(str(role), email, organisation, PASSWORD) for email, role, organisation in LOGINS]
        widths = [max(text_width(row[column]) for row in rows) for column in range(4)]
        for row in rows:
            cells = (cell + " " * (size - text_width(cell)) for cell, size in zip(row, widths, strict=True))
            self.stdout.write("  ".join(cells).rstrip())


def text_width(text: str) -> int:
    """Columns in a terminal: a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)
