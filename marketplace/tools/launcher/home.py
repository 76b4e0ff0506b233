"""MONSOON_HOME: the folder with everything that must survive a stop, and the locks that keep two launchers apart."""

import contextlib
import fcntl
import json
import os
import secrets
import time
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from marketplace.tools.launcher.problems import CannotStart

SERVERS, STATE = "servers.env", "state.json"
MISSING = "missing"


def make_secret() -> str:
    """A new secret that needs no quoting in an address, a shell or a configuration file."""
    return secrets.token_urlsafe(32)


@dataclass
class State:
    """Ports and secrets, made at the first start. The file is readable by its owner only."""

    ports: dict[str, int] = field(default_factory=dict)
    # Of the role that owns the tables; and of the one that works on them.
    database_password: str = field(default_factory=make_secret)
    application_password: str = field(default_factory=make_secret)
    # False: the embedded database was made before it had the two roles.
    has_roles: bool = False
    broker_password: str = field(default_factory=make_secret)
    secret_key: str = field(default_factory=make_secret)
    stripe_api_key: str = field(default_factory=lambda: f"sk_test_{secrets.token_hex(16)}")
    stripe_webhook_secret: str = field(default_factory=lambda: f"whsec_{secrets.token_hex(16)}")
    # The fingerprint of the code that last brought the embedded database up to date.
    set_up_for: str = ""
    # Names this home's database where it cannot lie inside the home (see `database.cluster_folder`).
    cluster: str = field(default_factory=lambda: secrets.token_hex(6))


class Home:
    """The folder, its state and its locks."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder.expanduser().resolve()
        self.state = State()
        self._launcher_lock = -1
        self.children_lock = -1

    def open(self, patience: float = 20) -> None:
        """Take the folder for this launcher alone. Raises CannotStart when another one has it.

        Two locks: the first ends with the launcher; the second is inherited by its children, so after a
        `kill -9` nobody touches the data before the last of them is gone. `patience` is in seconds.
        """
        try:
            self._take(patience)
        except CannotStart:
            self.close()
            raise

    def _take(self, patience: float) -> None:
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._launcher_lock = _open_lock(self.folder / "launcher.lock")
            self.children_lock = _open_lock(self.folder / "children.lock")
        except OSError as error:
            raise CannotStart(f"MONSOON_HOME {self.folder} cannot be used: {error.strerror}.") from error
        if not _try_lock(self._launcher_lock):
            pid = os.pread(self._launcher_lock, 20, 0).decode().strip()
            raise CannotStart(f"Monsoon is already running on {self.folder} (process {pid}); stop that one first.")
        os.ftruncate(self._launcher_lock, 0)
        os.pwrite(self._launcher_lock, f"{os.getpid()}\n".encode(), 0)
        self._wait_for_children_of_the_last_run(patience)
        self.state = self._read_state()

    def close(self) -> None:
        """Let go of the folder; whoever inherited the second lock still holds it."""
        for descriptor in (self._launcher_lock, self.children_lock):
            if descriptor >= 0:
                os.close(descriptor)
        self._launcher_lock = self.children_lock = -1

    def _wait_for_children_of_the_last_run(self, patience: float) -> None:
        deadline = time.monotonic() + patience
        while not _try_lock(self.children_lock):
            if time.monotonic() > deadline:
                pids = ", ".join(map(str, _find_holders(self.folder / "children.lock")))
                raise CannotStart(f"Processes of the last run still use {self.folder}: {pids}; stop them first.")
            time.sleep(0.05)

    def _read_state(self) -> State:
        path = self.folder / STATE
        try:
            return State(**json.loads(path.read_text()))
        except FileNotFoundError:
            if (self.folder / "postgres").exists() or (self.folder / "database").exists():
                raise CannotStart(
                    f"{path} is missing, and with it the passwords of the database beside it; put it back."
                ) from None
            return State()
        except (ValueError, TypeError) as error:
            raise CannotStart(
                f"{path} is damaged ({error}); put back a copy of it, its passwords are needed."
            ) from error

    def save(self) -> None:
        """Keep the state for the next start."""
        self._write(STATE, json.dumps(asdict(self.state), indent=1))

    def announce(self, addresses: Mapping[str, str]) -> None:
        """Where the servers answer, until `withdraw`: `manage.py` beside us finds them there."""
        self._write(SERVERS, "".join(f"{name}='{value}'\n" for name, value in addresses.items()))

    def withdraw(self) -> None:
        (self.folder / SERVERS).unlink(missing_ok=True)

    def note_missing(self, names: list[str]) -> None:
        """Which children do not run: the pages say what that means. A full disk keeps nobody from going on."""
        with contextlib.suppress(CannotStart):
            self._write(MISSING, "\n".join(names))

    def _write(self, name: str, text: str) -> None:
        """For our eyes only, and so that a crash or a full disk leaves either the old or the new one. Raises CannotStart."""
        fresh = self.folder / f"{name}.new"
        try:
            with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            fresh.replace(self.folder / name)
        except OSError as error:
            raise CannotStart(f"MONSOON_HOME {self.folder} cannot be written: {error.strerror}.") from error


def _open_lock(path: Path) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT, 0o600)


def _try_lock(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _find_holders(path: Path) -> Iterator[int]:
    """The processes that have the file open, as far as we may look."""
    for process in Path("/proc").iterdir():
        if process.name.isdigit() and int(process.name) != os.getpid():
            try:
                if any(link.resolve() == path for link in (process / "fd").iterdir()):
                    yield int(process.name)
            except OSError:
                continue
