"""How well titles are found: queries made of real titles, by the way of asking and by script."""

from collections.abc import Iterator

from django.db import connection

from tests.bench.rows import Row, p95
from tests.listings.text import quality

GROUP = "Text"


def rows() -> Iterator[Row]:
    """recall@10 against its goals; MRR and each script for information."""
    programmes = quality.catalogue()
    size = f"{len(programmes):,} titles"
    with connection.cursor() as cursor:
        report = quality.measure(cursor, programmes)
    for kind, goal in quality.GOALS.items():
        yield Row(f"recall@10, asked by: {kind}", size, report.recall(kind), "share", goal, "higher", group=GROUP)
    for (kind, script), score in sorted(report.scores.items()):
        asked = f"{score.asked} queries"
        yield Row(
            f"recall@10, {kind}, {script}",
            asked,
            score.recall,
            "share",
            None,
            "higher",
            group=GROUP,
            note=f"MRR {score.mrr:.3f}",
        )
        yield Row(f"MRR, {kind}, {script}", asked, score.mrr, "share", None, "higher", group=GROUP)
    yield Row("a search for a title: p95", size, p95(report.query_milliseconds), "ms", group=GROUP)
