"""The waiting list: who waits for what, and whether it is free now."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count
from django.http import QueryDict

from listings.models import Programme, WaitingEntry
from listings.rights.queries.answers import Fit
from listings.rights.queries.cells import Rights, read_rights
from listings.rights.queries.reader_answers import Told, reader_of
from listings.rights.request import parse_request
from listings.rights.selection import Selection, read_selection


@dataclass(frozen=True)
class Waiting:
    """An entry with its request and how it stands now, as its organisation may know it."""

    entry: WaitingEntry
    request: Selection
    fit: Fit
    dates: bool


def request_of(text: str) -> Selection | None:
    """The request kept as a query string; None when it says nothing that is understood any more."""
    values = QueryDict(text)
    asked, _errors = parse_request(values)
    return read_selection(asked, values) if asked else None


def standing(entries: Iterable[WaitingEntry], at: datetime) -> list[Waiting]:
    """The entries with their state at `at`, in their order. Two reads for all of them, when the
    organisations and the programme's seller terms are selected."""
    wanted = [(entry, asked) for entry in entries if (asked := request_of(entry.request))]
    rights = read_rights({entry.programme_id: entry.programme for entry, _asked in wanted}.values(), at)
    return [read_entry(entry, asked, rights[entry.programme_id]) for entry, asked in wanted]


def read_entry(entry: WaitingEntry, asked: Selection, rights: Rights) -> Waiting:
    """One entry's state."""
    reader = reader_of(entry.organisation, entry.programme, rights)
    return Waiting(entry, asked, Told(rights, reader).fit(asked), reader.dates)


def waiting_counts(programmes: Iterable[Programme]) -> dict[int, int]:
    """How many organisations wait for each programme, never who: {programme id: number}; nobody waits = not in it."""
    rows = WaitingEntry.objects.filter(programme__in=programmes, closed_at=None)
    counted = rows.order_by().values_list("programme").annotate(n=Count("organisation", distinct=True))
    return dict(counted)
