"""Look whether everything adds up: ledger, bank, Stripe's balance, files. Exit code 1 and the findings, if not."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from marketplace.payments.actions import run_verification


class Command(BaseCommand):
    help = "check ledger, bank, Stripe's balance and documents; exit code 1 names what does not add up"

    def handle(self, *args: Any, **options: Any) -> None:
        run = run_verification(at=timezone.now())
        for one in run.findings:
            item = f", first at {one['item']}" if one["item"] else ""
            self.stdout.write(
                f"{one['check']}: {one['subject']}: expected {one['expected']}, found {one['found']}{item}"
            )
        self.stdout.write("everything adds up" if not run.findings else f"{len(run.findings)} findings")
        if run.findings:
            raise SystemExit(1)
