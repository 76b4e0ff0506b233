"""A server of the caller's own that does not answer is named, with its address and the reason."""

import pytest
from django.db import OperationalError

from marketplace.tools.launcher.setup import NoAnswer, wait_for


def test_no_answer_says_who_where_and_why() -> None:
    def ask() -> None:
        raise OperationalError("connection refused\n\tIs the server running?")

    with pytest.raises(NoAnswer) as problem:
        wait_for("database (DATABASE_URL)", "db.example:5432", ask, patience=0)
    assert str(problem.value) == (
        "The database (DATABASE_URL) at db.example:5432 cannot be used: connection refused Is the server running?"
    )


def test_an_answer_after_some_refusals_is_enough() -> None:
    refusals = [OperationalError("starting up")] * 2

    def ask() -> None:
        if refusals:
            raise refusals.pop()

    wait_for("database", "here", ask, patience=10)
    assert refusals == []
