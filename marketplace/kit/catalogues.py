"""What is marked for translation in the sources, found without GNU gettext: Babel reads Python, Django turns templates
into something Babel can read."""

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_python
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

FOLDERS = ("accounts", "listings", "marketplace")
KEYWORDS: dict[str, Any] = DEFAULT_KEYWORDS | {
    "gettext_lazy": None, "ngettext_lazy": (1, 2), "pgettext_lazy": ((1, "c"), 2), "gettext_noop": None,
}  # fmt: skip
Key = tuple[str, str | None]  # (singular or only form, context)


def catalogue(path: Path) -> Catalog:
    """A .po file."""
    with path.open("rb") as file:
        return read_po(file, locale=path.parent.parent.name)


def marked(root: Path) -> dict[Key, str]:
    """Every marked string below our folders, with the file it stands in."""
    found: dict[Key, str] = {}
    for top in FOLDERS:
        for path in sorted((root / top).rglob("*")):
            if path.suffix in {".py", ".html", ".txt"} and "migrations" not in path.parts:
                for key in strings_of(path):
                    found.setdefault(key, str(path.relative_to(root)))
    return found


def strings_of(path: Path) -> Iterator[Key]:
    """The marked strings of one file."""
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        # As Python it must not be indented.
        text = re.sub(r"(?m)^[ \t]+", "", templatize(text, origin=str(path)))
    for _line, function, messages, _comments in extract_python(io.BytesIO(text.encode()), KEYWORDS, (), {}):
        forms = [messages] if isinstance(messages, str) else [m for m in messages if isinstance(m, str)]
        if not forms or not forms[0]:
            continue
        with_context = "pgettext" in (function or "") and len(forms) > 1
        yield (forms[1], forms[0]) if with_context else (forms[0], None)


def placeholders(text: str) -> set[str]:
    """%(name)s and {name} places."""
    return set(re.findall(r"%\(\w+\)[sd]|\{\w+\}", text))
