"""What was done is never rewritten, not even past the application."""

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from accounts.actors import Actor
from accounts.audit import record
from accounts.models import AuditEntry
from marketplace.kit.constraints import violated
from tests.database import as_owner
from tests.factories import NOW

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "sql",
    [
        "update accounts_auditentry set action = 'nothing happened'",
        "delete from accounts_auditentry",
        "truncate accounts_auditentry cascade",
    ],
)
def test_the_audit_trail_only_grows(sql: str, ana: Actor) -> None:
    entry = record(by=ana, did="accounts.test", what=ana.organisation, at=NOW)
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
    with as_owner() as cursor, pytest.raises(IntegrityError) as caught, transaction.atomic():
        cursor.execute(sql)
    assert violated(caught.value) == "audit_only_grows"
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)
    assert AuditEntry.objects.get() == entry
