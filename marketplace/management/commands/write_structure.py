from argparse import ArgumentParser
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.core.management.commands import migrate
from django.db import connection

from marketplace.kit.owner import as_owner
from marketplace.operations.reach import serve_home
from marketplace.operations.structure import FILE, load_structure, stands_for_migrations, structure_of_migrations
from marketplace.operations.taking_back import take_all_back
from marketplace.tools.launcher.home import Home


class Command(BaseCommand):
    """Write down what the migrations make of an empty database (see `operations.structure`)."""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="only say whether it is of these migrations")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["check"]:
            write_migrated_structure()
        elif not stands_for_migrations(FILE.read_text(), all_of_them=True):
            raise CommandError(f"{FILE.name} is not of these migrations: make structure")


def write_migrated_structure() -> None:
    """Run every migration, on a database of its own, and write down what it made.

    Then each is taken back: one that cannot be stops it here.
    PostgreSQL writes some expressions otherwise once it has read its own text of them: that second text is kept.
    """
    with TemporaryDirectory() as folder, closing(Home(Path(folder))) as home:
        home.open()
        with serve_home(home), as_owner(), connection.cursor() as cursor:
            call_command(migrate.Command(), interactive=False, verbosity=0)
            FILE.write_text(structure_of_migrations())
            cursor.execute("drop owned by current_user cascade")
            load_structure()
            FILE.write_text(structure_of_migrations())
            take_all_back()
