"""The report of one programme against a plain read of its rows by their primary key."""

from collections.abc import Iterator
from functools import partial

from listings.models import Programme, RightIn, RightOut
from listings.rights.queries.cells import read_rights
from listings.rights.queries.reader_answers import Reader, Told
from listings.rights.request import AvailsRequest
from tests.bench.rows import Row, milliseconds, p50
from tests.bench.stage import Stage
from tests.bench.wishes import Wish

GROUP = "One programme"
GOAL, MANY = 3.0, 100


def rows(stage: Stage, wishes: list[Wish]) -> Iterator[Row]:
    """Every requested cell with its reasons; programmes spread over the catalogue, requests of up to sixty cells."""
    narrow = [one.request for one in wishes if len(one.request.cells) <= 60]
    programmes = list(Programme.objects.order_by("pk")[:: max(stage.programmes // MANY, 1)][:MANY])
    told, read = [], []
    for number, programme in enumerate(programmes):
        asked = narrow[number % len(narrow)]
        held = list(RightIn.objects.filter(programme=programme).values_list("pk", flat=True))
        taken = list(RightOut.objects.filter(programme=programme).values_list("pk", flat=True))
        report(programme, asked, stage)
        told.append(milliseconds(partial(report, programme, asked, stage)))
        read.append(milliseconds(partial(by_key, held, taken)))
    yield Row("report of a programme: p50", stage.size, p50(told), "ms", group=GROUP)
    yield Row(
        "report of a programme / primary-key read of its rows",
        stage.size,
        p50(told) / p50(read),
        "x",
        GOAL,
        group=GROUP,
    )


def report(programme: Programme, asked: AvailsRequest, stage: Stage) -> int:
    """Read the rows, answer every cell."""
    return Told(read_rights([programme], stage.at)[programme.pk], Reader()).fit(asked).free


def by_key(held: list[int], taken: list[int]) -> int:
    """The same rows by their ids."""
    return len(RightIn.objects.in_bulk(held)) + len(RightOut.objects.in_bulk(taken))
