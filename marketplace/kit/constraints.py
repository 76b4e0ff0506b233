"""Which constraint of the database refused."""

from django.db import DatabaseError
from psycopg import Error


def violated_constraint(error: DatabaseError) -> str:
    """The name of the constraint behind `error`, or an empty string."""
    cause = error.__cause__
    return (cause.diag.constraint_name or "") if isinstance(cause, Error) else ""
