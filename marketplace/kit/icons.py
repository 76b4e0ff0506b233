"""The icons of the lucide set, as inline SVG.

The package's own tag reads the directory of all 1,700 icons for each one that it draws, 15 ms; here it is read once.
"""

import hashlib
import re
from functools import cache, lru_cache
from importlib.resources import files
from io import BytesIO
from typing import Final
from zipfile import ZipFile

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe

# How all of them are drawn stands once, in the style of `.i`: a page of twenty titles has some 180.
HEAD: Final = '<svg{} class="{}" aria-hidden="true">'
YEAR: Final = 365 * 86_400  # seconds
BLANKS: Final = re.compile(r"\s*(/?>)\s*")
# What the frame and the lists draw is fetched once and kept, in one file; any other icon stands in its page.
SHARED: Final = (
    "badge-check", "bell", "bookmark", "bookmark-check", "building-2", "captions", "check", "chevron-down",
    "chevron-left", "chevron-right", "chevrons-up-down", "circle-alert", "circle-check", "clapperboard", "clock",
    "credit-card", "download", "git-pull-request-arrow", "hourglass", "house", "key-round", "languages", "layers",
    "layout-grid", "lock", "log-out", "menu", "monitor", "moon", "pen-line", "plus", "rows-3", "search", "settings",
    "sliders-horizontal", "sun", "timer", "upload", "users", "x",
)  # fmt: skip


@cache
def icon_files() -> ZipFile:
    """The set, in memory."""
    return ZipFile(BytesIO((files("lucide") / "lucide.zip").read_bytes()))


@lru_cache(maxsize=512)
def draw_icon(name: str, size: int | None = None, css: str = "") -> SafeString:
    """The icon at `size` pixels, or as large as the style says. Raises KeyError for a name that the set lacks."""
    square = format_html(' width="{}" height="{}"', size, size) if size else ""
    own = "" if name in SHARED else mark_safe(' viewBox="0 0 24 24"')
    head = format_html(HEAD, format_html("{}{}", square, own), f"i {css}".strip())
    shapes = use_shared(name) if name in SHARED else mark_safe(read_shapes(name))  # noqa: S308 -- the set's own file
    return format_html("{}{}</svg>", head, shapes)


def use_shared(name: str) -> SafeString:
    """The icon's shapes, out of the file of shared ones."""
    return format_html('<use href="{}#{}"/>', reverse("icons", args=[shared_version()]), name)


@lru_cache(maxsize=512)
def read_shapes(name: str) -> str:
    """What the icon is drawn of, without the blanks between. Raises KeyError for a name that the set lacks."""
    _head, _end, shapes = icon_files().read(f"{name}.svg").decode().removesuffix("\n").partition(">")
    return BLANKS.sub(lambda found: found[1], shapes.strip().removesuffix("</svg>"))


@cache
def draw_shared() -> str:
    """The file of shared icons."""
    symbols = (f'<symbol id="{name}" viewBox="0 0 24 24">{read_shapes(name)}</symbol>' for name in SHARED)
    return f'<svg xmlns="http://www.w3.org/2000/svg">{"".join(symbols)}</svg>'


@cache
def shared_version() -> str:
    """Names the file by what is in it, so that it may be kept for ever."""
    return hashlib.sha256(draw_shared().encode()).hexdigest()[:6]


@require_safe
def serve_shared(request: HttpRequest, version: str) -> HttpResponse:
    """The file of shared icons; of another version, the present one for the moment that pages of both are about."""
    response = HttpResponse(draw_shared(), content_type="image/svg+xml")
    if version == shared_version():
        patch_cache_control(response, public=True, max_age=YEAR, immutable=True)
    else:
        patch_cache_control(response, no_store=True)
    return response
