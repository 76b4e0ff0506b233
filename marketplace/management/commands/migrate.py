from typing import Any

from django.core.management.commands import migrate

from marketplace.kit.owner import as_owner
from marketplace.operations.grants import grant_rights
from marketplace.operations.structure import load_structure


class Command(migrate.Command):
    """Django's own, as the owner of the tables; then the application's role gets its rights to them.

    An empty database first gets what the migrations make, as it was written down.
    """

    def handle(self, *args: Any, **options: Any) -> None:
        with as_owner():
            if not options["app_label"]:
                load_structure()
            super().handle(*args, **options)
            grant_rights()
