"""Availabilities of one programme as a small table of bars: a row for each right, a column for each territory."""

from collections.abc import Iterable

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from marketplace.kit.drawing.bars import Segment, draw_bar


def draw_strip(
    caption: str, columns: Iterable[tuple[str, str]], rows: Iterable[tuple[str, Iterable[tuple[list[Segment], str]]]]
) -> SafeString:
    """`columns`: (code, name) of each; `rows`: (heading, [(segments, sentence) of each bar])."""
    return format_html(
        '<table class="strip"><caption class="vh">{}</caption><thead><tr><td></td>{}</tr></thead><tbody>{}</tbody></table>',
        caption,
        format_html_join("", '<th scope="col" title="{}">{}</th>', ((name, code) for code, name in columns)),
        format_html_join("", '<tr><th scope="row">{}</th>{}</tr>', ((name, draw_cells(bars)) for name, bars in rows)),
    )


def draw_cells(bars: Iterable[tuple[list[Segment], str]]) -> SafeString:
    """The bars of one row."""
    return format_html_join("", "<td>{}</td>", ((draw_bar(segments, label),) for segments, label in bars))
