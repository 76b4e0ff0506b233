"""The request bar: five segments of one form. The same context serves landing, catalogue, programme and offer."""

from datetime import date
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from listings.queries.request import AvailsRequest, day_text, last_day_text
from listings.web.presenting import choices_of, media_names, months_text
from marketplace.kit.formats import format_window
from marketplace.kit.periods import Period
from marketplace.kit.vocab import languages, media, territories

PRESET_MONTHS = (12, 24, 36)


def request_bar(
    values: QueryDict, asked: AvailsRequest | None, errors: dict[str, str], language: str, today: date
) -> dict[str, Any]:
    """What the bar shows and offers. Input that was wrong is kept as it was typed, with the message beside it."""
    return {
        "asked": asked, "errors": errors, "window_error": errors.get("from") or errors.get("to") or "",
        "media": options(media_names(media.codes, language), picked(values, "r", asked.media if asked else None)),
        "territories": options(choices_of(territories, territories.HOME, language), picked(values, "t", asked.territories if asked else None)),
        "languages": options(choices_of(languages, languages.USUAL, language), picked(values, "l", asked.languages if asked else None)),
        "media_presets": [(name, ",".join(codes)) for name, codes in media.PRESETS.items()],
        "territory_presets": [(name, ",".join(codes)) for name, codes in territories.PRESETS.items() if name != "Worldwide"],
        "from": values.get("from") or (day_text(asked.window.start) if asked else day_text(next_month(today))),
        "to": values.get("to") or last_day_text(asked.window.end if asked else Period.from_months(next_month(today), 24).end),
        "periods": [(months_text(m), *month_span(today, m)) for m in PRESET_MONTHS],
        "exclusive": asked.exclusive if asked else values.get("x") == "1",
        "summary": summary(asked, language),
    }  # fmt: skip


def picked(values: QueryDict, key: str, parsed: tuple[str, ...] | None) -> set[str]:
    """The codes chosen: as understood, else as typed."""
    if parsed is not None:
        return set(parsed)
    return {word.strip().upper() for text in values.getlist(key) for word in text.split(",")}


def options(choices: list[Any], chosen: set[str]) -> list[dict[str, Any]]:
    return [
        {"code": c[0], "name": c[1], "hint": c[2] if len(c) > 2 else "", "on": c[0] in chosen or c[0].upper() in chosen}
        for c in choices
    ]


def next_month(today: date) -> date:
    """The first of the next month."""
    return date(today.year + today.month // 12, today.month % 12 + 1, 1)


def month_span(today: date, months: int) -> tuple[str, str]:
    """`from` and `to` of a preset that begins next month."""
    window = Period.from_months(next_month(today), months)
    return day_text(window.start), last_day_text(window.end)


def summary(asked: AvailsRequest | None, language: str) -> dict[str, str]:
    """The five segments in words."""
    if asked is None:
        return {}
    return {
        "media": ", ".join(asked.media),
        "territories": " · ".join(asked.territories[:8]) + (" …" if len(asked.territories) > 8 else ""),
        "count": str(len(asked.territories)),
        "window": format_window(asked.window.start, asked.window.end, language),
        "months": months_text(asked.months),
        "exclusive": _("Exclusive") if asked.exclusive else _("Non-exclusive"),
        "languages": ", ".join(languages.autonym(code) for code in asked.languages) or _("Any"),
    }
