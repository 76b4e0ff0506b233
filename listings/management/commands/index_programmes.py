"""`manage.py index_programmes`: after a language of the interface was added, give titles their place in its order."""

from typing import Any

from django.core.management.base import BaseCommand

from listings.programmes.actions.index_programme import index_unordered


class Command(BaseCommand):
    """Index the programmes that lack a place in the order of a language that is offered."""

    help = "Index programmes that have no place yet in the order of a language of the interface."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{index_unordered():,} programmes indexed.")
