"""The embedded PostgreSQL: made at the first start, found again at every other."""

import os
import pwd
import shutil
import signal
import subprocess
from functools import partial
from pathlib import Path

from marketplace.launcher.binaries import SHARED, postgres_programs
from marketplace.launcher.children import Program
from marketplace.launcher.home import Home
from marketplace.launcher.leftovers import end_leftovers
from marketplace.launcher.ports import HOST
from marketplace.launcher.problems import CannotStart

USER = "monsoon"
# Nothing of the caller's: a PGDATA or PGHOST of another PostgreSQL must not lead ours astray.
ENVIRONMENT = {"LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin", "TZ": "UTC"}


def server_account() -> tuple[int, int] | None:
    """PostgreSQL refuses to run as root, so root runs it as `nobody`; everybody else as themselves (None)."""
    if os.geteuid() != 0:
        return None
    nobody = pwd.getpwnam("nobody")
    return nobody.pw_uid, nobody.pw_gid


def cluster_folder(home: Home) -> Path:
    """Where the database lies: in the home, or for root in a folder that `nobody` can reach."""
    return home.folder / "postgres" if os.geteuid() != 0 else SHARED / home.state.cluster / "postgres"


def prepare(folder: Path, password: str) -> None:
    """Make the database cluster if there is none. Text follows PostgreSQL's own Unicode rules, not the machine's."""
    if folder.exists():
        return
    account = server_account()
    fresh = folder.with_name("postgres.new")
    shutil.rmtree(fresh, ignore_errors=True)  # left by a first start that was broken off
    folder.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    password_file = folder.with_name("password")
    password_file.touch(mode=0o600)
    password_file.write_text(password)
    if account is not None:
        os.chown(folder.parent, *account)
        os.chown(password_file, *account)
    try:
        command: list[str | Path] = ["initdb", "-D", fresh, "-U", USER, "--encoding=UTF8", "--locale=C.UTF-8"]
        command += ["--locale-provider=builtin", "--builtin-locale=PG_UNICODE_FAST"]
        _run([*command, "--auth=scram-sha-256", f"--pwfile={password_file}"], account)
        _run(["postgres", "--single", "-D", fresh, "postgres"], account, f"CREATE DATABASE {USER};\n")
    finally:
        password_file.unlink()
    fresh.rename(folder)


def _run(command: list[str | Path], account: tuple[int, int] | None, text: str = "") -> None:
    """Run one of PostgreSQL's programs to its end. Raises CannotStart with its last line if it fails."""
    user, group = account or (None, None)
    done = subprocess.run(
        [str(postgres_programs() / command[0]), *map(str, command[1:])],
        check=False,
        cwd="/",
        env=ENVIRONMENT,
        user=user,
        group=group,
        extra_groups=None if user is None else [],
        input=text,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        reason = (done.stderr.strip().splitlines() or [f"exit code {done.returncode}"])[-1]
        raise CannotStart(f"The database could not be made: {command[0]} says: {reason}")


def program(folder: Path, port: int, settings: dict[str, str] | None = None) -> Program:
    """The server itself. Durability stays as PostgreSQL ships it: fsync, synchronous_commit and checksums on."""
    options = {"listen_addresses": HOST, "unix_socket_directories": "", **(settings or {})}
    return Program(
        name="database",
        command=[
            *(postgres_programs() / "postgres", "-D", folder, "-p", str(port)),
            *(part for name, value in options.items() for part in ("-c", f"{name}={value}")),
        ],
        environment=ENVIRONMENT,
        folder=Path("/"),
        user=server_account(),
        stop_signal=signal.SIGINT,  # ends the sessions; SIGTERM would wait for the clients to go
        stop_limit=60,
        prepare=partial(end_leftovers, folder),
    )


def address(password: str, port: int) -> str:
    """DATABASE_URL of the embedded server."""
    return f"postgresql://{USER}:{password}@{HOST}:{port}/{USER}"
