"""What is measured, on a catalogue of 1,000 generated programmes."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client
from django.test.utils import setup_databases, teardown_databases

from listings.actions.hold_rights import hold_rights
from listings.actions.index_programme import index_programmes
from listings.models import Programme, RightIn, RightOut
from listings.queries.answers import fit
from listings.queries.catalogue import Search, search
from listings.queries.cells import read_rights
from listings.queries.request import AvailsRequest
from listings.states import Grade, Purpose
from marketplace.kit.periods import Period
from marketplace.kit.vocab import languages, media, territories
from tests import factories

SIZE = 1_000
ASKED = AvailsRequest(
    ("SVOD", "AVOD"), ("CN", "TH", "VN", "ID", "MY"), Period(date(2027, 3, 1), date(2029, 3, 1)), True
)
ADDRESS = "/catalogue/?" + ASKED.to_query()


@dataclass(frozen=True)
class Case:
    """`work` may take `goal` times as long as `baseline`."""

    name: str
    work: Callable[[], Any]
    against: str
    baseline: Callable[[], Any]
    goal: float
    size: str = f"{SIZE} programmes"


@contextmanager
def database() -> Iterator[None]:
    """A database of its own with the catalogue in it, gone afterwards."""
    made = setup_databases(verbosity=0, interactive=False)
    try:
        fill()
        yield
    finally:
        teardown_databases(made, verbosity=0)


def fill() -> None:
    """SIZE programmes with two rights in and three rights out each."""
    owner = factories.actor("Ana Srisai", factories.organisation())
    programmes = Programme.objects.bulk_create(
        Programme(
            public_id=f"MN-TH-{n:06d}", organisation=owner.organisation, kind="film", original_title=f"Film {n}",
            original_language="th", production_territories=["TH"], state="published", published_at=factories.NOW,
            rights_confirmed_at=factories.NOW, created_by=owner.user,
        )
        for n in range(SIZE)
    )  # fmt: skip
    RightIn.objects.bulk_create(held(p, part) for p in programmes for part in (0, 1))
    RightOut.objects.bulk_create(taken(p, n) for p in programmes for n in range(3))
    index_programmes(
        Programme.objects.select_related("organisation").prefetch_related("texts", "credits", "identifiers")
    )
    with connection.cursor() as cursor:
        cursor.execute("analyze")


def held(programme: Programme, part: int) -> RightIn:
    """Half of the home territories each."""
    half = territories.HOME[:8] if part == 0 else territories.HOME[8:]
    return RightIn(
        programme=programme, territories=frozenset(half), media=frozenset(media.codes), languages=frozenset(languages.codes),
        period=DateRange(date(2025, 1, 1), date(2035, 1, 1)), exclusive=True, created_by=programme.created_by,
    )  # fmt: skip


def taken(programme: Programme, number: int) -> RightOut:
    """Three licences, one after the other, in one territory each."""
    territory = territories.HOME[(programme.pk + number * 5) % 15]
    return RightOut(
        programme=programme, purpose=Purpose.EXTERNAL, grade=Grade.EXCLUSIVE, held_for=f"record:{programme.pk}-{number}",
        territories=frozenset({territory}), media=frozenset({"SVOD"}), languages=frozenset(languages.codes),
        period=DateRange(date(2026 + number, 1, 1), date(2027 + number, 6, 1)), created_by=programme.created_by,
    )  # fmt: skip


def all_cases() -> list[Case]:
    """The table."""
    one = Programme.objects.order_by("pk").first()
    assert one is not None
    client = Client(SERVER_NAME="localhost")

    def rows() -> int:
        return len(RightIn.objects.filter(programme=one)) + len(RightOut.objects.filter(programme=one))

    def report() -> int:
        return fit(read_rights([one], factories.NOW)[one.pk], ASKED).free

    def find() -> int:
        return search(Search(request=ASKED), at=factories.NOW).fits

    def page() -> int:
        return client.get(ADDRESS).status_code

    return [
        Case("report of a programme, 10 cells", report, "read of its rows", rows, 3),
        Case("search with a request", find, "read of all programmes", lambda: list(Programme.objects.all()), 6),
        Case("catalogue page", page, "its search", find, 4),
        Case("hold rights", lambda: attempt(one, hold), "plain insert of one row", lambda: attempt(one, insert), 8),
    ]


def attempt(programme: Programme, work: Callable[[Programme], Any]) -> None:
    """Do it and take it back, so that the next round finds the same."""
    with transaction.atomic():
        work(programme)
        transaction.set_rollback(True)


def hold(programme: Programme) -> None:
    hold_rights(
        programme=programme, held_for="offer:1", purpose=Purpose.RESERVATION, grade=Grade.EXCLUSIVE,
        grants=[(frozenset({"AVOD"}), frozenset({"TH"}))], languages=frozenset({"th"}), window=ASKED.window, licensee=None,
        by=programme.created_by, at=factories.NOW,
    )  # fmt: skip


def insert(programme: Programme) -> None:
    """The row to compare with: one right in, without lanes, coverage or locks."""
    held(programme, 0).save(force_insert=True)
