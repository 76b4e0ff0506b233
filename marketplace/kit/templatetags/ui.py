"""Tags and filters of every page: formats, icons, drawings. Thin: `marketplace.kit` decides what they say."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode, urlsplit

from django import template
from django.conf import settings
from django.core.paginator import Page
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from django.utils import timezone, translation
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from marketplace.kit import controls, formats, icons, posters
from marketplace.kit.drawing import bars, figures, strips
from marketplace.kit.money import Money
from marketplace.kit.periods import Period
from marketplace.vocabularies import languages, territories

register = template.Library()
THEMES = ("auto", "light", "dark")
# Scripts that django's language codes do not spell the way BCP 47 does.
SCRIPTS = {"hans": "Hans", "hant": "Hant"}
# Presets are named by codes, which need no translation, but for this one.
PRESET_NAMES = {"All 15": gettext_lazy("All 15")}


def language() -> str:
    """The language of the page."""
    return translation.get_language() or settings.LANGUAGE_CODE


@register.filter
def bcp47(code: str | None) -> str:
    """Django's "zh-hans" as the browser's "zh-Hans"."""
    return "-".join(SCRIPTS.get(part, part) for part in (code or settings.LANGUAGE_CODE).split("-"))


# --- money, dates, lists, names -------------------------------------------------------------------------------------


@register.filter
def money(value: Money | int | str | None, currency: str = "") -> str:
    """ "US$180,000" of a Money, or of minor units with a currency; empty for nothing."""
    if value is None or isinstance(value, str):
        return ""
    minor, code = (value, currency) if isinstance(value, int) else (value.minor, value.currency)
    return formats.format_money(minor, code, language())


@register.filter
def grouped(number: int) -> str:
    """A count with its digits in groups: 807,337."""
    return formats.format_number(number, language())


@register.filter
def window(value: Period | tuple[date, date | None] | None, end: date | None = None) -> str:
    """A half-open period as its first and last day: "1 Mar 2027 – 28 Feb 2029"."""
    if value is None:
        return ""
    start, stop = (
        (value.start, value.end) if isinstance(value, Period) else value if isinstance(value, tuple) else (value, end)
    )
    return formats.format_window(start, stop, language())


@register.filter
def date_prose(value: date | None) -> str:
    """A day in a sentence."""
    return formats.format_date(local_day(value), language(), style="prose") if value else ""


@register.filter
def date_table(value: date | None) -> str:
    """A day in a table."""
    return formats.format_date(local_day(value), language(), style="table") if value else ""


def local_day(value: date) -> date:
    """The day where the reader is."""
    return timezone.localtime(value).date() if isinstance(value, datetime) and timezone.is_aware(value) else value


@register.filter
def deadline(value: datetime | None) -> str:
    """An instant in the reader's zone, with its offset: "24 Nov 2026, 18:00 (UTC+8)"."""
    return formats.format_deadline(value, timezone.get_current_timezone(), language()) if value else ""


@register.filter
def one_stop(text: object) -> str:
    """No second full stop after a name that ends in one."""
    return formats.one_stop(str(text))


@register.filter
def currency_sign(code: str) -> str:
    """What stands before an amount that is typed: "US$"."""
    return formats.format_money(0, code, "en").rstrip("0. ") or code


@register.filter
def lang_name(code: str) -> str:
    return languages.name(code, language())


@register.filter
def territory_name(code: str) -> str:
    return territories.name(code, language())


# --- time that is left ----------------------------------------------------------------------------------------------


def left_texts() -> dict[str, str]:
    """The sentences of the time left, by the largest unit; ui.js fills the same ones in while the page is open."""
    return {"d": _("{d} d {h} h left"), "h": _("{h} h {m} min left"), "m": _("{m} min left"), "over": _("Time is over")}


@register.simple_tag
def time_left(value: datetime, at: datetime | None = None) -> SafeString:
    """<time> with what is left until `value`, kept fresh by the page's script."""
    texts = left_texts()
    attributes = format_html_join(" ", 'data-t-{}="{}"', texts.items())
    return format_html(
        '<time data-deadline datetime="{}" title="{}" {}>{}</time>',
        value.isoformat(),
        deadline(value),
        attributes,
        left(value, at, texts),
    )


def left(value: datetime, at: datetime | None, texts: dict[str, str]) -> str:
    minutes = int((value - (at or timezone.now())).total_seconds() // 60)
    if minutes < 0:
        return texts["over"]
    numbers = {"d": minutes // 1440, "h": minutes // 60 % 24, "m": minutes % 60}
    return texts["d" if minutes >= 1440 else "h" if minutes >= 60 else "m"].format(**numbers)


@register.filter
def age_days(value: date | None) -> int:
    """Whole days since `value`."""
    return (timezone.localdate() - local_day(value)).days if value else 0


# --- pieces of HTML -------------------------------------------------------------------------------------------------


@register.simple_tag
def icon(name: str, size: int = 16, css: str = "") -> SafeString:
    """A decorative icon of the lucide set; say it in words beside it."""
    return icons.draw_icon(str(name), int(size), str(css))


@register.simple_tag
def attributes(attrs: Mapping[str, Any], *without: str) -> SafeString:
    """A component's remaining attributes, escaped. True stands alone; None, False and "" are left out."""
    known = attrs.attrs_dict() if hasattr(attrs, "attrs_dict") else dict(attrs)
    rest = [(key, value) for key, value in known.items() if key not in without and value not in (None, False, "")]
    return format_html_join(
        "",
        "{}",
        ((format_html(" {}", k) if v is True else format_html(' {}="{}"', k, conditional_escape(v)),) for k, v in rest),
    )


@register.simple_tag(takes_context=True)
def theme(context: template.Context) -> str:
    """The theme of the person, or "auto"."""
    user = getattr(context.get("request"), "user", None)
    chosen = getattr(user, "theme", "auto") if user is not None and user.is_authenticated else "auto"
    return chosen if chosen in THEMES else "auto"


@register.simple_tag(takes_context=True)
def here(context: template.Context, **changes: Any) -> str:
    """This page's address with other parameters; without any: without `lang`, for the language switch."""
    request = context["request"]
    if request.method not in ("GET", "HEAD"):
        return page_before(request)
    query = request.GET.copy()
    for name in ("lang", *changes):
        query.pop(name, None)
    query.update({name: str(value) for name, value in changes.items() if value not in (None, "")})
    return f"{request.path}?{query.urlencode()}" if query else str(request.path)


def page_before(request: HttpRequest) -> str:
    """The page that a form was sent from: where it was sent to may take no visit. The first page where that is not told."""
    told = request.headers.get("Referer", "")
    if not told.startswith("http") or not url_has_allowed_host_and_scheme(told, allowed_hosts={request.get_host()}):
        return "/"
    page = urlsplit(told)
    # More slashes than one would begin another host's name.
    return f"/{page.path.lstrip('/')}" + (f"?{page.query}" if page.query else "")


@register.simple_tag(takes_context=True)
def page_address(context: template.Context, name: str, number: int) -> str:
    """This list's address on another page."""
    return here(context, **{name: number})


@register.simple_tag
def page_numbers(page: Page[Any]) -> list[int | str]:
    """The numbers a pager shows; "…" stands for those between."""
    return list(page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1))


@register.simple_tag
def territory_presets() -> list[tuple[str, str]]:
    """Presets of territories, named by what is in them."""
    return [
        (str(PRESET_NAMES.get(name, name)), ",".join(codes))
        for name, codes in territories.PRESETS.items()
        if codes != territories.codes
    ]


@register.simple_tag
def asset(path: str) -> str:
    """The address of a static file."""
    return static(path)


@register.simple_tag
def address(name: str, *args: Any, **query: Any) -> str:
    """The address of a page by its name, or nothing where the page does not exist."""
    try:
        found = reverse(name, args=args)
    except NoReverseMatch:
        return ""
    return f"{found}?{urlencode(query)}" if query else found


@register.filter
def initials(name: object) -> str:
    """One or two letters for an avatar; a single character for Chinese and for one-word names in other scripts."""
    words = str(name or "").split()
    if not words:
        return "·"
    first = words[0][0]
    return (first + words[-1][0]).upper() if len(words) > 1 and first.isascii() else first.upper()


@register.filter
def tone(name: object, shades: int = 6) -> int:
    """A number below `shades`, always the same for the same name: the colour of an avatar."""
    return sum(str(name).encode()) % shades


@register.filter
def item(things: Mapping[str, Any] | None, key: str) -> Any:
    """What stands under this key; nothing where there is none."""
    return (things or {}).get(key)


@register.filter
def contains(things: Any, one: Any) -> bool:
    """Is `one` among `things`? Also for codes given as "CN,TH"."""
    return one in (things.split(",") if isinstance(things, str) else things or ())


# --- drawings -------------------------------------------------------------------------------------------------------


register.simple_tag(bars.draw_bar, name="bar")
register.simple_tag(strips.draw_strip, name="strip")
register.simple_tag(posters.draw_poster, name="poster")
register.filter("slug_or", posters.slug_of)
register.simple_tag(bars.draw_progress, name="progress")
register.simple_tag(figures.price_path, name="price_path")


@register.simple_tag
def legend_bar(state: str) -> SafeString:
    """A swatch of the state; its name stands beside it."""
    return bars.swatch(state)


@register.filter
def state_name(state: str) -> str:
    """ "free" as a person reads it."""
    return str(bars.STATES.get(state, state))


@register.simple_tag
def states(*only: str) -> list[tuple[str, str]]:
    """(state, name) of all states, or of those named, in the legend's order."""
    return [(key, str(name)) for key, name in bars.STATES.items() if (key in only if only else key != "mine")]


# --- forms ----------------------------------------------------------------------------------------------------------

register.filter("control_kind", controls.control_kind)
register.filter("is_group", controls.is_group)
register.filter("is_optional", controls.is_optional)
register.simple_tag(controls.draw_boxes, name="boxes")
register.simple_tag(controls.draw_control, name="control")
register.simple_tag(controls.described_by, name="described_by")
register.simple_tag(controls.form_errors, name="form_errors")
