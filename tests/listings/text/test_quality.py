"""Real titles are found, in every way of asking: the goals of the search."""

import pytest

from tests.database import as_owner
from tests.listings.text.quality import GOALS, Report, catalogue, measure, table

pytestmark = [pytest.mark.shared_data, pytest.mark.django_db]


def test_every_way_of_asking_reaches_its_goal() -> None:
    with as_owner() as cursor:  # the application makes no temporary table
        report: Report = measure(cursor, catalogue(), sample=200)
    missed = {kind: report.recall(kind) for kind, goal in GOALS.items() if report.recall(kind) < goal}
    assert not missed, table(report)
