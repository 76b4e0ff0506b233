from typing import Any

from django.core.management.commands import migrate

from marketplace.kit.owner import as_owner
from marketplace.operations.grants import grant_rights


class Command(migrate.Command):
    """Django's own, as the owner of the tables; then the application's role gets its rights to them."""

    def handle(self, *args: Any, **options: Any) -> None:
        with as_owner():
            super().handle(*args, **options)
            grant_rights()
