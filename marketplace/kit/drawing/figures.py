"""Figures about money: the gap between two sides, and the path of their prices."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from marketplace.kit.drawing.bars import percent

WIDTH, HEIGHT, LEFT, TOP, BOTTOM = 360, 140, 40, 16, 20


@dataclass(frozen=True)
class Series:
    """One side's prices, oldest first, from round `start` on. `draft` draws the last point as not sent yet."""

    points: Sequence[float]
    css: str
    label: str = ""
    draft: bool = False
    start: int = 0


def gap(marks: Sequence[tuple[float, str, str]], label: str = "") -> SafeString:
    """A ruler with marks (value, text, class): where each side stands. Values in any one unit."""
    values = [value for value, _text, _css in marks]
    low, high = min(values), max(values)
    reach = (high - low) or 1
    # A quarter of the gap is kept free at both ends, so that the words have room.
    places = [12 + 76 * (value - low) / reach for value in values]
    dots = format_html_join(
        "",
        '<circle cx="{}" cy="7" r="4.5" class="{}"/><text x="{}" y="26" text-anchor="middle" class="{}">{}</text>',
        (
            (percent(place), f"dot-{css}", percent(place), f"txt-{css}", text)
            for place, (_value, text, css) in zip(places, marks, strict=True)
        ),
    )
    return format_html(
        '<svg class="gap-svg" height="32" role="img" aria-label="{}">'
        '<rect y="5" width="100%" height="4" rx="2" class="rail"/>'
        '<rect x="{}" y="5" width="{}" height="4" class="between"/>{}</svg>',
        label,
        percent(min(places)),
        percent(max(places) - min(places)),
        dots,
    )


def price_path(series: Sequence[Series], ticks: Sequence[tuple[float, str]], label: str = "") -> SafeString:
    """Lines of prices by round, with `ticks` = (value, text) of the scale."""
    values = [value for one in series for value in one.points] + [value for value, _text in ticks]
    low, high = min(values), max(values)
    rounds = max(one.start + len(one.points) for one in series)
    grid = format_html_join("", "{}", ((tick(value, text, low, high),) for value, text in ticks))
    lines = format_html_join("", "{}", ((path(one, low, high, rounds),) for one in series))
    return format_html(
        '<svg class="chart-svg" viewBox="0 0 {} {}" role="img" aria-label="{}">{}{}</svg>',
        WIDTH,
        HEIGHT,
        label,
        grid,
        lines,
    )


def tick(value: float, text: str, low: float, high: float) -> SafeString:
    y = y_of(value, low, high)
    return format_html(
        '<line x1="{}" x2="{}" y1="{}" y2="{}" class="grid-line"/>'
        '<text x="{}" y="{}" text-anchor="end" class="tick">{}</text>',
        LEFT, WIDTH - 8, y, y, LEFT - 8, y + 4, text,
    )  # fmt: skip


def y_of(value: float, low: float, high: float) -> float:
    """Where a value stands, in the picture's units."""
    share = (value - low) / ((high - low) or 1)
    return round(HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM), 1)


def path(one: Series, low: float, high: float, rounds: int) -> SafeString:
    """A line through the points, its dots, and its label at the last one."""
    step = (WIDTH - LEFT - 88) / max(rounds - 1, 1)
    spots = [
        (round(LEFT + 12 + (one.start + index) * step, 1), y_of(value, low, high))
        for index, value in enumerate(one.points)
    ]
    dots = format_html_join(
        "",
        '<circle cx="{}" cy="{}" r="4" class="dot-{}"/>',
        ((x, y, one.css) for x, y in spots[: len(spots) - one.draft]),
    )
    x, y = spots[-1]
    hollow = format_html('<circle cx="{}" cy="{}" r="4.5" class="ring-{}"/>', x, y, one.css) if one.draft else ""
    return format_html(
        '<polyline points="{}" class="line-{}"/>{}{}<text x="{}" y="{}" class="txt-{}">{}</text>',
        " ".join(f"{a},{b}" for a, b in spots), one.css, dots, hollow, x + 10, y + 4, one.css, one.label,
    )  # fmt: skip


def columns(values: Sequence[tuple[float, str, str]], label: str = "") -> SafeString:
    """Columns (value, text above, text below); the first is drawn strong, as the one that is nearest."""
    high = max((value for value, _above, _below in values), default=0) or 1
    step = WIDTH / max(len(values), 1)
    shapes = [column(index, entry, step, high) for index, entry in enumerate(values)]
    return format_html(
        '<svg class="chart-svg" viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>',
        WIDTH,
        HEIGHT,
        label,
        format_html_join("", "{}", ((shape,) for shape in shapes)),
    )


def column(index: int, entry: tuple[float, str, str], step: float, high: float) -> SafeString:
    value, above, below = entry
    height = round((HEIGHT - 44) * value / high, 1)
    middle, top = round((index + 0.5) * step, 1), round(HEIGHT - 20 - height, 1)
    return format_html(
        '<rect x="{}" y="{}" width="{}" height="{}" rx="3" class="col{}"/>'
        '<text x="{}" y="{}" text-anchor="middle">{}</text>'
        '<text x="{}" y="{}" text-anchor="middle" class="tick">{}</text>',
        round(middle - step * 0.26, 1), top, round(step * 0.52, 1), height, "" if index else " first",
        middle, top - 6, above, middle, HEIGHT - 4, below,
    )  # fmt: skip
