import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from marketplace.kit.owner import as_owner
from marketplace.tools.generate_catalogue.load import generate_programmes
from marketplace.tools.generate_catalogue.remove import remove_programmes


class Command(BaseCommand):
    """The same seed twice adds only what is missing; --remove takes a seed's programmes away again."""

    help = "Fill the marketplace with generated programmes, to try it at its full size."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--programmes", type=int, default=10_000, help="how many there shall be (10000)")
        parser.add_argument("--seed", type=int, default=1, help="another seed makes other programmes beside them (1)")
        parser.add_argument("--remove", action="store_true", help="take the seed's programmes away")

    def handle(self, *args: Any, programmes: int, seed: int, **options: Any) -> None:
        # Loading many at once stands guards down, which only their owner may do.
        with as_owner():
            self.fill(programmes, seed, empty=options["remove"])

    def fill(self, programmes: int, seed: int, *, empty: bool) -> None:
        began = time.monotonic()
        if empty:
            gone = remove_programmes(seed=seed, say=self.stdout.write)
            self.stdout.write(
                f"{gone:,} generated programmes of seed {seed} removed in {time.monotonic() - began:.1f} s."
            )
            return
        report = generate_programmes(programmes=programmes, seed=seed, at=timezone.now(), say=self.stdout.write)
        if not report.made:
            self.stdout.write(f"Nothing to do: {report.before:,} generated programmes of seed {seed} are there.")
            return
        for table, many in report.rows.items():
            self.stdout.write(f"{many:>12,} {table}")
        for step, seconds in report.seconds.items():
            self.stdout.write(f"{seconds:>12.1f} s {step}")
        self.stdout.write(f"{report.made:,} programmes made in {time.monotonic() - began:.1f} s.")
