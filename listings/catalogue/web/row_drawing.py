"""The rows of the catalogue as HTML.

Drawn by `format_html` and not by a template: a page has twenty rows of some forty nodes each, and walking these took half
of the page's time (`make bench ONLY=page`).
"""

from collections.abc import Callable, Iterable
from typing import Final

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from listings.catalogue.web.rows import Row
from marketplace.kit.formats import format_money
from marketplace.kit.icons import draw_icon
from marketplace.kit.money import Money


def compact_html(text: str) -> str:
    """A piece of HTML as it is written for people, without the indentation between its lines."""
    return "".join(line.strip() for line in text.splitlines())


ROW: Final = compact_html("""
    <article class="title-row">
        {poster}
        <div>
            <h2><a class="tt" href="{address}" lang="{language}" dir="auto">{title}</a></h2>
            <p class="tt-o">{others}</p>
            <p class="meta">{facts} · <b class="ver">{seller}{verified}</b></p>
            {tags}
        </div>
        <div class="avail">
            {strip}
            <p class="fit {tone}"><span class="iline">{icon} {sentence}</span>{fresh}</p>
        </div>
        <div class="ask">{ask}</div>
        <div class="acts">{offer}{watch}</div>
    </article>
""")
TAG: Final = '<span class="tag">{} {}</span>'
OFFER: Final = '<a class="btn tint" href="{}"{}>{}</a>'
ASK: Final = '<p class="money mid">{}</p>{}<p class="meta">{}</p>'
WATCH: Final = compact_html("""
    <button class="btn quiet" form="watch" formaction="{}" name="on" value="{}" aria-pressed="{}">
        {} {}<span class="vh"> {}</span>
    </button>
""")


def draw_rows(
    rows: Iterable[Row], language: str, about: Callable[[Money], str], *, sheet: bool, watching: bool
) -> SafeString:
    """The rows, one after another.

    `about` says an amount in the reader's currency; with `sheet` an offer opens in one; `watching` tells a member's page,
    whose `#watch` form the buttons send.
    """
    return format_html_join("", "{}", ((draw_row(row, language, about, sheet, watching),) for row in rows))


def draw_row(row: Row, language: str, about: Callable[[Money], str], sheet: bool, watching: bool) -> SafeString:
    """One row: what it is, whether it fits, what is asked, what can be done."""
    card, programme = row.card, row.card.programme
    return format_html(
        ROW,
        poster=row.poster,
        address=row.address,
        language=card.title_language,
        title=card.title,
        others=row.others,
        facts=card.format_line,
        seller=programme.organisation.name_en,
        verified=draw_icon("badge-check"),
        tags=draw_tags(row),
        strip=row.strip,
        tone=row.tone,
        icon=draw_icon(row.icon),
        sentence=row.sentence,
        fresh="" if row.stale else format_html('<span class="fresh">{}</span>', row.confirmed),
        ask=draw_ask(row, language, about),
        offer=draw_offer_link(row, sheet=sheet),
        watch=draw_watch_button(row.watch_address, programme.original_title, on=row.watched) if watching else "",
    )


def draw_tags(row: Row) -> SafeString:
    """The languages that are ready, and that the rights were confirmed long ago."""
    tags = [("captions", row.card.versions_line)] if row.card.versions_line else []
    tags += [("clock", row.confirmed)] if row.stale else []
    drawn = format_html_join("", TAG, ((draw_icon(icon), text) for icon, text in tags))
    return format_html('<p class="row row-s">{}</p>', drawn) if tags else drawn


def draw_ask(row: Row, language: str, about: Callable[[Money], str]) -> SafeString:
    """The price of the request, or why none is shown."""
    if row.ask:
        many = len(row.asked.territories)
        places = ngettext("for %(n)s territory", "for %(n)s territories", many) % {"n": many}
        return format_html(ASK, format_money(row.ask.minor, row.ask.currency, language), about(row.ask), places)
    if row.asks_hidden:
        said = _("Asks are shown to verified buyers")
        return format_html('<p class="meta iline">{} {}</p>', draw_icon("lock"), said)
    return format_html('<p class="strong">{}</p>', _("Open to offers"))


def draw_offer_link(row: Row, *, sheet: bool) -> SafeString:
    """The way to an offer: a page, or the page's sheet."""
    opens = format_html(' data-opens="{}"', "offer-sheet") if sheet else ""
    return format_html(OFFER, row.offer_address, opens, _("Make offer"))


def draw_watch_button(address: str, title: str, *, on: bool) -> SafeString:
    """The button that watches a programme, or stops it."""
    icon, said = ("bookmark-check", _("Watching")) if on else ("bookmark", _("Watch"))
    return format_html(WATCH, address, "0" if on else "1", "true" if on else "false", draw_icon(icon), said, title)
