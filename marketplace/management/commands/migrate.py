from typing import Any

from django.conf import settings
from django.core.management.commands import migrate

from marketplace.kit.owner import as_owner
from marketplace.operations.grants import grant_rights
from marketplace.operations.migrating import Limits, run_within
from marketplace.operations.structure import load_structure


class Command(migrate.Command):
    """Django's own, as the owner of the tables and within limits; then the application's role gets its rights to them.

    An empty database first gets what the migrations make, as it was written down.
    """

    limits = Limits(statement_seconds=settings.MIGRATION_STATEMENT_SECONDS)
    current = "migrate"

    def handle(self, *args: Any, **options: Any) -> None:
        def migrate_and_grant() -> None:
            if not options["app_label"]:
                load_structure()
            super(Command, self).handle(*args, **options)
            grant_rights()

        with as_owner():
            run_within(self.limits, migrate_and_grant, lambda: self.current)

    def migration_progress_callback(self, action: str, migration: Any = None, fake: bool = False) -> None:
        if migration is not None:
            self.current = str(migration)
        super().migration_progress_callback(action, migration, fake)
