"""Trouble on demand, for tests: errors of the API, and webhooks that stay away, come twice or in the wrong order.

Set through `POST /_sandbox/faults`; nothing of it outlives the process.
"""

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from marketplace.tools.stripe_sandbox.problems import StripeProblem


class Trouble(StrEnum):
    """What befalls an API call."""

    RATE_LIMIT = "429"  # nothing done
    ERROR_BEFORE = "500_before"  # nothing done
    ERROR_AFTER = "500_after"  # done; the key replays the 500, as Stripe does
    DROP_BEFORE = "drop_before"  # the line drops, nothing done
    DROP = "drop"  # the line drops, yet it is done; the key replays the true answer


class Webhooks(StrEnum):
    """How events travel."""

    ON = "on"
    OFF = "off"  # stored, held back until on again
    TWICE = "twice"  # each is sent twice
    REVERSED = "reversed"  # the newest first
    LOST = "lost"  # no event is even made


@dataclass(frozen=True)
class Fault:
    """One planned trouble: how many calls it hits, and which (`path` is where theirs begins, `method` their verb).

    `seconds` is how long a call hangs before its line drops.
    """

    trouble: Trouble
    count: int = 1
    path: str = ""
    method: str = ""
    seconds: float = 0.0

    def hits(self, method: str, path: str) -> bool:
        """Is this call meant?"""
        return path.startswith(self.path) and self.method.lower() in ("", method.lower())


@dataclass
class Faults:
    """The plan. Several threads ask it."""

    planned: list[Fault] = field(default_factory=list)
    webhooks: Webhooks = Webhooks.ON
    lock: threading.Lock = field(default_factory=threading.Lock)

    def take(self, method: str, path: str) -> Fault | None:
        """The trouble for this call, used up by asking."""
        with self.lock:
            for place, fault in enumerate(self.planned):
                if fault.hits(method, path):
                    self.planned[place : place + 1] = [replace(fault, count=fault.count - 1)] if fault.count > 1 else []
                    return fault
        return None

    def change_plan(self, wish: Mapping[str, Any]) -> None:
        """Do as `{"next": "drop", "count": 2, "path": "/v1/refunds", "webhooks": "off"}` says; `{"clear": true}` ends all.

        Raises StripeProblem for a wish that cannot be read; then nothing has changed.
        """
        try:
            webhooks = Webhooks(wish.get("webhooks", Webhooks.ON if wish.get("clear") else self.webhooks))
            added = [read_fault(wish)] if wish.get("next") else []
        except (ValueError, TypeError) as error:
            raise StripeProblem(str(error), param="next") from error
        with self.lock:
            kept = [] if wish.get("clear") else self.planned
            self.planned = kept + [fault for fault in added if fault.count > 0]
            self.webhooks = webhooks

    def describe_plan(self) -> dict[str, Any]:
        """The plan, as JSON."""
        with self.lock:
            return {"webhooks": self.webhooks, "planned": [dict(fault.__dict__) for fault in self.planned]}


def read_fault(wish: Mapping[str, Any]) -> Fault:
    """A fault out of JSON. Raises ValueError or TypeError."""
    return Fault(
        trouble=Trouble(str(wish["next"])),
        count=int(wish.get("count", 1)),
        path=str(wish.get("path", "")),
        method=str(wish.get("method", "")),
        seconds=float(wish.get("seconds", 0)),
    )
