"""An empty database gets what the migrations make from one file: the first start is over within ten seconds."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from pytest_django import DjangoDbBlocker

from marketplace.operations import structure
from tests.database import empty_database, fetch_rows


@pytest.fixture
def empty(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Django's connection, as the owner, on a database without a table."""
    with django_db_blocker.unblock(), empty_database("monsoon_structure"):
        yield


def applied() -> list[tuple[str, bool]]:
    query = "select app || '.' || name, applied > now() - interval '1 day' from django_migrations order by id"
    return [(name, is_new) for name, is_new in fetch_rows(query)]


def test_what_is_loaded_is_what_was_written_down(empty: None) -> None:
    assert structure.load_structure() is True
    written = structure.FILE.read_text()
    assert structure.structure_of_migrations().split("\n\n", 1)[1] == written.split("\n\n", 1)[1]
    assert sorted(applied()) == sorted((name, True) for name, _hash in structure.MADE_FROM.findall(written))


def test_an_empty_database_is_migrated_from_the_file_and_then_by_what_is_newer(empty: None) -> None:
    call_command("migrate", interactive=False, verbosity=0)
    assert {name for name, _today in applied()} == set(structure.migration_hashes())
    assert structure.load_structure() is False  # it is not empty any more


def test_a_file_of_other_migrations_is_left_aside(empty: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    changed = tmp_path / "structure.sql"
    changed.write_text(structure.MADE_FROM.sub(r"-- from \1 0123456789abcdef", structure.FILE.read_text(), count=1))
    monkeypatch.setattr(structure, "FILE", changed)
    assert structure.load_structure() is False
    assert connection.introspection.table_names() == []
