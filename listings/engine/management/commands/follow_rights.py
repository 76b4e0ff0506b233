"""`manage.py follow_rights`: keep this machine's rights engine up to date. One works, others wait for its end."""

import signal
from types import FrameType
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from listings.engine.follower import follow


class Command(BaseCommand):
    """Follow the outbox until SIGTERM or SIGINT."""

    help = "Keep this machine's rights engine up to date (one process per machine)."
    requires_system_checks = ()  # they import every page: seconds of a start
    stopping = False

    def handle(self, *args: Any, **options: Any) -> None:
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self.stop)
        follow(settings.ENGINE_FOLDER, lambda: self.stopping)

    def stop(self, _number: int, _frame: FrameType | None) -> None:
        """Finish the step at hand, then end."""
        self.stopping = True
