"""Every marked string is translated in every catalogue, with the same places in it."""

from typing import Any

from babel.messages.catalog import Catalog, Message
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from marketplace.environment import ROOT
from marketplace.kit.catalogues import Key, catalogue_paths, find_placeholders, marked_strings, read_catalogue


class Command(BaseCommand):
    """Fails with the strings that are missing, empty, doubtful, or have other places than their source."""

    help = __doc__ or ""
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        sources = marked_strings(ROOT)
        for path in catalogue_paths(settings.LOCALE_PATHS):
            if faults := faults_of(read_catalogue(path), sources):
                raise CommandError(f"{path.parent.parent.name}: {len(faults)} strings\n" + "\n".join(faults[:50]))
        self.stdout.write(f"{len(sources)} strings, all translated")


def faults_of(known: Catalog, sources: dict[Key, str]) -> list[str]:
    """One line for each string that is not right."""
    by_key = {key_of(message): message for message in known if message.id}
    lines = []
    for key, place in sources.items():
        message = by_key.get(key)
        texts = texts_of(message) if message else []
        if not message or message.fuzzy or not texts or not all(texts):
            lines.append(f"{place}: {key[0]!r} is not translated")
        elif any(find_placeholders(text) - placeholders_of(message) for text in texts):
            lines.append(f"{place}: {key[0]!r} has other places in its translation")
    return lines


def key_of(message: Message) -> Key:
    """The string by which a source finds it."""
    return (message.id if isinstance(message.id, str) else message.id[0]), message.context


def texts_of(message: Message) -> list[str]:
    """Its translations: one, or one per plural form."""
    return [message.string] if isinstance(message.string, str) else list(message.string or ())


def placeholders_of(message: Message) -> set[str]:
    """The places of all its source forms."""
    forms = [message.id] if isinstance(message.id, str) else list(message.id)
    return set().union(*(find_placeholders(form) for form in forms))
