"""Bytes of the store that no row names: a transaction was rolled back, or a process killed, after they were written."""

import logging
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice

from django.core.files.storage import default_storage
from django.db import connection

log = logging.getLogger(__name__)

# Whoever restores an older database has a week to notice that newer files lie beside it.
GRACE = timedelta(days=7)
BATCH = 500
# More than this share of a store that no row names means: it is another market's, and nothing is removed.
MAX_SHARE, FEW = 0.1, 100
NAMED = "select place from files_storedfile where place = any(%s) union select unnest(pieces) from files_upload"


def remove_unnamed(*, at: datetime) -> int:
    """Delete what has lain unnamed for a week. Gives how much that was; nothing where it is too much to be right."""
    unnamed, looked_at = [], 0
    places = walk_store("")
    while batch := list(islice(places, BATCH)):
        looked_at += len(batch)
        unnamed += [place for place in sorted({*batch} - named_of(batch)) if is_old(place, at)]
    if len(unnamed) > max(FEW, looked_at * MAX_SHARE):
        log.error("%s of %s files in the store are named by no row: none was removed", len(unnamed), looked_at)
        return 0
    for place in unnamed:
        default_storage.delete(place)
    return len(unnamed)


def walk_store(folder: str) -> Iterator[str]:
    """The name of every file below the folder."""
    try:
        folders, files = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    prefix = f"{folder}/" if folder else ""
    yield from (prefix + name for name in files if name)
    for name in folders:
        yield from walk_store(prefix + name)


def named_of(places: list[str]) -> set[str]:
    """Those of the places that a row names."""
    with connection.cursor() as cursor:
        cursor.execute(NAMED, [places])
        return {place for (place,) in cursor.fetchall()}


def is_old(place: str, at: datetime) -> bool:
    """Has it lain there for longer than any transaction takes? What is gone meanwhile has not."""
    try:
        return default_storage.get_modified_time(place) < at - GRACE
    except OSError:
        return False
