"""Whom the tests of a running market kill."""

from collections.abc import Callable

from tests.launcher.launching import Launched

# how it is called -> its processes, of which the first is killed
VICTIMS: dict[str, Callable[[Launched], list[int]]] = {
    "database": lambda launched: launched.pids("bin/postgres"),
    "broker": lambda launched: launched.pids("valkey-server"),
    "web": lambda launched: launched.pids("-m granian"),
    "one_web_worker": lambda launched: launched.pids("granian", of=launched.pids("-m granian")),
    "worker": lambda launched: launched.pids(":app worker"),
    "worker_child": lambda launched: launched.pids("", of=launched.pids(":app worker")),
    "beat": lambda launched: launched.pids(":app beat"),
    "stripe": lambda launched: launched.pids("stripe_sandbox"),
    "follower": lambda launched: launched.pids("follow_rights"),
}
