from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from marketplace.kit.owner import as_owner
from marketplace.tools.demo import progress
from marketplace.tools.demo.load import load_demo


class Command(BaseCommand):
    """Twice is harmless: the second run changes nothing."""

    help = "Load the demo: invented companies and deals, and a few hundred real titles."
    requires_system_checks = ()  # they import every page

    def handle(self, *args: Any, **options: Any) -> None:
        with as_owner():  # who tells the planner how much there is by now
            loaded = load_demo(at=timezone.now(), report=progress.note_progress)
        progress.progress_file().unlink(missing_ok=True)
        self.stdout.write("The demo is loaded." if loaded else "The demo was loaded before: nothing to do.")
