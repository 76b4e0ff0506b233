"""The embedded PostgreSQL: made at the first start, found again at every other, and never another home's."""

import os
import signal
from functools import partial
from pathlib import Path

from marketplace.tools.launcher.binaries import SHARED, postgres_programs
from marketplace.tools.launcher.children import Program
from marketplace.tools.launcher.cluster import (
    APPLICATION,
    DATABASE,
    ENVIRONMENT,
    OWNER,
    make_roles,
    prepare_cluster,
    server_account,
)
from marketplace.tools.launcher.home import Home, State
from marketplace.tools.launcher.leftovers import end_leftovers
from marketplace.tools.launcher.ports import HOST
from marketplace.tools.launcher.problems import CannotStart

# The log names errors, not the people in the rows: no statement, no parameter, no "Failing row contains (…)".
DISCREET = {
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
}


def cluster_folder(home: Home) -> Path:
    """Where the database lies: in the home; for root in a folder of `nobody` in it, or elsewhere if he cannot get there."""
    if os.geteuid() != 0:
        return home.folder / "postgres"
    inside, apart = home.folder / "database" / "postgres", SHARED / home.state.cluster / "postgres"
    return apart if apart.exists() or not everybody_may_enter(home.folder.parent) else inside


def everybody_may_enter(folder: Path) -> bool:
    """Whether an account that is neither owner nor in the group gets to what lies in the folder."""
    return all(path.stat().st_mode & 0o001 for path in (folder, *folder.parents))


def prepare_for(home: Home) -> Path:
    """The folder of the home's own database, made at the first start, with its two roles.

    Raises CannotStart for a home whose database is missing, or is another home's: an empty market in its place would be
    taken for a loss of everything.
    """
    state, folder = home.state, cluster_folder(home)
    if not folder.exists():
        if state.has_roles or state.set_up_for:
            raise CannotStart(MISSING.format(home=home.folder, folder=folder))
        if os.geteuid() == 0 and folder.is_relative_to(home.folder):
            _let_server_enter(home.folder)
        prepare_cluster(folder, state.database_password, state.application_password)
    else:
        check_belongs(folder, home)
        if not state.has_roles:
            end_leftovers(folder)
            make_roles(folder, state.database_password, state.application_password)
    (folder / NAME_OF_HOME).write_text(f"{state.cluster}\n")
    state.has_roles = True
    home.save()
    return folder


NAME_OF_HOME = "monsoon-home"
MISSING = """\
The database of {home} is missing: it was in {folder}.
Put it back, or bring everything back from a backup into an empty folder: manage.py restore BACKUP (see the README).
For a new, empty market choose another folder: MONSOON_HOME=... make run"""
OTHERS = """\
The database in {folder} belongs to another home than {home}.
Put back the one that belongs to it, or bring everything back from a backup: manage.py restore BACKUP (see the README)."""


def check_belongs(folder: Path, home: Home) -> None:
    """Raises CannotStart for the database of another home. Those of before have no name in them yet."""
    named = folder / NAME_OF_HOME
    if named.exists() and named.read_text().strip() != home.state.cluster:
        raise CannotStart(OTHERS.format(folder=folder, home=home.folder))


def _let_server_enter(home: Path) -> None:
    """`nobody` may pass through the home to its own folder, and look at nothing on the way."""
    account = server_account()
    assert account is not None
    os.chown(home, -1, account[1])
    home.chmod(0o710)


def database_program(folder: Path, port: int, settings: dict[str, str] | None = None) -> Program:
    """The server itself. Durability stays as PostgreSQL ships it: fsync, synchronous_commit and checksums on."""
    options = {"listen_addresses": HOST, "unix_socket_directories": "", **DISCREET, **(settings or {})}
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


def database_addresses(state: State, port: int) -> dict[str, str]:
    """What tells our processes where the embedded server is: the application, and the owner for those that migrate."""
    return {
        "DATABASE_URL": database_address(state.application_password, port, APPLICATION),
        "DATABASE_OWNER_URL": database_address(state.database_password, port),
    }


def database_address(password: str, port: int, role: str = OWNER) -> str:
    """The embedded server's address for one of the two roles."""
    return f"postgresql://{role}:{password}@{HOST}:{port}/{DATABASE}"
