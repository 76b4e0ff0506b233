"""The database of one moment, by PostgreSQL's own pg_dump and pg_restore."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from marketplace.files.models import StoredFile
from marketplace.tools.launcher.binaries import postgres_programs


class DumpFailed(Exception):
    """pg_dump or pg_restore refused; the text holds its last lines."""


@contextmanager
def one_moment() -> Iterator[str]:
    """A transaction in which all reading is of one moment, and the name under which pg_dump joins it."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("set transaction isolation level repeatable read, read only")
        cursor.execute("select pg_export_snapshot()")
        yield cursor.fetchone()[0]


def write_dump(file: Path, snapshot: str) -> None:
    """All of the database as of the snapshot. Raises DumpFailed."""
    _run_program("pg_dump", "--format=custom", "--compress=gzip:3", f"--snapshot={snapshot}", "--file", file, *SHARED)


def dumped_text() -> str:
    """All of the database as statements. Raises DumpFailed."""
    return _run_program("pg_dump", "--inserts", "--rows-per-insert=1000", *SHARED)


def read_dump(file: Path) -> None:
    """Fill an empty database, all or nothing. Raises DumpFailed."""
    name = str(connection.settings_dict["NAME"])
    _run_program("pg_restore", "--single-transaction", "--exit-on-error", *SHARED, "--dbname", name, file)


# Whoever restores owns everything; the application's rights come with the migration after it.
SHARED = ("--no-owner", "--no-privileges", "--no-comments")


def _run_program(program: str, *arguments: str | Path) -> str:
    """Run one of PostgreSQL's programs on Django's database. Gives what it printed; raises DumpFailed."""
    database = connection.settings_dict
    address = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD", "PGDATABASE": "NAME"}
    given = {name: str(database[key]) for name, key in address.items() if database[key]}
    done = subprocess.run(  # noqa: S603 -- our own program, our own arguments
        [str(postgres_programs() / program), *map(str, arguments)],
        check=False,
        env={"PATH": os.defpath, "LC_ALL": "C.UTF-8", **given},
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise DumpFailed(f"{program} failed: " + " ".join(done.stderr.split()[-60:]))
    return done.stdout


def count_rows() -> dict[str, int]:
    """How many rows each table has."""
    tables = [table for table in connection.introspection.table_names() if table not in UNCOUNTED]
    with connection.cursor() as cursor:
        return {table: _count_rows(cursor, table) for table in sorted(tables)}


# What the engine has yet to read is read anew after a restore.
UNCOUNTED = frozenset({"engine_change"})


def _count_rows(cursor: CursorWrapper, table: str) -> int:
    cursor.execute(f'select count(*) from "{table}"')  # noqa: S608 -- a name of the catalogue
    return int(cursor.fetchone()[0])


def named_files() -> Iterator[str]:
    """Every file of the store that is still kept."""
    return StoredFile.objects.filter(erased_at=None).values_list("place", flat=True).iterator()
