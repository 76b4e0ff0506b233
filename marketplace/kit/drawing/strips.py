"""Availabilities of one programme as a small table of bars: a row for each right, a column for each territory."""

from collections.abc import Iterable
from functools import lru_cache

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from marketplace.kit.drawing.bars import Segment, draw_bar


def draw_strip(
    caption: str,
    columns: tuple[tuple[str, str], ...],
    rows: Iterable[tuple[str, Iterable[tuple[list[Segment], str]]]],
) -> SafeString:
    """`columns`: (code, name) of each; `rows`: (heading, [(segments, sentence) of each bar])."""
    drawn = "".join(f"<tr><th>{escape(name)}</th>{draw_cells(bars)}</tr>" for name, bars in rows)
    return mark_safe(f"{draw_head(caption, columns)}<tbody>{drawn}</tbody></table>")  # noqa: S308 -- all parts are escaped


@lru_cache(maxsize=1024)
def draw_head(caption: str, columns: tuple[tuple[str, str], ...]) -> str:
    """The table's beginning, the same for all programmes of a page."""
    names = "".join(f'<th title="{escape(name)}">{escape(code)}</th>' for code, name in columns)
    return f'<table class="strip" aria-label="{escape(caption)}"><thead><tr><td></td>{names}</tr></thead>'


def draw_cells(bars: Iterable[tuple[list[Segment], str]]) -> str:
    """The bars of one row."""
    return "".join(f"<td>{draw_bar(segments, label)}</td>" for segments, label in bars)
