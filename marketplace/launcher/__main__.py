"""`make run` ends here."""

import os
import sys
import time
from pathlib import Path

from marketplace.launcher.children import Console
from marketplace.launcher.database import cluster_folder
from marketplace.launcher.home import Home
from marketplace.launcher.ports import is_free
from marketplace.launcher.problems import CannotStart, Stopped
from marketplace.launcher.programs import ROOT, address
from marketplace.launcher.stack import Stack


def main() -> int:
    """Exit code 0 after an orderly stop, 1 when something could not start or died."""
    began, console = time.monotonic(), Console()
    try:
        home = Home(Path(os.environ.get("MONSOON_HOME") or ROOT / ".monsoon"))
        home.open()
        stack = Stack(home, web_port(), console)
    except CannotStart as problem:
        console.say("monsoon", str(problem))
        return 1
    try:
        stack.start()
        announce(stack, time.monotonic() - began)
        stack.watch()
    except Stopped:
        pass
    except CannotStart as problem:
        for line in str(problem).splitlines():
            console.say("monsoon", line)
        return 1
    finally:
        console.say("monsoon", "stopping")
        stack.stop()
        console.say("monsoon", "stopped")
    return 0


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


def announce(stack: Stack, seconds: float) -> None:
    """Print where Monsoon is to be found, and who can sign in."""
    stack.say(f"ready in {seconds:.1f} s")
    log_ins = stack.home.folder / "log-ins.txt"
    for line in log_ins.read_text().splitlines() if log_ins.exists() else []:
        stack.say(line)
    if stack.is_loading_the_demo:
        stack.say("the demo is loading: its people can sign in when it is loaded")
    database = "" if os.environ.get("DATABASE_URL") else f", database in {cluster_folder(stack.home)}"
    stack.say(f"data in {stack.home.folder}{database}")
    stack.say(f"Monsoon is open at {address(stack.port)}/ (Ctrl-C stops it)")


if __name__ == "__main__":
    sys.exit(main())
