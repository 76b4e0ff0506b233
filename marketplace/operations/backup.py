"""Saving a market, also while it is in use: the database of one moment, and every file that it names."""

import json
import os
import shutil
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connection

from marketplace.kit.owner import as_owner
from marketplace.operations import archive, dump, pairing
from marketplace.operations.archive import Manifest

# Small files of the home. The broker's memory is not among them: what waits is a row, and is found again.
BESIDE = ("demo.loaded", "log-ins.txt")
SANDBOX = "stripe_sandbox.sqlite3"
SECRETS = ("secret_key", "stripe_api_key", "stripe_webhook_secret")


class CannotSave(Exception):
    """No backup was made; the text says why."""


def save_backup(target: Path, *, at: datetime) -> Manifest:
    """Make the backup in a folder that must be new or empty. All or nothing. Raises CannotSave, DumpFailed, OSError."""
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise CannotSave(f"{target} is not empty: a backup goes into a new folder.")
    partial = target.with_name(f"{target.name}.partial-{os.getpid()}")
    partial.mkdir(parents=True, mode=0o700)
    try:
        with as_owner():
            manifest, named = save_database(partial, at)
        save_files(named, partial / archive.FILES)
        save_home(Path(settings.HOME), partial)
        manifest.missing = archive.absent_files(named, partial / archive.FILES)
        manifest.sha256 = archive.hash_files(partial)
        manifest.write(partial)
        partial.replace(target)
    except BaseException:
        shutil.rmtree(partial, ignore_errors=True)
        raise
    return archive.check_whole(target)


def save_database(folder: Path, at: datetime) -> tuple[Manifest, list[str]]:
    """The dump, the manifest so far, and the files that rows name: all of one moment.

    Files are copied afterwards. Each is written before the row that names it is committed, and none is ever changed or
    removed, so all that this moment names are found then.
    """
    with dump.one_moment() as snapshot:
        dump.write_dump(folder / archive.DUMP, snapshot)
        with connection.cursor() as cursor:
            cursor.execute("select app || '.' || name from django_migrations order by 1")
            schema = [name for (name,) in cursor.fetchall()]
        market = pairing.name_in_database()
        return Manifest(made_at=at.isoformat(), market=market, schema=schema, rows=dump.count_rows()), [
            *dump.named_files()
        ]


def save_files(named: list[str], folder: Path) -> None:
    """What the store holds of the files that rows name, wherever it is."""
    for place in named:
        target = folder / place
        archive.make_folder(target.parent)
        try:
            with default_storage.open(place, "rb") as file, target.open("wb") as copy:
                shutil.copyfileobj(file, copy)
        except FileNotFoundError:
            continue  # told in the manifest


def save_home(home: Path, folder: Path) -> None:
    """What lies beside the database."""
    archive.copy_tree(Path(settings.AUTHORITY_FOLDER), folder / archive.AUTHORITY)
    for name in BESIDE:
        archive.copy_file(home / name, folder / archive.BESIDE / name)
    save_sandbox(home / SANDBOX, folder / archive.BESIDE / SANDBOX)
    state = home / "state.json"
    if state.exists():
        kept = {name: value for name, value in json.loads(state.read_text()).items() if name in SECRETS}
        (folder / archive.SECRETS).write_text(json.dumps(kept))


def save_sandbox(source: Path, target: Path) -> None:
    """The Stripe sandbox's data as of one moment, while it works on it."""
    if source.exists():
        target.parent.mkdir(mode=0o700, exist_ok=True)
        with closing(sqlite3.connect(source)) as data, closing(sqlite3.connect(target)) as copy:
            data.backup(copy)
