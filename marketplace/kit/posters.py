"""Posters: how a page shows one, and the address of those that are drawn. They tell nothing of a programme but its name."""

import unicodedata
from functools import lru_cache
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import slugify
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from marketplace.kit.drawing import poster

SHAPES = {"poster": poster.POSTER, "still": poster.STILL}


@require_safe
@cache_control(public=True, max_age=604800)
def serve_landscape(request: HttpRequest, shape: str, name: str) -> HttpResponse:
    """An SVG landscape, the same for the same name; `shape` is "poster" (2:3) or "still" (wide)."""
    if shape not in SHAPES:
        raise Http404
    return HttpResponse(poster.landscape(name, SHAPES[shape]), content_type="image/svg+xml")


@lru_cache(maxsize=4096, typed=True)
def draw_poster(
    title: str = "",
    seed: str = "",
    image: str = "",
    lang: str = "",
    size: str = "m",
    css: str = "",
    sub: str = "",
    alt: str = "",
) -> SafeString:
    """A poster's image, or a drawn one with the title upon it; `lang` is the title's language as BCP 47 has it."""
    drawn = image or reverse("drawn", args=["poster", slug_of(seed, title)])
    return format_html(
        '<span class="{}"><img src="{}" alt="{}" loading="lazy">{}</span>',
        " ".join(["poster", size, css]).strip(),
        drawn,
        alt,
        "" if image else draw_title(title, lang, sub),
    )


def draw_title(title: str, lang: str, sub: str) -> SafeString:
    """The title as it stands on a drawn poster."""
    spoken = format_html(' lang="{}"', lang) if lang else ""
    small = format_html("<small>{}</small>", sub) if sub else ""
    css = f"ptitle {title_size(title)}"
    return format_html('<span class="{}" dir="auto" aria-hidden="true"{}>{}{}</span>', css, spoken, title, small)


def slug_of(name: Any, other: Any = "") -> str:
    """A name that may stand in an address: the programme's id, or what is left of its title."""
    return slugify(str(name or other), allow_unicode=True)[:60] or "monsoon"


def title_size(title: Any) -> str:
    """How large a title is set on its poster: "p1" (short) to "p3". Chinese characters count double."""
    width = sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in str(title))
    return "p1" if width <= 12 else "p2" if width <= 26 else "p3"
