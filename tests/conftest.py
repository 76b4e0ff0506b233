"""Where the tests find their servers. The servers' fixtures are in `tests.servers`, the people in `tests.cast`."""

from pathlib import Path

import django
import pytest

from tests import services

# Before anything reads Django's settings: they take the servers' addresses from the environment.
SERVICES = services.announce()
django.setup()

pytest_plugins = ["tests.cast", "tests.servers"]

SHARED_DATA = Path(__file__).resolve().parent.parent.parent / "shared" / "data"


def pytest_configure(config: pytest.Config) -> None:
    """Name our marker."""
    config.addinivalue_line("markers", "shared_data: reads ../shared/data, which a clone elsewhere does not have")


def pytest_sessionstart() -> None:
    """Start PostgreSQL and Valkey once, in the process that starts the others."""
    if SERVICES is not None:
        SERVICES.start()


def pytest_unconfigure() -> None:
    """Stop what we started."""
    if SERVICES is not None:
        SERVICES.stop()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the tests whose data is not there."""
    if SHARED_DATA.is_dir():
        return
    left_out = [item for item in items if item.get_closest_marker("shared_data")]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in left_out]
