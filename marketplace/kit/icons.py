"""The icons of the lucide set, as inline SVG.

The package's own tag reads the directory of all 1,700 icons for each one that it draws, 15 ms; here it is read once.
"""

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files
from io import BytesIO
from typing import Final
from zipfile import ZipFile

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

# How all of them are drawn stands once, in the style of `.i`: a page of twenty titles has some 180.
HEAD: Final = '<svg width="{}" height="{}" viewBox="0 0 24 24" class="{}" aria-hidden="true">'

BLANKS: Final = re.compile(r"\s*(/?>)\s*")


@cache
def icon_files() -> ZipFile:
    """The set, in memory."""
    return ZipFile(BytesIO((files("lucide") / "lucide.zip").read_bytes()))


@lru_cache(maxsize=512)
def draw_icon(name: str, size: int, css: str) -> SafeString:
    """The icon at `size` pixels, with further class names. Raises KeyError for a name that the set lacks."""
    head = format_html(HEAD, size, size, f"i {css}".strip())
    return mark_safe(f"{head}{read_shapes(name)}</svg>")  # noqa: S308 -- the set's own file


def draw_symbols(names: Iterable[str]) -> SafeString:
    """The shapes of icons that stand many times on a page, once. Raises KeyError for a name that the set lacks."""
    drawn = ((name, mark_safe(read_shapes(name))) for name in names)  # noqa: S308 -- the set's own file
    symbols = format_html_join("", '<symbol id="i-{}" viewBox="0 0 24 24">{}</symbol>', drawn)
    return format_html('<svg class="defs" aria-hidden="true" focusable="false">{}</svg>', symbols)


@lru_cache(maxsize=512)
def draw_again(name: str) -> SafeString:
    """The icon, its shapes being among the page's symbols, as large as the style says."""
    return format_html('<svg class="i" aria-hidden="true"><use href="#i-{}"/></svg>', name)


@lru_cache(maxsize=512)
def read_shapes(name: str) -> str:
    """What the icon is drawn of, without the blanks between. Raises KeyError for a name that the set lacks."""
    _head, _end, shapes = icon_files().read(f"{name}.svg").decode().removesuffix("\n").partition(">")
    return BLANKS.sub(lambda found: found[1], shapes.strip().removesuffix("</svg>"))
