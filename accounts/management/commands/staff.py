"""Say who is on the staff and with which roles: `manage.py staff mei@monsoon.example verifier moderator`; no role = none any more."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from accounts.audit import record_entry
from accounts.models import User
from accounts.roles import StaffRole
from marketplace.kit.owner import as_owner


class Command(BaseCommand):
    """For the operator, at the machine: needs the address of the tables' owner. Without an address it lists the staff."""

    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", nargs="?", help="somebody who has an account")
        parser.add_argument(
            "roles", nargs="*", choices=[*StaffRole.values, []], metavar="role", help=", ".join(StaffRole.values)
        )

    def handle(self, *args: Any, email: str | None = None, roles: list[str], **options: Any) -> None:
        if email:
            with as_owner():
                self.change_roles(email.lower(), sorted(set(roles)))
        for person in User.objects.filter(is_staff=True).order_by("email"):
            self.stdout.write(f"{person.email}  {', '.join(person.staff_roles) or 'reads only'}")

    def change_roles(self, email: str, roles: list[str]) -> None:
        """Give the person exactly these roles. Raises CommandError where there is no such person."""
        person = User.objects.filter(email=email).first()
        if person is None:
            raise CommandError(f"Nobody has an account with the address {email}: sign up first.")
        before = {"roles": person.staff_roles}
        User.objects.filter(pk=person.pk).update(is_staff=bool(roles), staff_roles=roles)
        record_entry(
            by=None,
            did="accounts.change_staff_roles",
            what=person,
            at=timezone.now(),
            before=before,
            after={"roles": roles},
        )
