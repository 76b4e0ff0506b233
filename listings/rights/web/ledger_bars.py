"""Ten years of one medium as a bar whose stretches are links to the records behind them."""

from dataclasses import dataclass
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from listings.catalogue.web.availability import year_marks
from listings.catalogue.web.avails_texts import obstacle_reason
from listings.catalogue.web.presenting import describe_segment, describe_segments
from listings.models import Programme, RightOut
from listings.rights.queries.cells import Elsewhere, Rights
from listings.rights.queries.ledger import Stretch, make_stretches, media_of
from listings.rights.web.ledger_records import Line
from listings.states import Grade
from marketplace.kit.drawing.bars import piece
from marketplace.kit.periods import Period
from marketplace.vocabularies import media, territories


@dataclass(frozen=True)
class View:
    """What is drawn: the rights, where (nothing = all territories), for which grade, over which years, for whom."""

    rights: Rights
    programme: Programme
    territory: str
    grade: Grade
    span: Period
    language: str
    stale: bool = False
    colliding: tuple[RightOut, ...] = ()

    @property
    def place(self) -> str:
        return territories.name(self.territory, self.language) if self.territory else _("all territories")

    def css(self, medium: str) -> str:
        """A red ring where a licence has lost its ground, a dashed outline where nobody confirmed for long."""
        for row in self.colliding:
            if medium in row.media and (not self.territory or self.territory in row.territories):
                return "l conflict"
        return "l stale" if self.stale else "l"


def list_rows(view: View) -> list[dict[str, Any]]:
    """One row for each medium that a record names."""
    years = [mark["x"] for mark in year_marks(view.span)]
    drawn = []
    for medium in media_of(view.rights):
        parts = make_stretches(view.rights, medium, view.territory, view.grade, view.span)
        segments = [part.segment for part in parts]
        name = media.name(medium, view.language)
        label = f"{name}, {view.place}: {describe_segments(segments, view.language)}"
        drawn.append(
            {
                "code": medium,
                "name": name,
                "words": describe_segments(segments, view.language),
                "state": segments[0].state,
                "bar": draw_ledger(view, parts, label, years, view.css(medium)),
                "conflict": "conflict" in view.css(medium),
            }
        )
    return drawn


def draw_ledger(view: View, parts: list[Stretch], label: str, years: list[str], css: str) -> SafeString:
    """The drawing: a group of links for those who listen, one for each record."""
    return format_html(
        '<svg class="bar {}" role="group" aria-label="{}">{}{}</svg>',
        css,
        label,
        format_html_join("", "{}", ((link_stretch(view, part),) for part in parts)),
        format_html_join("", '<line x1="{}" x2="{}" y1="0" y2="100%" class="year"/>', ((x, x) for x in years)),
    )


def link_stretch(view: View, part: Stretch) -> SafeString:
    """One stretch, as a link where a record stands behind it."""
    whole = (view.span.until - view.span.start).days
    until = min(part.segment.period.until, view.span.until)
    left, width = (part.segment.period.start - view.span.start).days, (until - part.segment.period.start).days
    shape = piece(left * 100 / whole, width * 100 / whole, part.segment.state)
    said = describe_segment(part.segment, view.language)
    if isinstance(part.behind, Elsewhere):
        said = f"{said}. {obstacle_reason(part.segment.state, elsewhere=True)}"
    if part.behind is None or isinstance(part.behind, Elsewhere):
        return format_html("<g><title>{}</title>{}</g>", said, shape)
    line = Line(part.behind, view.programme, view.language, view.span.start)
    return format_html(
        '<a href="{}" hx-get="{}" hx-target="#record-body" data-opens="record-sheet"><title>{}</title>{}</a>',
        line.url,
        line.url,
        f"{said}. {line.heading}",
        shape,
    )
