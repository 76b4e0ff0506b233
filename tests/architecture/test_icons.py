"""Every icon that a page or a table of ours names is in the set: a missing one would take the whole page down."""

import re
from collections.abc import Iterator
from pathlib import Path

from marketplace.environment import ROOT
from marketplace.kit.icons import icon_files

IN_TEMPLATES = re.compile(r'(?:\{% icon |\bicon=|\|default:)"([a-z][a-z0-9]*(?:-[a-z0-9]+)*)"')
IN_TABLES = re.compile(r"ICONS[^=\n]*=\s*\{(.*?)\}", re.DOTALL)
IN_CALLS = re.compile(r'\b(?:item|Waiting)\((?:[^()"]|"[^"]*"|\([^()]*\))*?"([a-z][a-z0-9]*(?:-[a-z0-9]+)+)"')


def sources(pattern: str) -> Iterator[Path]:
    for package in ("accounts", "listings", "marketplace"):
        yield from (ROOT / package).rglob(pattern)


def named() -> set[str]:
    names = {name for path in sources("*.html") for name in IN_TEMPLATES.findall(path.read_text())}
    for path in sources("*.py"):
        text = path.read_text()
        names |= {name for table in IN_TABLES.findall(text) for name in re.findall(r':\s*"([a-z0-9-]+)"', table)}
        names |= set(IN_CALLS.findall(text))
    return names - {"en", "und"}


def test_every_icon_that_is_named_exists() -> None:
    names = named()
    assert {"arrow-down-left", "hourglass", "building-2", "file-check"} <= names
    assert {f"{name}.svg" for name in names} - set(icon_files().namelist()) == set()
