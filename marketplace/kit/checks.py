"""What `manage.py verify` looks at: each slice registers its checks, all run together, by night and by hand.

A check only reads, and names what does not add up. It never corrects anything.
"""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Finding:
    """Something that does not add up.

    `subject`: the account, file or row; `expected` and `found`: what it should be and is, for people; `item`: the first
    item that differs, where one is known.
    """

    check: str
    subject: str
    expected: str
    found: str
    item: str = ""

    def __str__(self) -> str:
        where = f", first at {self.item}" if self.item else ""
        return f"{self.check}: {self.subject}: expected {self.expected}, found {self.found}{where}"


Check = Callable[[datetime], Iterator[Finding]]
CHECKS: dict[str, Check] = {}


def register_check(name: str, check: Check) -> None:
    """Have `check` run with the others. Called from a slice's AppConfig.ready; the last one of a name counts."""
    CHECKS[name] = check


def run_checks(at: datetime) -> list[Finding]:
    """All findings of all checks. A check that cannot be made is a finding too: nobody knows then."""
    found: list[Finding] = []
    for name, check in sorted(CHECKS.items()):
        try:
            found += check(at)
        except Exception as error:
            log.exception("the check %s could not be made", name)
            found.append(Finding(name, "the check itself", "an answer", f"{type(error).__name__}: {error}"[:300]))
    return found
