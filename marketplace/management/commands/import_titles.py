from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from accounts.actors import Actor
from accounts.models import Membership, Organisation
from accounts.roles import Role
from listings.exchange.titles import read_titles
from listings.exchange.write_titles import import_titles


class Command(BaseCommand):
    """Rows that are wrong are named on the error stream; the others are imported."""

    help = "Import programmes from a CSV file of titles, as drafts of one organisation."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE.csv")
        parser.add_argument("--organisation", default="", metavar="NAME", help="needed when more than one sells")

    def handle(self, *args: Any, file: Path, organisation: str, **options: Any) -> None:
        by = find_seller(organisation)
        try:
            with file.open(encoding="utf-8-sig", newline="") as stream:
                titles, errors = read_titles(stream)
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(f"{file} cannot be read as UTF-8 text: {error}") from error
        for problem in errors:
            self.stderr.write(str(problem))
        done = import_titles(titles=titles, by=by, at=timezone.now())
        for key, listing in done.listed.items():
            self.stderr.write(f"{key}: listed already as {listing.public_id}, {listing.original_title}")
        refused = len({problem.line for problem in errors})
        self.stdout.write(
            f"{by.organisation}: {done.new} new, {done.unchanged} unchanged, {done.updated} updated, {refused} refused."
        )


def find_seller(name: str) -> Actor:
    """The owner of the organisation with this English or local name; without a name, of the only one that sells."""
    rows = [row for row in Organisation.objects.order_by("pk") if row.sells]
    found = [row for row in rows if not name or name in (row.name_en, row.name_local)]
    if len(found) != 1:
        names = ", ".join(str(row) for row in rows) or "none"
        raise CommandError(f"Name one organisation that sells with --organisation. There are: {names}.")
    owners = Membership.objects.filter(organisation=found[0], ended_at=None, roles__contains=[Role.OWNER])
    member = owners.select_related("user").order_by("pk").first()
    if member is None:
        raise CommandError(f"{found[0]} has no owner who could import.")
    return Actor(member.user, found[0], frozenset(member.roles))
