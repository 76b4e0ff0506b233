from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from marketplace.operations.backup import CannotSave, save_backup
from marketplace.operations.dump import DumpFailed
from marketplace.operations.reach import CannotStart, reach_database


class Command(BaseCommand):
    """Beside `make run`, on a market at rest, or on the database that DATABASE_URL names."""

    help = "Save the market into a new folder: database, files, certificate authority, keys."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help="a new folder; keep it as safe as the market: its keys are in it")

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        try:
            with reach_database():
                manifest = save_backup(folder.resolve(), at=timezone.now())
        except (CannotSave, CannotStart, DumpFailed, OSError) as problem:
            raise CommandError(str(problem)) from problem
        rows, files = sum(manifest.rows.values()), len(manifest.sha256)
        self.stdout.write(f"Saved in {folder}: {rows:,} rows of {len(manifest.rows)} tables, {files:,} files.")
        if manifest.missing:
            names = ", ".join(manifest.missing[:5])
            raise CommandError(
                f"{len(manifest.missing)} files that the database names are missing in the market: {names}"
            )
