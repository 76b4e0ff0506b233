"""Where the tests find their servers. The servers' fixtures are in `tests.servers`, the people in `tests.cast`."""

import gc
import os
from pathlib import Path

import django
import pytest
from django.conf import settings

from tests import clock, fuzz, services

if settings.configured:
    raise pytest.UsageError(
        "Unset DJANGO_SETTINGS_MODULE: the tests give the settings an environment of their own first."
    )
clock.set_clock()
SERVICES = services.announce()
os.environ["DJANGO_SETTINGS_MODULE"] = "marketplace.settings"
django.setup()
# Passwords are hashed for every member of the cast: a quick hash saves a third of the suite's time.
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Each test client begins a handler of its own: without this, each would look at all static files.
settings.WHITENOISE_AUTOREFRESH = True
# xdist's processes inherit our environment, and each must first announce what is its own.
del os.environ["DJANGO_SETTINGS_MODULE"]

pytest_plugins = ["tests.worlds", "tests.cast", "tests.servers", "tests.signing_in"]

SHARED_DATA = Path(__file__).resolve().parent.parent.parent / "shared" / "data"


def pytest_configure(config: pytest.Config) -> None:
    """Name our markers; decide what is drawn."""
    fuzz.choose_profile()
    config.addinivalue_line("markers", "fuzz: draws its input; `make fuzz` draws anew")
    config.addinivalue_line("markers", "shared_data: reads ../shared/data, which a clone elsewhere does not have")


def pytest_sessionstart(session: pytest.Session) -> None:
    """Start the servers of this process. What only gives tests to others needs no database."""
    only_distributes = session.config.getoption("dist", "no") != "no" and not hasattr(session.config, "workerinput")
    SERVICES.start(with_database=not only_distributes)


def pytest_collection_finish(session: pytest.Session) -> None:
    """What is imported and collected by now stays to the end: looking through it for garbage took a twentieth."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def pytest_unconfigure() -> None:
    """Stop what we started."""
    SERVICES.stop()


# The longest first; it waits for its processes, and beside it runs what only computes.
SLOW_FIRST = (
    "tests/tools/launcher/test_launcher.py",
    "tests/upgrade/",
    "tests/journeys/",
    "tests/operations/",
    "tests/tools/launcher/test_roles.py",
    "tests/pages/test_for_everybody.py",
    "tests/kit/inputs/",
)


def turn_of(item: pytest.Item) -> int:
    """Where the test's file stands among those that take long; all others come after them."""
    return next((turn for turn, start in enumerate(SLOW_FIRST) if item.nodeid.startswith(start)), len(SLOW_FIRST))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the tests whose data is not there; what takes long comes first, so that all processes end together."""
    items.sort(key=turn_of)
    if SHARED_DATA.is_dir():
        return
    left_out = [item for item in items if item.get_closest_marker("shared_data")]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in left_out]
