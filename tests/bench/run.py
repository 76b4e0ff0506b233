"""One run: all groups for each size, growing the same catalogue. Imported once Django is set up."""

from collections.abc import Iterator
from typing import Final

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from tests.bench import (
    acceptance,
    freshness,
    http,
    imports,
    memory,
    proof,
    report,
    reservations,
    search,
    silence,
    text,
)
from tests.bench.copied import copied
from tests.bench.rivals import Rivals
from tests.bench.rows import Row
from tests.bench.stage import Stage, filled
from tests.bench.wishes import wishes

ALL: Final = ("10k", "100k", "1M")


def run(sizes: list[str]) -> Iterator[Row]:
    """Every line, as it is measured."""
    settings.ENGINE_FOLDER.mkdir(parents=True, exist_ok=True)
    call_command("migrate", verbosity=0)
    yield from text.rows()
    for size in sizes:
        with filled(size) as stage:
            yield from searches(stage)
            asked = wishes()
            yield from http.rows(stage, asked)
            yield from report.rows(stage, asked)
            if size == sizes[-1]:
                yield from acceptance.rows(stage)
                yield from reservations.rows(stage)
                yield from imports.rows(stage)
                yield from freshness.rows(stage, asked)
                yield from silence.rows()


def run_page(sizes: list[str]) -> Iterator[Row]:
    """The search over HTTP alone."""
    settings.ENGINE_FOLDER.mkdir(parents=True, exist_ok=True)
    call_command("migrate", verbosity=0)
    for size in sizes:
        with filled(size) as stage:
            yield from http.rows(stage, wishes())


def searches(stage: Stage) -> Iterator[Row]:
    """What needs everybody's copy of the catalogue in memory."""
    data, asked = copied(stage.at), wishes()
    rivals = Rivals(stage, data)
    try:
        if stage.programmes <= 100_000:
            yield from proof.rows(stage, data, rivals, asked)
        yield from memory.rows(stage, rivals)
        yield from search.rows(stage, rivals, asked)
    finally:
        rivals.close()
        connection.close()
