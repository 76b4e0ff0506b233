"""Who is on the staff, and with which roles, is said by the owner of the tables only."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from accounts.models import AuditEntry, User
from accounts.roles import StaffRole
from marketplace.kit.constraints import violated_constraint
from tests import factories
from tests.database import as_owner

pytestmark = pytest.mark.django_db


def refused_by(**changes: object) -> str:
    """The guard that refuses the application these changes of somebody."""
    person = factories.user("Ed Outsider")
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        User.objects.filter(pk=person.pk).update(**changes)
    assert not User.objects.get(pk=person.pk).is_staff
    return violated_constraint(error.value) or ""


def test_the_application_makes_nobody_staff() -> None:
    assert refused_by(is_staff=True) == "owner_says_who_is_staff"
    assert refused_by(is_superuser=True) == "owner_says_who_is_staff"
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        User.objects.create_user("ed@new.example", is_staff=True)
    assert violated_constraint(error.value) == "owner_says_who_is_staff"


def test_the_application_gives_nobody_another_role() -> None:
    person = factories.put_on_staff(factories.user("Vera Verifier"), [StaffRole.VERIFIER])
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        User.objects.filter(pk=person.pk).update(staff_roles=[StaffRole.MONEY_CHECKER])
    assert violated_constraint(error.value) == "owner_says_who_is_staff"
    person.full_name = "Vera V."
    person.save()
    person.refresh_from_db()
    assert (person.full_name, person.staff_roles) == ("Vera V.", ["verifier"])


def test_control_without_the_guard_the_application_does() -> None:
    person = factories.user("Ed Outsider")
    with as_owner() as cursor:
        cursor.execute("drop trigger owner_changes_staff on accounts_user")
    User.objects.filter(pk=person.pk).update(is_staff=True)
    assert User.objects.get(pk=person.pk).is_staff


def test_roles_are_of_the_staff_and_known() -> None:
    person = factories.user("Ed Outsider")
    for change, name in (
        ("staff_roles = '{verifier}'", "only_staff_have_staff_roles"),
        ("is_staff = true, staff_roles = '{king}'", "staff_roles_known"),
    ):
        with pytest.raises(IntegrityError) as error, transaction.atomic(), as_owner() as cursor:
            cursor.execute(f"update accounts_user set {change} where id = %s", [person.pk])
        assert violated_constraint(error.value) == name


def test_the_operator_gives_and_takes_roles_and_it_is_recorded() -> None:
    person = factories.user("Vera Verifier")
    with as_owner():
        call_command("staff", person.email.upper(), "verifier", "support", stdout=StringIO())
    person.refresh_from_db()
    assert (person.is_staff, person.staff_roles) == (True, ["support", "verifier"])
    told = StringIO()
    with as_owner():
        call_command("staff", person.email, stdout=told)
    person.refresh_from_db()
    assert (person.is_staff, person.staff_roles, told.getvalue()) == (False, [], "")
    entries = AuditEntry.objects.filter(action="accounts.change_staff_roles").order_by("pk")
    assert [(entry.before, entry.after) for entry in entries] == [
        ({"roles": []}, {"roles": ["support", "verifier"]}),
        ({"roles": ["support", "verifier"]}, {"roles": []}),
    ]


def test_nobody_without_an_account_comes_on_the_staff() -> None:
    with pytest.raises(CommandError, match=r"Nobody has an account with the address who@is\.example"):
        call_command("staff", "who@is.example", "auditor")
