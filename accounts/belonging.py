"""The places that a person has, or had, in organisations: as plain values, since every act in a deal asks for them."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from django.db import connection

from accounts.models import User

PLACES = """
select organisation_id, roles, ended_at from accounts_membership where user_id = %s and organisation_id = any(%s)
"""


class Place(NamedTuple):
    """One membership."""

    organisation: int
    roles: list[str]
    ended_at: datetime | None

    def stood_after(self, since: datetime | None) -> bool:
        """Has it not ended, or not before `since`?"""
        return self.ended_at is None or (since is not None and self.ended_at >= since)


def find_places(user: User, organisations: Iterable[int]) -> list[Place]:
    """The person's places in these organisations, given by their ids, as they are now."""
    with connection.cursor() as cursor:
        cursor.execute(PLACES, [user.pk, list(organisations)])
        return [Place(*row) for row in cursor.fetchall()]


def roles_in(organisation: int, places: Iterable[Place]) -> frozenset[str]:
    """The roles of the place that has not ended."""
    return frozenset(
        role for one in places if one.organisation == organisation and one.ended_at is None for role in one.roles
    )
