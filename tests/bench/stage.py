"""Where it is measured: servers of our own as durable as in production, a database for each size, generated programmes."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import django
import psycopg

from tests import services

# Unlike the tests' own: nothing about durability is switched off, and memory is what PostgreSQL ships with.
services.FAST = {"max_connections": "200"}
DATABASE = "monsoon_bench"
SIZES = {"1k": 1_000, "10k": 10_000, "100k": 100_000, "1M": 1_000_000}


@dataclass(frozen=True)
class Stage:
    """One size, filled: `at` is the moment for which programmes were made, `seconds` what making them took."""

    size: str
    programmes: int
    at: datetime
    folder: Path
    seconds: float


def start() -> services.Services:
    """Servers up, an empty database of ours, and Django set up with it."""
    servers = services.announce()
    servers.start()
    # What is measured is made and taken apart as its owner.
    home = os.environ["DATABASE_URL"] = os.environ.pop("DATABASE_OWNER_URL")
    with psycopg.connect(home, autocommit=True) as connection:
        connection.execute(f"drop database if exists {DATABASE} with (force)")
        connection.execute(f"create database {DATABASE} template template0")
    os.environ["DATABASE_URL"] = urlunsplit(urlsplit(home)._replace(path=f"/{DATABASE}"))
    os.environ["MONSOON_BENCH_HOME_DATABASE"] = home
    os.environ["DJANGO_SETTINGS_MODULE"] = "marketplace.settings"
    django.setup()
    return servers


def stop(servers: services.Services) -> None:
    """Drop the database, stop the servers."""
    from django.db import connections  # Django is set up by now

    connections.close_all()
    with psycopg.connect(os.environ["MONSOON_BENCH_HOME_DATABASE"], autocommit=True) as connection:
        # Not `with (force)`: it may not end the server's own cleaning, which a plain drop waits for.
        connection.execute(f"drop database if exists {DATABASE}")
    servers.stop()


@contextmanager
def filled(size: str) -> Iterator[Stage]:
    """The database with as many generated programmes; smaller sizes first, since they only grow."""
    from django.conf import settings
    from django.utils import timezone

    from marketplace.tools.generate_catalogue.load import generate_programmes

    began = time.monotonic()
    at = timezone.now()
    generate_programmes(programmes=SIZES[size], seed=1, at=at, say=print, bulk=True)
    yield Stage(size, SIZES[size], at, settings.ENGINE_FOLDER, time.monotonic() - began)
