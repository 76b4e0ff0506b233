"""One role alone, for a host whose own supervisor starts it: `python -m marketplace.tools.launcher --only web`.

Database, broker and home are given; several hosts share them. The role takes this process's place, so that systemd or a container
sees it die.
"""

import os
from collections.abc import Callable, Mapping
from pathlib import Path

from marketplace.tools.launcher import programs
from marketplace.tools.launcher.children import Program
from marketplace.tools.launcher.home import Home
from marketplace.tools.launcher.problems import CannotStart

NEEDED = ("DATABASE_URL", "REDIS_URL", "SECRET_KEY", "MONSOON_HOME")
Env = Mapping[str, str]
ROLES: dict[str, Callable[[Env, Home], Program]] = {
    "setup": lambda env, _home: programs.setup_program(env, embedded=False),
    "web": lambda env, _home: programs.web_program(env, int(env["PORT"])),
    "worker": lambda env, _home: programs.worker_program(env),
    "beat": programs.beat_program,
    "follower": lambda env, _home: programs.follower_program(env),
}


def role_program(role: str, given: Env) -> Program:
    """How the role is called, and its environment. Raises CannotStart where something that it needs is not given."""
    if role not in ROLES:
        raise CannotStart(f"There is no role {role!r}; there are {', '.join(ROLES)}.")
    if missing := [name for name in NEEDED if not given.get(name)]:
        raise CannotStart(f"One role alone needs {', '.join(missing)}: it finds the servers by them.")
    home = Home(Path(given["MONSOON_HOME"]))
    defaults = {"MONSOON_DEMO": "0", "PYTHONUNBUFFERED": "1", "HASHED_STATIC": "1", "PORT": "8000"}
    return ROLES[role]({**defaults, **given, "MONSOON_HOME": str(home.folder)}, home)


def become_program(program: Program) -> None:
    """Take this process's place."""
    Path(program.environment["MONSOON_HOME"]).mkdir(parents=True, exist_ok=True, mode=0o700)
    os.chdir(program.folder or programs.ROOT)
    os.execve(program.command[0], [str(part) for part in program.command], dict(program.environment))  # noqa: S606
