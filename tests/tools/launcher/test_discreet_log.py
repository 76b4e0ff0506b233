"""H16: the database's log names errors, not the people in the rows."""

from pathlib import Path

import pytest
from django.db import IntegrityError, connection, transaction

from accounts.models import Organisation
from marketplace.tools.launcher import database
from tests import factories

DISCREET = {
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_parameter_max_length_on_error": "0",
}


def test_h16_the_embedded_server_logs_no_statement_no_value_and_no_row() -> None:
    command = [str(part) for part in database.database_program(Path("/nowhere"), 5432).command]
    for name, value in {**DISCREET, "log_parameter_max_length": "0"}.items():
        assert f"{name}={value}" in command


@pytest.mark.django_db
def test_h16_the_server_of_the_tests_runs_so_too() -> None:
    with connection.cursor() as cursor:
        for name, value in DISCREET.items():
            cursor.execute(f"show {name}")
            assert cursor.fetchone() == (value,), name
    with pytest.raises(IntegrityError), transaction.atomic():
        Organisation.objects.filter(pk=factories.organisation().pk).update(kinds=[])
