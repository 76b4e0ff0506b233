"""Every template of ours compiles, and holds nothing that the content security policy would refuse."""

import re
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.template import TemplateSyntaxError, engines

from marketplace.environment import ROOT

FORBIDDEN = (
    (re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE), "an inline style"),
    (re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*application/(?:ld\+)?json)", re.IGNORECASE), "an inline script"),
    (re.compile(r"<[^>]*\son[a-z]+\s*=\s*[\"']", re.IGNORECASE), "an inline handler"),
)


class Command(BaseCommand):
    """Fails with file and line of what does not compile or is not allowed."""

    help = __doc__ or ""
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        folders = [path for top in ("accounts", "listings", "marketplace") for path in (ROOT / top).rglob("templates")]
        faults, count = [], 0
        for folder in folders:
            for path in sorted(folder.rglob("*.html")):
                count += 1
                faults += faults_of(path, str(path.relative_to(folder)))
        if faults:
            raise CommandError("\n".join(faults))
        self.stdout.write(f"{count} templates")


def faults_of(path: Path, name: str) -> list[str]:
    """What is wrong with one template."""
    text, place = path.read_text(encoding="utf-8"), str(path.relative_to(ROOT))
    lines = [
        f"{place}:{text[: m.start()].count(chr(10)) + 1}: {what}"
        for form, what in FORBIDDEN
        for m in form.finditer(text)
    ]
    try:
        engines["django"].get_template(name)
    except TemplateSyntaxError as error:
        lines.append(f"{place}: {error}")
    return lines
