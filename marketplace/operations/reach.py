"""The database that a command saves or brings back: the one given, the one `make run` serves, or the home's own, at rest."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection

from marketplace.environment import SERVERS, settings_of
from marketplace.tools.launcher.alone import database_alone
from marketplace.tools.launcher.home import STATE, Home
from marketplace.tools.launcher.problems import CannotStart

NO_MARKET = "There is no market in {home}: MONSOON_HOME names the folder of the one that is meant."


def is_given() -> bool:
    """Whether DATABASE_URL names the database: otherwise it is the home's own."""
    return bool(os.environ.get("DATABASE_URL"))


@contextmanager
def reach_database() -> Iterator[None]:
    """Within, Django's connection answers: a database at rest is started, and stopped at the end. Raises CannotStart."""
    if is_given() or SERVERS.exists():
        yield
        return
    if not (settings.HOME / STATE).exists():
        raise CannotStart(NO_MARKET.format(home=settings.HOME))
    with opened_home() as home, serve_home(home):
        yield


@contextmanager
def opened_home() -> Iterator[Home]:
    """The home, for this command alone. Raises CannotStart while `make run` serves it."""
    home = Home(Path(settings.HOME))
    home.open()
    try:
        yield home
    finally:
        home.close()


@contextmanager
def serve_home(home: Home) -> Iterator[None]:
    """Within, the home's database runs and Django's connection goes to it."""
    before = dict(connection.settings_dict), settings.DATABASE_OWNER
    with database_alone(home) as addresses:
        connection.close()
        connection.settings_dict.update(settings_of(addresses["DATABASE_URL"]))
        settings.DATABASE_OWNER = settings_of(addresses["DATABASE_OWNER_URL"])
        try:
            yield
        finally:
            connection.close()
            connection.settings_dict.update(before[0])
            settings.DATABASE_OWNER = before[1]


__all__ = ["CannotStart", "is_given", "opened_home", "reach_database", "serve_home"]
