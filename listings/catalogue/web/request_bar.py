"""The request bar: five segments of one form. The same context serves landing, catalogue, programme and offer."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.actors import Actor
from listings.catalogue.web.presenting import choices_of, media_names, months_text
from listings.catalogue.web.request_errors import list_mistakes
from listings.models import TerritorySet
from listings.rights.inputs.request import GRADES
from listings.rights.request import GRADE_PARAMS, AvailsRequest
from listings.states import LICENCE_GRADES, Grade
from marketplace.kit.formats import format_window
from marketplace.kit.inputs.days import day_text, last_day_text
from marketplace.kit.periods import Period
from marketplace.vocabularies import languages, media, territories, uses
from marketplace.vocabularies.grades import grade_definition

PRESET_MONTHS = (12, 24, 36)
MAX_SETS, MAX_TYPED = 30, 40
# What a narrow screen says of the request.
ONE_LINE = ("media", "territories", "window", "exclusive")


def request_bar(
    values: QueryDict,
    asked: AvailsRequest | None,
    errors: dict[str, str],
    language: str,
    today: date,
    actor: Actor | None = None,
) -> dict[str, Any]:
    """What the bar shows and offers. Input that was wrong is kept as it was typed, with the message beside it.

    An actor's organisation offers its own territory sets too.
    """
    segments = summarise_request(asked, language) if asked else typed_values(values) if errors else {}
    own_sets = TerritorySet.objects.visible_to(actor)[:MAX_SETS] if actor else []
    places = territory_choices(values, asked, own_sets)
    return {
        "asked": asked,
        "errors": errors,
        "window_error": errors.get("from") or errors.get("to") or "",
        "language_error": errors.get("l") or errors.get("u") or "",
        "media": list_options(
            media_names(media.codes, language), picked_codes(values, "r", asked.media if asked else None)
        ),
        "territories": list_options(
            choices_of(territories, places, language), picked_codes(values, "t", asked.territories if asked else None)
        ),
        "languages": list_options(
            choices_of(languages, languages.USUAL, language),
            picked_codes(values, "l", asked.languages if asked else None),
        ),
        "media_presets": [(name, ",".join(codes)) for name, codes in media.PRESETS.items()],
        "from": values.get("from") or (day_text(asked.window.start) if asked else day_text(next_month(today))),
        "to": values.get("to")
        or last_day_text(asked.window.end if asked else Period.from_months(next_month(today), 24).end),
        "periods": [(months_text(m), *month_span(today, m)) for m in PRESET_MONTHS],
        "own_sets": [(one.name, ",".join(sorted(one.territories, key=territories.number))) for one in own_sets],
        "grades": list_grades(asked, values),
        "uses": list_options(
            [(code, uses.name(code, language)) for code in uses.codes],
            picked_codes(values, "u", asked.uses if asked else None),
        ),
        "summary": segments,
        "one_line": " · ".join(segments[name] for name in ONE_LINE) if segments else "",
        "mistakes": list_mistakes(values, errors),
    }


def picked_codes(values: QueryDict, key: str, parsed: tuple[str, ...] | None) -> set[str]:
    """The codes chosen: as understood, else as typed."""
    if parsed is not None:
        return set(parsed)
    return {word.strip().upper() for text in values.getlist(key) for word in text.split(",")}


def territory_choices(values: QueryDict, asked: AvailsRequest | None, sets: Iterable[TerritorySet]) -> tuple[str, ...]:
    """The boxes of the picker: the region, what is asked for, and what the organisation's own sets name."""
    wanted = picked_codes(values, "t", asked.territories if asked else None) | {
        t for one in sets for t in one.territories
    }
    others = sorted(wanted & set(territories.codes) - set(territories.HOME), key=territories.number)
    return (*territories.HOME, *others)


def list_grades(asked: AvailsRequest | None, values: QueryDict) -> list[dict[str, Any]]:
    """The three ways to license, each with its definition."""
    chosen = asked.grade if asked else GRADES.get(values.get("x", "").lower(), Grade.NON_EXCLUSIVE)
    language = get_language() or "en"
    return [
        {"value": GRADE_PARAMS[g], "name": g.label, "meaning": grade_definition(g, language), "on": g == chosen}
        for g in LICENCE_GRADES
    ]


def list_options(choices: list[Any], chosen: set[str]) -> list[dict[str, Any]]:
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


def typed_values(values: QueryDict) -> dict[str, str]:
    """The segments of a request that could not be read: as they were typed."""
    first, last = (short_text(values.get(key, "")) for key in ("from", "to"))
    grade = GRADES.get(values.get("x", "").lower() or "0")
    return {
        "media": short_text(", ".join(values.getlist("r"))).upper(),
        "territories": short_text(" · ".join(values.getlist("t")).replace(",", " · ")),
        "window": f"{first or '…'} – {last or '…'}" if first or last else "",
        "exclusive": str(grade.label) if grade else short_text(values.get("x", "")),
        "languages": short_text(", ".join(values.getlist("l"))),
    }


def short_text(text: str) -> str:
    """Not more of what was typed than a segment shows."""
    return text if len(text) <= MAX_TYPED else f"{text[:MAX_TYPED]} …"


def summarise_request(asked: AvailsRequest, language: str) -> dict[str, str]:
    """The five segments in words."""
    return {
        "media": ", ".join(asked.media),
        "territories": " · ".join(asked.territories[:8]) + (" …" if len(asked.territories) > 8 else ""),
        "count": str(len(asked.territories)),
        "window": format_window(asked.window.start, asked.window.end, language),
        "months": months_text(asked.months),
        "exclusive": str(asked.grade.label),
        "languages": spoken_languages(asked, language),
    }


def spoken_languages(asked: AvailsRequest, language: str) -> str:
    """中文, ไทย · Subtitles."""
    spoken = ", ".join(languages.language_autonym(code) for code in asked.languages)
    used = ", ".join(uses.name(code, language) for code in asked.uses)
    return " · ".join(part for part in (spoken, used) if part) or _("Any")
