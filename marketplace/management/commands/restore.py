from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from marketplace.operations.archive import Damaged
from marketplace.operations.dump import DumpFailed
from marketplace.operations.reach import CannotStart
from marketplace.operations.restore import CannotRestore, restore_backup


class Command(BaseCommand):
    """Into MONSOON_HOME and its own database, or the one that DATABASE_URL names; `make run` serves it afterwards."""

    help = "Bring a market back from a backup, into an empty home and database, and look whether all of it is there."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help="what `manage.py backup` made")
        parser.add_argument("--force", action="store_true", help="in place of what is there; its files are put aside")

    def handle(self, *args: Any, folder: Path, force: bool, **options: Any) -> None:
        try:
            manifest, findings = restore_backup(folder.resolve(), force=force, at=timezone.now())
        except (CannotRestore, CannotStart, Damaged, DumpFailed, OSError) as problem:
            raise CommandError(str(problem)) from problem
        rows, files = sum(manifest.rows.values()), len(manifest.sha256)
        self.stdout.write(f"The market of {manifest.made_at} is back: {rows:,} rows, {files:,} files, all as saved.")
        if manifest.missing:
            self.stdout.write(
                f"{len(manifest.missing)} files were missing when it was saved: " + ", ".join(manifest.missing)
            )
        if findings:
            lines = "\n".join(map(str, findings))
            raise CommandError(f"It is as it was saved, and {len(findings)} things in it do not add up:\n{lines}")
