"""Each migration can be taken back where no data forbids it. `make structure` takes all of them back on an empty market."""

from collections.abc import Iterator, Sequence

from django.db.migrations import RunPython, RunSQL, SeparateDatabaseAndState
from django.db.migrations.operations.base import Operation

from marketplace.operations.taking_back import our_migrations


def steps(operations: Sequence[Operation]) -> Iterator[Operation]:
    for one in operations:
        yield from steps(one.database_operations) if isinstance(one, SeparateDatabaseAndState) else [one]


def test_each_migration_says_how_it_is_taken_back() -> None:
    assert len(our_migrations()) > 60
    assert [str(one) for one in our_migrations() for step in steps(one.operations) if not step.reversible] == []
    assert not RunSQL("select 1").reversible
    assert not RunPython(RunPython.noop).reversible
