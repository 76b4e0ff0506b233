"""What a PostgreSQL that was killed leaves behind, and would keep the next one from starting."""

import contextlib
import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

PATIENCE_SECONDS = 5.0


def end_leftovers(folder: Path) -> None:
    """End the sessions of a server that is gone, and take away its lock if another program has its number by now.

    They hold its shared memory: the next server refuses to start beside them. The server itself checks the rest.
    """
    postmaster = lock_owner(folder)
    if postmaster is not None and not is_serving(postmaster, folder):
        orphans = list(sessions_in(folder))
        for pid in orphans:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        deadline = time.monotonic() + PATIENCE_SECONDS
        while any(is_alive(pid) for pid in orphans) and time.monotonic() < deadline:
            time.sleep(0.01)
        (folder / "postmaster.pid").unlink(missing_ok=True)


def lock_owner(folder: Path) -> int | None:
    """The process that the lock names, None without a lock that can be read."""
    try:
        return int((folder / "postmaster.pid").read_text().split("\n", 1)[0])
    except (OSError, ValueError):
        return None


def is_serving(pid: int, folder: Path) -> bool:
    """Whether this process is a living server of this very folder, by its command line."""
    try:
        line = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    except OSError:
        return False
    return os.fsencode(folder) in line and is_alive(pid)


def sessions_in(folder: Path) -> Iterator[int]:
    """Processes of a PostgreSQL that stand in the folder. A session stands there; only the server was told it."""
    for process in Path("/proc").iterdir():
        if process.name.isdigit():
            try:
                if (process / "cwd").resolve() == folder.resolve() and (process / "exe").resolve().name == "postgres":
                    yield int(process.name)
            except OSError:
                continue


def is_alive(pid: int) -> bool:
    """Whether it runs: a process that ended and was not asked for its exit code does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2][0] not in "ZX"
    except OSError:
        return False
