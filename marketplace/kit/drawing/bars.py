"""An availability as a bar of time. The caller counts the percentages; every bar also says itself in words."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

# What a state is called. The order is the legend's.
STATES = {
    "free": gettext_lazy("Free"),
    "nonex": gettext_lazy("Non-exclusive only"),
    "own": gettext_lazy("Used by the owner: sole at most"),
    "hold": gettext_lazy("On hold"),
    "mine": gettext_lazy("Held for you"),
    "sold": gettext_lazy("Licensed"),
    "hb": gettext_lazy("Holdback"),
    "none": gettext_lazy("Not offered"),
}
PATTERNED = frozenset({"hold", "mine", "sold", "hb"})

Segment = tuple[float, float, str]  # start %, width %, state


# What the style says of a shape that says nothing: all of the bar.
WHOLE = 100.0


def percent(value: float) -> str:
    """The number as an SVG percentage, as short as it stays exact to a hundredth."""
    return f"{round(float(value), 2):g}%"


def draw_bar(
    segments: Iterable[Segment] | None,
    label: str = "",
    css: str = "",
    window: tuple[float, float] | None = None,
    years: Sequence[float] | None = None,
) -> SafeString:
    """Draw the segments; `window` = (start %, width %) of the request, `years` = positions (%) of year lines.

    `label` is the text alternative; without one the states and their shares are listed.
    """
    parts = tuple(segments or ())
    return draw_shapes(parts, str(label or describe_bar(parts)), css, window, tuple(years or ()))


# The same few bars stand on a page again and again. (`typed`: a text that is HTML already is another than one that is not.)
@lru_cache(maxsize=8192, typed=True)
def draw_shapes(
    parts: tuple[Segment, ...], label: str, css: str, window: tuple[float, float] | None, years: tuple[float, ...]
) -> SafeString:
    """The bar as `draw_bar` has it."""
    shapes = [piece(*part) for part in parts]
    shapes += [draw_line(position, "year") for position in years]
    if window:
        shapes += [draw_line(position, "win") for position in (window[0], window[0] + window[1]) if 0 < position < 100]
    return format_html(
        '<svg class="{}" role="img" aria-label="{}">{}</svg>',
        f"bar {css}".rstrip(),
        label,
        format_html_join("", "{}", ((shape,) for shape in shapes)),
    )


def swatch(state: str) -> SafeString:
    """A sample of a fill, for a legend; its name stands beside it."""
    return format_html('<svg class="bar" aria-hidden="true">{}</svg>', piece(0, 100, state))


@lru_cache(maxsize=4096)
def piece(start: float, width: float, state: str) -> SafeString:
    """One stretch of time."""
    x = format_html(' x="{}"', percent(start)) if start else ""
    w = format_html(' width="{}"', percent(width)) if width != WHOLE else ""
    if state == "none":
        return format_html('<rect{}{} y="50%" height="1" class="s-none"/>', x, w)
    if state in {"nonex", "own"}:  # in a frame of its own, which cuts the outer half of the outline off
        return format_html('<svg{}{}><rect rx="4" class="s-{}"/></svg>', x, w, state)
    # The attribute names the pattern for browsers that look for a style sheet's #fragment in the style sheet.
    fill = format_html(' fill="url(#p-{})"', state) if state in PATTERNED else ""
    return format_html('<rect{}{} class="s-{}"{}/>', x, w, state, fill)


def draw_line(position: float, css: str) -> SafeString:
    x = percent(position)
    return format_html('<line x1="{}" x2="{}" y1="0" y2="100%" class="{}"/>', x, x, css)


def describe_bar(segments: Sequence[Segment]) -> str:
    """The bar in words, in the order of time: "Licensed 17%, Free 83%"."""
    shares = [_("%(state)s %(share)s%%") % {"state": STATES[s], "share": round(float(w))} for _x, w, s in segments]
    return ", ".join(shares) if shares else _("Not known")


def states_of(segments: Iterable[Segment]) -> str:
    """The state that decides the sentence: the worst one, as the legend orders them."""
    order = list(STATES)
    return max((state for _start, _width, state in segments), key=order.index, default="none")


def draw_progress(share: float, label: str = "", css: str = "") -> SafeString:
    """A thin line that is `share` % full."""
    return format_html(
        '<svg class="progress {}" role="img" aria-label="{}"><rect width="{}" height="100%" rx="3"/></svg>',
        css,
        label or percent(share),
        percent(max(0.0, min(100.0, float(share)))),
    )
