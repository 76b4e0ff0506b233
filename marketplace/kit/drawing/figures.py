"""Figures about money: the path of two sides' prices."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

WIDTH, HEIGHT, LEFT, TOP, BOTTOM = 360, 140, 40, 16, 20


@dataclass(frozen=True)
class Series:
    """One side's prices, oldest first, from round `start` on. `draft` draws the last point as not sent yet."""

    points: Sequence[float]
    css: str
    label: str = ""
    draft: bool = False
    start: int = 0


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
        LEFT,
        WIDTH - 8,
        y,
        y,
        LEFT - 8,
        y + 4,
        text,
    )


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
        " ".join(f"{a},{b}" for a, b in spots),
        one.css,
        dots,
        hollow,
        x + 10,
        y + 4,
        one.css,
        one.label,
    )
