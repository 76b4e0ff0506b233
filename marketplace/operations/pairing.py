"""The home's files and the database are of one market: its name stands in both, and neither is used with another's.

Without this, a home whose database is gone would start an empty market, and a database without its files one whose
contracts cannot be opened.
"""

import os
from pathlib import Path

from django.apps import apps
from django.db import connection, transaction

FILE = "market"
LOST_DATABASE = """\
The files in {home} belong to market {file}, and the database at {place} holds none.
Give the database that belongs to them, or bring both back from a backup: manage.py restore BACKUP (see the README)."""
LOST_FILES = """\
The database at {place} holds market {row}, whose files lie in another home than {home}.
Let MONSOON_HOME name that one, or bring both back from a backup: manage.py restore BACKUP (see the README)."""
OTHERS = """\
The files in {home} belong to market {file}, the database at {place} to market {row}.
Give the two that belong together, or bring both back from a backup: manage.py restore BACKUP (see the README)."""


class NotPaired(Exception):
    """Home and database are not of one market; the text says what to do."""


def check_pairing(home: Path) -> None:
    """Before anything is made in either: raises NotPaired unless both bear one name, or neither any."""
    _finish_pairing(home)
    file, row = name_in_home(home), name_in_database()
    if file == row:
        return
    text = LOST_DATABASE if not row else LOST_FILES if not file else OTHERS
    place = "{HOST}:{PORT}/{NAME}".format(**connection.settings_dict)
    raise NotPaired(text.format(home=home, place=place, file=file, row=row))


def pair_market(home: Path) -> None:
    """Give a new market its name, in both places or in none. For the owner of the tables."""
    if name_in_home(home):
        return
    with transaction.atomic():
        row, _made = apps.get_model("operations", "Installation").objects.get_or_create()
        write_name(home, str(row), FILE + ".new")
    _finish_pairing(home)


def name_in_home(home: Path) -> str:
    """The market whose files lie here; empty where none do."""
    path = home / FILE
    return path.read_text().strip() if path.exists() else ""


def name_in_database() -> str:
    """The market in the database; empty where there is none, or it has not been named yet."""
    # Asked for by name: the launcher's set-up imports this before Django has its models.
    installation = apps.get_model("operations", "Installation")
    if installation._meta.db_table not in connection.introspection.table_names():
        return ""
    row = installation.objects.first()
    return str(row) if row else ""


def write_name(home: Path, name: str, file: str = FILE) -> None:
    """Write it so that it survives a power cut."""
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (home / file).open("w") as out:
        out.write(f"{name}\n")
        out.flush()
        os.fsync(out.fileno())


def _finish_pairing(home: Path) -> None:
    """A pairing that was broken off after the database had the name is finished; one from before it is forgotten."""
    fresh = home / f"{FILE}.new"
    if fresh.exists() and fresh.read_text().strip() == name_in_database():
        fresh.replace(home / FILE)
