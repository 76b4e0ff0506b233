"""Bring the catalogues of all interface languages up to date with the strings that are marked in the sources."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from marketplace.environment import ROOT
from marketplace.kit.catalogues import (
    catalogue_paths,
    collect_strings,
    read_catalogue,
    update_catalogue,
    write_catalogue,
)


class Command(BaseCommand):
    """Adds what is new, without a translation; drops what is gone; says where each string stands."""

    help = __doc__ or ""
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="change nothing; fail where something would change")

    def handle(self, *args: Any, check: bool = False, **options: Any) -> None:
        wanted = collect_strings(ROOT)
        for path in catalogue_paths(settings.LOCALE_PATHS):
            text = write_catalogue(update_catalogue(read_catalogue(path), wanted))
            if text == path.read_bytes():
                continue
            if check:
                raise CommandError(f"{path.relative_to(ROOT)} is out of date: run `make messages`")
            path.write_bytes(text)
            self.stdout.write(f"{path.relative_to(ROOT)} is up to date now")
