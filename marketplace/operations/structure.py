"""What all migrations make of an empty database, written down: loading it takes a second, migrating half a minute.

`structure.sql` is written by `manage.py write_structure`. It begins with a line for each migration that it stands for, with
the hash of its file: when one of them was changed since, it is left aside and every migration runs. Newer migrations run
after it, as on any database.
"""

import hashlib
import re
from inspect import getfile
from pathlib import Path
from sys import modules
from typing import Final

from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader

from marketplace.operations.dump import dumped_text

FILE: Final = Path(__file__).with_suffix(".sql")
MADE_FROM: Final = re.compile(r"^-- from (\S+) (\S+)$", re.MULTILINE)
# pg_dump's headings, its settings of the session, and the key of its own that differs each time.
NOISE: Final = re.compile(
    r"^(--\n-- .*\n--\n|--\n-- .*\n\n|-- Dumped .*|SET .*;|SELECT pg_catalog\.set_config.*|\\.*)\n", re.MULTILINE
)
# The moments in it are all of the migration itself.
MOMENT: Final = re.compile(r"'\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?\+00'")


def load_structure() -> bool:
    """Fill an empty database, all or nothing. False where it is not empty, or the file is of other migrations."""
    text = FILE.read_text() if FILE.exists() else ""
    if not text or connection.introspection.table_names() or not stands_for_migrations(text):
        return False
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("set local check_function_bodies = off")
        cursor.execute(text)
    return True


def stands_for_migrations(text: str, *, all_of_them: bool = False) -> bool:
    """Whether every migration it was made from is still as it was; with `all_of_them`, whether none is missing either."""
    made_from, today = dict(MADE_FROM.findall(text)), migration_hashes()
    return made_from == today if all_of_them else made_from.items() <= today.items()


def migration_hashes() -> dict[str, str]:
    """Each migration's name, and the beginning of its file's SHA-256. Those of packages too."""
    found = MigrationLoader(None, ignore_no_migrations=True).disk_migrations
    return {f"{app}.{name}": _hash_module(migration.__module__) for (app, name), migration in sorted(found.items())}


def _hash_module(module: str) -> str:
    return hashlib.sha256(Path(getfile(modules[module])).read_bytes()).hexdigest()[:16]


def structure_of_migrations() -> str:
    """The text of the file, from a database that has just been migrated and was not used."""
    text = re.sub(r"\n{3,}", "\n\n", MOMENT.sub("now()", NOISE.sub("", dumped_text())))
    head = "".join(f"-- from {name} {digest}\n" for name, digest in migration_hashes().items())
    return f"-- Written by `make structure`: do not edit.\n{head}\n{text.strip()}\n"
