"""What tests begin with is made once for those that begin with the same. A plugin.

A fixture marked `@shareable` makes rows and returns what it made. The tests of a module that ask for the same of these
fixtures run one after the other inside one transaction that holds the rows; each gets copies of the objects, and what it
changes is rolled back by pytest-django as ever. So no test sees a row that it did not ask for: it passes alone and in any
order. Left out are tests that commit, and modules that keep rows of their own.
"""

from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, TypeVar

import pytest
from django.db import connection, transaction
from pytest_django import DjangoDbBlocker
from pytest_django.plugin import blocking_manager_key

Maker = TypeVar("Maker", bound=Callable[..., Any])
Key = tuple[str, ...]
KEY = pytest.StashKey[Key]()
COMMITS = {"transactional_db", "live_server", "django_db_reset_sequences", "django_db_serialized_rollback"}
SHARED_SCOPES = {"class", "module", "package"}
# pytest-django's own: of a class, on every test, and without a row.
KEEP_NO_ROWS = {"_django_setup_unittest"}


def shareable(make: Maker) -> Maker:
    """Mark a fixture's function, below `@pytest.fixture`: it makes rows, and nothing else that a test could change."""
    make.is_shareable = True  # type: ignore[attr-defined]  # an attribute of our own
    return make


def definition(item: pytest.Function, name: str) -> Any:
    """The fixture of this name that the test would get."""
    found = item._fixtureinfo.name2fixturedefs.get(name)
    return found[-1] if found else None


def is_shareable(item: pytest.Function, name: str) -> bool:
    """Whether the fixture is marked, and whatever it asks for too."""
    fixture = definition(item, name)
    if not getattr(getattr(fixture, "func", None), "is_shareable", False):
        return False
    return all(argument == "db" or is_shareable(item, argument) for argument in fixture.argnames)


def key_of(item: pytest.Item) -> Key:
    """What the test begins with; nothing for one that commits."""
    if not isinstance(item, pytest.Function) or COMMITS & set(item.fixturenames):
        return ()
    marker = item.get_closest_marker("django_db")
    if marker and (marker.args or marker.kwargs):
        return ()
    return tuple(sorted(name for name in item.fixturenames if is_shareable(item, name)))


def keeps_rows(items: list[pytest.Item]) -> bool:
    """Whether something is kept between the module's tests already."""
    functions = [item for item in items if isinstance(item, pytest.Function)]
    fixtures = {definition(item, name) for item in functions for name in item.fixturenames if name not in KEEP_NO_ROWS}
    return any(getattr(fixture, "scope", "") in SHARED_SCOPES for fixture in fixtures)


def in_turn(items: list[pytest.Item]) -> list[pytest.Item]:
    """A module's tests, those that begin with the same beside each other."""
    alone, places = keeps_rows(items), dict[Key, int]()
    for item in items:
        item.stash[KEY] = () if alone else key_of(item)
        places.setdefault(item.stash[KEY], len(places))
    return sorted(items, key=lambda item: places[item.stash[KEY]])


@dataclass
class World:
    """The rows that some tests begin with, in a transaction that is rolled back after the last of them."""

    key: Key = ()
    made: dict[str, Any] = field(default_factory=dict)
    copies: dict[str, Any] = field(default_factory=dict)
    transaction: Any = None

    def open(self, item: pytest.Function) -> None:
        """Make the rows; what is checked at a commit is checked now."""
        self.key = item.stash[KEY]
        self.transaction = transaction.atomic()
        self.transaction.__enter__()
        for name in self.key:
            self.make(item, name)
        with connection.cursor() as cursor:
            cursor.execute("set constraints all immediate; set constraints all deferred")

    def make(self, item: pytest.Function, name: str) -> Any:
        if name != "db" and name not in self.made:
            fixture = definition(item, name)
            self.made[name] = fixture.func(**{one: self.make(item, one) for one in fixture.argnames})
        return self.made.get(name)

    def close(self) -> None:
        if self.transaction is not None and connection.in_atomic_block:
            transaction.set_rollback(True)
            self.transaction.__exit__(None, None, None)
        self.key, self.made, self.copies, self.transaction = (), {}, {}, None


WORLD = World()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put those that begin with the same beside each other."""
    items[:] = [item for _path, module in groupby(items, key=lambda item: item.path) for item in in_turn(list(module))]


@pytest.hookimpl(tryfirst=True)
def pytest_fixture_setup(fixturedef: Any, request: Any) -> Any:
    """Before a test's own transaction begins, its world is there; the fixtures in it are given their copies."""
    if fixturedef.argname == "_django_db_helper":
        prepare(request.node, request.getfixturevalue("django_db_blocker"))
    if fixturedef.argname not in WORLD.copies or fixturedef.scope != "function":
        return None
    value = WORLD.copies[fixturedef.argname]
    fixturedef.cached_result = (value, fixturedef.cache_key(request), None)
    return value


def prepare(item: pytest.Item, blocker: DjangoDbBlocker) -> None:
    if not item.stash.get(KEY, ()):
        return
    assert isinstance(item, pytest.Function)
    with blocker.unblock():
        if not WORLD.made:
            try:
                WORLD.open(item)
            except BaseException:
                WORLD.close()
                raise
    WORLD.copies = deepcopy(WORLD.made)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Iterator[None]:
    """Close the world after the last test in it."""
    try:
        return (yield)
    finally:
        WORLD.copies = {}
        if nextitem is None or nextitem.path != item.path or nextitem.stash.get(KEY, ()) != WORLD.key:
            with item.config.stash[blocking_manager_key].unblock():
                WORLD.close()
