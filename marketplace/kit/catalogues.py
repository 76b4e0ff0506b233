"""What is marked for translation in the sources, found without GNU gettext: Babel reads Python, Django turns templates
into something Babel can read."""

import io
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_python
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

FOLDERS = ("accounts", "listings", "marketplace")
KEYWORDS: dict[str, Any] = DEFAULT_KEYWORDS | {
    "gettext_lazy": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "gettext_noop": None,
}
NOTE = "Translators:"  # a comment that begins with it is read by whoever translates the next string
Key = tuple[str, str | None]  # (singular or only form, context)


class Marked(NamedTuple):
    """A string that is marked in a source: its forms (one, or singular and plural), its context, notes to translators."""

    forms: tuple[str, ...]
    context: str | None
    notes: tuple[str, ...]

    @property
    def key(self) -> Key:
        """The string by which a catalogue finds it."""
        return self.forms[0], self.context


def read_catalogue(path: Path) -> Catalog:
    """A .po file."""
    with path.open("rb") as file:
        return read_po(file, locale=path.parent.parent.name)


def catalogue_paths(folders: Iterable[Path]) -> list[Path]:
    """The .po files of all interface languages."""
    return sorted(path for folder in folders for path in Path(folder).glob("*/LC_MESSAGES/django.po"))


def marked_strings(root: Path) -> dict[Key, str]:
    """Every marked string below our folders, with the file it stands in."""
    found: dict[Key, str] = {}
    for place, string in extract_strings(root):
        found.setdefault(string.key, place)
    return found


def extract_strings(root: Path) -> Iterator[tuple[str, Marked]]:
    """Every place of a marked string below our folders: (file, string), in the order of files and lines."""
    for top in FOLDERS:
        for path in sorted((root / top).rglob("*")):
            if path.suffix in {".py", ".html", ".txt"} and "migrations" not in path.parts:
                place = path.relative_to(root).as_posix()
                yield from ((place, string) for string in strings_of(path))


def strings_of(path: Path) -> Iterator[Marked]:
    """The marked strings of one file."""
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        # As Python it must not be indented.
        text = re.sub(r"(?m)^[ \t]+", "", templatize(text, origin=str(path)))
    for _line, function, messages, notes in extract_python(io.BytesIO(text.encode()), KEYWORDS, (NOTE,), {}):
        forms: list[str] = [messages] if isinstance(messages, str) else [m for m in messages if isinstance(m, str)]
        if not forms or not forms[0]:
            continue
        with_context = "pgettext" in (function or "") and len(forms) > 1
        context = forms.pop(0) if with_context else None
        yield Marked(
            tuple(forms[: 2 if "ngettext" in (function or "") else 1]),
            context,
            tuple(str(note) for note in notes or ()),
        )


def collect_strings(root: Path) -> Catalog:
    """What is to be translated: each string once, with the files it stands in and the notes to translators."""
    made = Catalog(charset="utf-8")
    for place, string in extract_strings(root):
        forms = string.forms if len(string.forms) > 1 else string.forms[0]
        made.add(forms, locations=[(place, 0)], auto_comments=string.notes, context=string.context)
    return made


def update_catalogue(known: Catalog, wanted: Catalog) -> Catalog:
    """The catalogue with exactly the strings of `wanted`, each with the translation that is known of it."""
    made = Catalog(
        locale=known.locale,
        header_comment=known.header_comment,
        project="Monsoon",
        version="1",
        charset="utf-8",
        creation_date=known.creation_date,
        revision_date=known.revision_date,
        fuzzy=False,
    )
    made.last_translator = made.language_team = made.msgid_bugs_address = ""
    for message in wanted:
        if message.id:
            add_known(made, message, known.get(message.id, message.context))
    return made


def add_known(made: Catalog, message: Message, old: Message | None) -> None:
    """Add a string with its translation, where one is known of the same form."""
    fits = old is not None and old.pluralizable == message.pluralizable
    made.add(
        message.id,
        old.string if old and fits else None,
        locations=message.locations,
        flags=old.flags & {"fuzzy"} if old else (),
        auto_comments=message.auto_comments,
        user_comments=old.user_comments if old else (),
        context=message.context,
    )


def write_catalogue(made: Catalog) -> bytes:
    """A catalogue as a .po file; files without line numbers, so that it changes with its strings only."""
    text = io.BytesIO()
    write_po(text, made, width=120, sort_by_file=True, ignore_obsolete=True, include_lineno=False)
    return text.getvalue()


def find_placeholders(text: str) -> set[str]:
    """%(name)s and {name} places."""
    return set(re.findall(r"%\(\w+\)[sd]|\{\w+\}", text))
