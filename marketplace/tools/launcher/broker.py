"""The embedded Valkey: Celery's broker and the cache."""

from pathlib import Path

from marketplace.tools.launcher.binaries import valkey_server
from marketplace.tools.launcher.children import Program
from marketplace.tools.launcher.ports import HOST

# Nothing is written to disk: every task is a row that a sweeper finds, and a Valkey whose disk is full refuses all
# tasks. No eviction when memory is short: that would drop tasks where a refusal is seen.
SETTINGS = """\
bind {host}
port {port}
dir "{folder}"
requirepass {password}
appendonly no
maxmemory-policy noeviction
save ""
"""


def broker_program(folder: Path, port: int, password: str) -> Program:
    """The server, its password in a file of its own: a command line could be read by everybody on the machine."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    settings = folder / "valkey.conf"
    settings.touch(mode=0o600)
    settings.write_text(SETTINGS.format(host=HOST, port=port, folder=folder, password=password))
    return Program(name="broker", command=[valkey_server(), settings], folder=folder)


def broker_address(password: str, port: int, number: int = 0) -> str:
    """REDIS_URL of the embedded server's numbered database."""
    return f"redis://:{password}@{HOST}:{port}/{number}"
