"""Migrations taken back: all of ours, to show that each can be."""

from typing import Any, Final

from django.db import connection
from django.db.migrations import Migration
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState

OURS: Final = {"accounts", "listings", "marketplace"}


class QuickExecutor(MigrationExecutor):
    """Takes migrations back with the models of each one's own moment only.

    Django's follows every later migration with all models built, which are built anew at each change: half of a minute.
    """

    def _migrate_all_backwards(self, plan: list[Any], full_plan: list[Any], fake: bool) -> ProjectState:
        wanted = {migration for migration, _ in plan}
        before: dict[Migration, ProjectState] = {}
        state = ProjectState(real_apps=self.loader.unmigrated_apps)
        for migration, _ in full_plan:
            if migration in wanted:
                before[migration] = state.clone()
            state = migration.mutate_state(state, preserve=False)
        for migration, _ in plan:
            assert before[migration].apps  # built at once
            self.unapply_migration(before[migration], migration, fake=fake)
        return before[plan[-1][0]]


def our_migrations() -> list[Migration]:
    """Those of this repository, not of packages."""
    found = MigrationLoader(None, ignore_no_migrations=True).disk_migrations.values()
    return [one for one in found if one.__module__.partition(".")[0] in OURS]


def take_all_back() -> None:
    """Bring a market without data back to nothing. Raises IrreversibleError, and what the database says to a wrong step."""
    QuickExecutor(connection).migrate([(app, None) for app in sorted({one.app_label for one in our_migrations()})])
