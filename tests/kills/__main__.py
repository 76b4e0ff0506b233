"""Start a market in an empty home, trade, kill, and look whether everything was done exactly once.

`make kills SEED=5` repeats the order of the victims; MONSOON_KILLS_SECONDS is for how long they are killed.
"""

import json
import os
import random
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from marketplace.tools.launcher.binaries import SHARED
from marketplace.tools.launcher.programs import ROOT
from marketplace.tools.launcher.supervisor import MAX_DEATHS, VITAL
from tests.tools.launcher.killing import VICTIMS
from tests.tools.launcher.launching import Launched, all_gone, end_all, eventually, manage

EVERY_SECONDS = 2.0


@dataclass
class Reader:
    """Somebody who reads pages all the time: what she was answered, and how long she had to do without."""

    launched: Launched
    statuses: Counter[int] = field(default_factory=Counter)
    longest_gap: float = 0.0
    _stopped: threading.Event = field(default_factory=threading.Event)

    def __enter__(self) -> "Reader":
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_raised: object) -> None:
        self._stopped.set()
        self._thread.join()

    def _read(self) -> None:
        last = time.monotonic()
        while not self._stopped.wait(0.2):
            status = self.launched.get("/catalogue/")[0]
            now = time.monotonic()
            self.statuses[status] += 1
            if status == 200:
                self.longest_gap, last = max(self.longest_gap, now - last), now


class Trading:
    """A `tests.kills.trading` beside the market: it trades until it is told to finish, then says how everything stands."""

    def __init__(self, home: Path, site: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.kills.trading", site],
            cwd=ROOT,
            env={"PATH": "/usr/bin:/bin", "MONSOON_HOME": str(home), "MONSOON_KILLS_SITE": site},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout is not None
        assert self.process.stdout.readline() == "trading\n"

    def finish(self) -> dict[str, Any]:
        """Begin no further deal, end those that are in flight. Returns what was found then."""
        answer, _nothing = self.process.communicate("finish\n")
        found: dict[str, Any] = json.loads(answer)
        return found


def kill_for(seconds: float, launched: Launched, draw: random.Random) -> Counter[str]:
    """Kill -9 one process every two seconds. Who is needed for everything is spared its last life."""
    killed: Counter[str] = Counter()
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        time.sleep(EVERY_SECONDS)
        candidates = [name for name in VICTIMS if spared(name) not in VITAL or killed[spared(name)] < MAX_DEATHS - 1]
        victim = draw.choice(candidates)
        if pids := VICTIMS[victim](launched):
            os.kill(draw.choice(pids), signal.SIGKILL)
            killed[victim] += 1
            print(f"{end - time.monotonic():5.1f} s left, killed {victim}", flush=True)
        assert launched.process.poll() is None, launched.output
    return killed


def spared(victim: str) -> str:
    return "web" if victim == "one_web_worker" else victim


def main(chosen: str | None) -> int:
    """Exit code 0 when nothing was lost, nothing done twice and nothing left behind."""
    seed, seconds = int(chosen or secrets.randbelow(2**32)), float(os.environ.get("MONSOON_KILLS_SECONDS") or 60)
    print(f"seed {seed}; again: make kills SEED={seed}", flush=True)
    folder = Path(tempfile.mkdtemp(prefix="monsoon-kills-"))
    folder.chmod(0o711)  # `nobody`, as whom root runs PostgreSQL, gets that far
    try:
        faults = run(folder / "home", seconds, random.Random(seed))
    finally:
        end_all()
        apart = json.loads((folder / "home" / "state.json").read_text())["cluster"]
        shutil.rmtree(SHARED / apart, ignore_errors=True)
        shutil.rmtree(folder, ignore_errors=True)
    for fault in faults:
        print(f"FAULT: {fault}")
    print("nothing lost, nothing twice, nothing left" if not faults else f"{len(faults)} faults, with seed {seed}")
    return 1 if faults else 0


def run(home: Path, seconds: float, draw: random.Random) -> list[str]:
    """Everything, in an empty home. Returns the faults."""
    launched = Launched(home).open()
    launched.eventually(lambda: launched.has_said("the demo is loaded"), "the demo is loaded")
    seen = launched.children()
    with Reader(launched) as reader:
        trading = Trading(home, f"http://127.0.0.1:{launched.port}")
        killed = kill_for(seconds, launched, draw)
        ended = time.monotonic()
        found = trading.finish()
        settled = time.monotonic() - ended
    seen |= launched.children()
    print(f"killed {dict(killed)}; pages {dict(reader.statuses)}, at most {reader.longest_gap:.1f} s without one")
    print(f"{found['deals']} deals, the last {settled:.1f} s after the last kill; answers {found['answers']}")
    faults = [*found["faults"], *watched(launched), *added_up(home)]
    if unexpected := reader.statuses.keys() - {200, 0, 503}:
        faults.append(f"pages answered {unexpected}")
    code = launched.end(signal.SIGINT)
    faults += [f"the launcher ended with {code}"] if code else []
    eventually(lambda: all_gone(seen), "no process is left")
    if faults:
        print(launched.output[-20_000:])
    return faults


def watched(launched: Launched) -> list[str]:
    """Health is fine in the end."""
    try:
        launched.eventually(lambda: launched.get("/health/queues")[0] == 200, "nothing waits too long")
    except AssertionError:
        return [f"health: {launched.get('/health/queues')[1].decode()}"]
    return []


def added_up(home: Path) -> list[str]:
    """`manage.py verify` finds nothing."""
    verified = manage(home, "verify")
    return [] if verified.returncode == 0 else [f"verify: {verified.stdout}{verified.stderr}"]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else None))
