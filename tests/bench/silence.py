"""Pages while the card service says nothing, against the same pages and the same payers while it answers.

A market of its own, as `make run` starts it. Eight people click "Pay by card" every two seconds, and each click asks the card
service: what it has answered is forgotten at once. Two others read pages. Then the sandbox is stopped, with breakers that know
of nothing, and after that it goes on, so that what the machine did meanwhile is seen on both sides.
"""

import json
import os
import shutil
import signal
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from itertools import cycle, islice
from pathlib import Path

from marketplace.tools.launcher.binaries import SHARED
from tests.bench.rows import Row, milliseconds, p50, p95
from tests.tools.launcher.launching import Beside, Launched, end_all

GROUP = "Stripe silent"
GOAL = 2.0
PAYERS, READERS = 8, 2
CLICK_SECONDS, READ_SECONDS = 2.0, 0.1
PHASE_SECONDS, HANGS_AFTER_SECONDS = 30.0, 3.0
PAGES = ("/catalogue/", "/", "/catalogue/?r=svod&t=TH,MY&from=2027-03&to=2029-02", "/prices/")
FORGET = "update payments_charge set state = 'intended', session_id = null, session_url = '' where state = 'open'"


@dataclass
class Phase:
    """What readers waited for a page, in ms; what payers were answered; how many clicks hung at the same time."""

    pages: list[float] = field(default_factory=list)
    answers: Counter[int] = field(default_factory=Counter)
    waiting: dict[int, float] = field(default_factory=dict)
    most_hanging: int = 0

    def look(self) -> None:
        """How many clicks hang now: those that wait longer than any that is refused."""
        since = time.monotonic() - HANGS_AFTER_SECONDS
        self.most_hanging = max(self.most_hanging, sum(began < since for began in list(self.waiting.values())))


def rows() -> Iterator[Row]:
    """Both sides, and their ratio."""
    with market() as (launched, pay):
        (sandbox,) = launched.pids("stripe_sandbox")
        phases = [measured(launched, pay)]
        os.kill(sandbox, signal.SIGSTOP)
        try:
            silent = measured(launched, pay)
        finally:
            os.kill(sandbox, signal.SIGCONT)
        launched.eventually(lambda: pay() == 201, "cards are taken again")
        phases.append(measured(launched, pay))
    awake = [one for phase in phases for one in phase.pages]
    size = f"{PAYERS} payers"
    yield Row("other pages while Stripe answers: p50", size, p50(awake), "ms", group=GROUP, note=told(phases[0]))
    yield Row("other pages while Stripe answers: p95", size, p95(awake), "ms", group=GROUP)
    yield Row("other pages while Stripe is silent: p50", size, p50(silent.pages), "ms", group=GROUP, note=told(silent))
    yield Row("other pages while Stripe is silent: p95", size, p95(silent.pages), "ms", group=GROUP)
    ratio = p95(silent.pages) / p95(awake)
    yield Row("other pages' p95, Stripe silent / Stripe awake", size, ratio, "x", GOAL, group=GROUP)
    yield Row(
        "most clicks that hung at the same time, of 8 threads", size, silent.most_hanging, "clicks", 4, group=GROUP
    )


def told(phase: Phase) -> str:
    """How many pages were read, and what payers heard."""
    return f"{len(phase.pages)} pages; payers: {', '.join(f'{n} x {status}' for status, n in phase.answers.items())}"


@contextmanager
def market() -> Iterator[tuple[Launched, partial[int]]]:
    """A market with the demo, and what opens one card payment on it."""
    folder = Path(tempfile.mkdtemp(prefix="monsoon-silence-"))
    folder.chmod(0o711)  # `nobody`, as whom root runs PostgreSQL, gets that far
    try:
        launched = Launched(folder / "home").open()
        launched.eventually(lambda: launched.has_said("the demo is loaded"), "the demo is loaded")
        beside = Beside(launched.home)
        due = beside.ask("due")
        beside.close()
        path, token = f"/api/v1/instalments/{due['instalment']}/card/", f"Bearer {due['token']}"
        yield launched, partial(launched.post, path, {}, Authorization=token)
    finally:
        end_all()
        apart = json.loads((folder / "home" / "state.json").read_text())["cluster"]
        shutil.rmtree(SHARED / apart, ignore_errors=True)
        shutil.rmtree(folder, ignore_errors=True)


def measured(launched: Launched, pay: partial[int]) -> Phase:
    """Payers click and readers read for a while."""
    phase, over = Phase(), threading.Event()

    def click(payer: int) -> None:
        while not over.is_set():
            began = phase.waiting[payer] = time.monotonic()
            status = pay()
            del phase.waiting[payer]
            phase.answers[status] += 1
            over.wait(max(began + CLICK_SECONDS - time.monotonic(), 0))

    def read(first: int) -> None:
        for page in islice(cycle(PAGES), first, None):
            if over.wait(READ_SECONDS):
                return
            phase.pages.append(milliseconds(partial(launched.get, page)))

    with ThreadPoolExecutor(PAYERS + READERS) as pool, launched.database() as connection:
        done = [pool.submit(click, payer) for payer in range(PAYERS)]
        done += [pool.submit(read, first) for first in range(READERS)]
        end = time.monotonic() + PHASE_SECONDS
        while time.monotonic() < end:
            connection.execute(FORGET)
            phase.look()
            time.sleep(0.1)
        over.set()
    for one in done:
        one.result()
    return phase
