"""`make run` ends here."""

import argparse
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from marketplace.tools.launcher.children import Console
from marketplace.tools.launcher.database import cluster_folder
from marketplace.tools.launcher.home import Home
from marketplace.tools.launcher.ports import is_free
from marketplace.tools.launcher.problems import CannotStart, Stopped
from marketplace.tools.launcher.programs import ROOT, site_address
from marketplace.tools.launcher.roles import ROLES, become_program, role_program
from marketplace.tools.launcher.stack import Stack


def main(arguments: Sequence[str] = ()) -> int:
    """All of it, or one role. Exit code 0 after an orderly stop, 1 when something could not start or died."""
    parser = argparse.ArgumentParser(prog="python -m marketplace.tools.launcher")
    parser.add_argument("--only", metavar="ROLE", help=f"one of {', '.join(ROLES)}; without it everything is started")
    role = parser.parse_args(list(arguments)).only
    return start_role(role) if role else start_everything()


def start_role(role: str) -> int:
    """Become the role; returns only when it could not start."""
    try:
        become_program(role_program(role, os.environ))
    except CannotStart as problem:
        Console().say(role, str(problem))
    return 1


def start_everything() -> int:
    """Run the whole market until somebody asks for a stop."""
    began, console = time.monotonic(), Console()
    try:
        home = Home(Path(os.environ.get("MONSOON_HOME") or ROOT / ".monsoon"))
        home.open()
        check_addresses(console)
        stack = Stack(home, web_port(), console)
    except CannotStart as problem:
        console.say("monsoon", str(problem))
        return 1
    reason: list[str] = []
    try:
        stack.start()
        announce_open(stack, time.monotonic() - began)
        stack.watch()
    except Stopped:
        pass
    except CannotStart as problem:
        reason = str(problem).splitlines()
    finally:
        console.say("monsoon", ": ".join(["stopping", *reason[:1]]))
        stack.stop()
        console.say("monsoon", "stopped")
    for line in reason:  # last of all: what the servers say while they stop would hide it
        console.say("monsoon", line)
    return 1 if reason else 0


ONE_ROLE = "DATABASE_URL's role owns the tables, so it could switch their guards off: give DATABASE_OWNER_URL too (see the README)"


def check_addresses(console: Console) -> None:
    """Raises CannotStart for an owner of no database; warns where the application owns the tables."""
    given, owner = os.environ.get("DATABASE_URL"), os.environ.get("DATABASE_OWNER_URL")
    if owner and not given:
        raise CannotStart("DATABASE_OWNER_URL is given without DATABASE_URL, the application's own address.")
    if given and not owner:
        console.say("monsoon", ONE_ROLE)


def web_port() -> int:
    """PORT, or 8000. Raises CannotStart unless it is a free port."""
    text = os.environ.get("PORT") or "8000"
    if not text.isascii() or not text.isdigit() or not 0 < int(text) < 65536:
        raise CannotStart(f"PORT is {text!r}; it must be a number from 1 to 65535.")
    if not is_free(int(text)):
        other = next_port(int(text))
        raise CannotStart(f"Port {text} is taken by another program; choose another: PORT={other} make run")
    return int(text)


def next_port(port: int) -> int:
    """The next free port after a busy one, or any."""
    return next((other for other in range(port + 1, min(port + 100, 65536)) if is_free(other)), 0)


def describe_places(home: Home) -> str:
    """Where the market lies: in one folder, unless its database was given or cannot lie there."""
    folder = cluster_folder(home)
    if os.environ.get("DATABASE_URL"):
        return f"{home.folder} and the database of DATABASE_URL"
    if folder.is_relative_to(home.folder):
        return str(home.folder)
    return f"{home.folder} and, for the database, {folder}"


def announce_open(stack: Stack, seconds: float) -> None:
    """Print where Monsoon is to be found, and who can sign in."""
    stack.say(f"ready in {seconds:.1f} s")
    log_ins = stack.home.folder / "log-ins.txt"
    for line in log_ins.read_text().splitlines() if log_ins.exists() else []:
        stack.say(line)
    if stack.is_loading_the_demo:
        stack.say("the demo is loading: its people can sign in when it is loaded")
    stack.say(f"all data in {describe_places(stack.home)}")
    stack.say(f"Monsoon is open at {site_address(stack.port)}/ (Ctrl-C stops it)")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
