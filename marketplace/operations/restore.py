"""Bringing a market back from a backup into an empty place, and looking at it before anybody is let in."""

import hashlib
import json
import os
import shutil
from collections.abc import Callable
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connection, transaction

from marketplace.kit.checks import Finding, run_checks
from marketplace.kit.owner import as_owner
from marketplace.operations import archive, dump, pairing, reach
from marketplace.operations.archive import Manifest
from marketplace.operations.backup import BESIDE, SANDBOX
from marketplace.tools.launcher.home import Home

# What of a home a backup replaces; the engine's blocks and the broker's memory are of the market before.
REPLACED = ("files", "authority", "run", "valkey", pairing.FILE, SANDBOX, *BESIDE)


class CannotRestore(Exception):
    """Nothing was changed, or what was brought back is not what was saved; the text says which."""


def restore_backup(source: Path, *, force: bool, at: datetime) -> tuple[Manifest, list[Finding]]:
    """Fill database and home from a backup; with `force` in place of what is there, whose files are put aside.

    All of it is as it was saved then. Gives also what does not add up in it, as `manage.py verify` finds it. Raises CannotRestore, Damaged, DumpFailed, CannotStart.
    """
    manifest, home = archive.check_whole(source), Path(settings.HOME)
    if not force:
        check_empty(home)
    with ExitStack() as stack:
        if not reach.is_given():
            opened = stack.enter_context(reach.opened_home())
            take_secrets(opened, source)
            stack.enter_context(reach.serve_home(opened))
        with as_owner():
            fill_database(source, force=force)
            check_rows(manifest)
            forget_transactions()
            put_aside(home)
            fill_home(source, home, manifest)
            call_command("migrate", interactive=False, verbosity=0)
            check_files(source, manifest)
            return manifest, run_checks(at)


def check_empty(home: Path) -> None:
    """Raises CannotRestore when the home has a market's files."""
    found = [name for name in REPLACED if (home / name).exists()]
    if found:
        raise CannotRestore(f"{home} is not empty ({', '.join(found)}): choose another MONSOON_HOME, or add --force.")


def take_secrets(home: Home, source: Path) -> None:
    """The market keeps its keys; the passwords of its servers are new."""
    file = source / archive.SECRETS
    for name, value in (json.loads(file.read_text()) if file.exists() else {}).items():
        setattr(home.state, name, value)
    home.state.set_up_for = ""
    home.save()


def fill_database(source: Path, *, force: bool) -> None:
    """All tables from the dump. Raises CannotRestore for a database that has some already."""
    if connection.introspection.table_names():
        if not force:
            raise CannotRestore("The database is not empty: give another one, or add --force.")
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("drop schema public cascade")
            cursor.execute("create schema public authorization pg_database_owner")
            cursor.execute("grant usage on schema public to public")
    dump.read_dump(source / archive.DUMP)


def forget_transactions() -> None:
    """Numbers of transactions mean nothing to another server.

    A journal stays closed: no transaction has the number 0. The engine reads everything anew.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("alter table payments_journal disable trigger user")
        cursor.execute("update payments_journal set xid = '0'")
        cursor.execute("alter table payments_journal enable trigger user")
        cursor.execute("truncate engine_change")


def put_aside(home: Path) -> None:
    """Files of the market that was here before, into a folder beside the new ones."""
    found = [home / name for name in REPLACED if (home / name).exists()]
    if found:
        aside = home / f"replaced-{os.urandom(4).hex()}"
        aside.mkdir(mode=0o700)
        for path in found:
            path.rename(aside / path.name)


def fill_home(source: Path, home: Path, manifest: Manifest) -> None:
    """The files of the market, and its name."""
    fill_store(source / archive.FILES)
    archive.copy_tree(source / archive.AUTHORITY, Path(settings.AUTHORITY_FOLDER))
    for path in archive.files_in(source / archive.BESIDE):
        shutil.copy2(path, home / path.name)
    if manifest.market:
        pairing.write_name(home, manifest.market)


def fill_store(source: Path) -> None:
    """The files go back to the places that rows name. What is there already is the same: no file is ever changed."""
    for path in archive.files_in(source):
        place = str(path.relative_to(source))
        if not default_storage.exists(place):
            with path.open("rb") as file:
                default_storage.save(place, File(file))


def digest_in_store(place: str) -> str:
    """SHA-256 of a file of the store; empty where there is none."""
    try:
        with default_storage.open(place, "rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return ""


def check_rows(manifest: Manifest) -> None:
    """Raises CannotRestore unless every table has the rows it had."""
    found = dump.count_rows()
    wrong = [
        f"{table}: {found.get(table)} rows of {many}"
        for table, many in manifest.rows.items()
        if found.get(table) != many
    ]
    if wrong:
        raise CannotRestore("The database is not what was saved: " + "; ".join(wrong))


def check_files(source: Path, manifest: Manifest) -> None:
    """Raises CannotRestore unless every file is there as it was saved, those that rows name among them."""
    home = Path(settings.HOME)
    digests: dict[str, Callable[[str], str]] = {
        archive.FILES: digest_in_store,
        archive.AUTHORITY: lambda name: archive.digest_of(Path(settings.AUTHORITY_FOLDER) / name),
        archive.BESIDE: lambda name: archive.digest_of(home / name),
    }
    wrong = []
    for name, digest in manifest.sha256.items():
        folder, _slash, rest = name.partition("/")
        if folder in digests and digests[folder](rest) != digest:
            wrong.append(name)
    wrong += [
        place for place in dump.named_files() if not default_storage.exists(place) and place not in manifest.missing
    ]
    if wrong:
        raise CannotRestore(f"{len(wrong)} files are not what was saved, such as {', '.join(sorted(wrong)[:5])}.")
