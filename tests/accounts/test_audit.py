"""What was done is never rewritten, not even past the application."""

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.test import Client

from accounts.actors import Actor, Staff
from accounts.audit import record_entry
from accounts.models import AuditEntry
from marketplace.kit.constraints import violated_constraint
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
    entry = record_entry(by=ana, did="accounts.update_organisation", what=ana.organisation, at=NOW)
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
    with as_owner() as cursor, pytest.raises(IntegrityError) as caught, transaction.atomic():
        cursor.execute(sql)
    assert violated_constraint(caught.value) == "audit_only_grows"
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)
    assert AuditEntry.objects.get() == entry


def test_what_nobody_declared_is_not_recorded(ana: Actor) -> None:
    """C4: a verb is declared with its words and what it is done to before anything is recorded."""
    with pytest.raises(KeyError, match=r"no verb accounts\.misspelt"):
        record_entry(by=ana, did="accounts.misspelt", what=ana.organisation, at=NOW)
    with pytest.raises(KeyError, match=r"accounts\.change_profile is not done to accounts\.Organisation"):
        record_entry(by=ana, did="accounts.change_profile", what=ana.organisation, at=NOW)
    assert AuditEntry.objects.count() == 0


def test_an_entry_that_outlived_its_verb_is_some_change(ana: Actor, sam: Staff, client: Client) -> None:
    """Entries stay when a verb goes; a page says so in words, not by the key."""
    kind, key = "organisation", str(ana.organisation.pk)
    AuditEntry.objects.create(at=NOW, action="accounts.gone_long_ago", object_kind=kind, object_id=key)
    record_entry(by=ana, did="accounts.update_organisation", what=ana.organisation, at=NOW)
    client.force_login(sam.user)
    for page in (f"/staff/organisations/{key}/", "/admin/accounts/auditentry/"):
        shown = client.get(page).content.decode()
        assert "Another change" in shown
        assert "Facts changed" in shown
        assert "accounts.gone_long_ago" not in shown
