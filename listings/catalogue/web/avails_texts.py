"""Obstacles and repairs in words: the same on the programme's page, in a cell's reason, and in the offer sheet."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from listings.catalogue.web.presenting import state_name
from listings.models import Programme
from listings.rights.queries.repairs import Obstacle, Repair
from listings.rights.request import AvailsRequest
from marketplace.kit.formats import format_date, format_list, format_window
from marketplace.vocabularies import languages, territories, uses

ICONS = {
    "hold": "hourglass",
    "mine": "bookmark",
    "sold": "lock",
    "hb": "timer",
    "nonex": "users",
    "own": "user",
    "none": "ban",
}
TONES = {"hold": "warn", "mine": "info", "hb": "hb", "nonex": "ok", "own": "ok", "sold": "", "none": ""}


def obstacle_reason(kind: str, *, elsewhere: bool = False) -> str:
    """What kind of thing is in the way, in a sentence that names nobody. `elsewhere`: by another seller of the work."""
    by_others = {
        "sold": _("Licensed exclusively by another seller of this title; the deal is confidential."),
        "nonex": _("Another seller of this title licensed or uses it: only a non-exclusive licence can be had."),
        "hold": _("Another seller of this title is negotiating or has given an option."),
        "hb": _("A promise in a licence of another seller of this title keeps it back."),
    }
    return (by_others if elsewhere else {}).get(kind) or {
        "sold": _("Licensed exclusively to somebody else; the licensee is confidential."),
        "nonex": _("Others have it too: only a non-exclusive licence can be had."),
        "own": _("The owner uses it itself: sole at most, not exclusive."),
        "hold": _("Somebody is negotiating or holds an option."),
        "mine": _("Held or licensed for your own organisation already."),
        "hb": _("A promise in another licence keeps it back."),
        "none": _("The seller does not hold this right here."),
    }.get(kind, "")


def spoken_obstacle(found: Obstacle, request: AvailsRequest, language: str, *, dates: bool) -> dict[str, Any]:
    """One obstacle: its state, the sentence, the exact overlap, the day it ends."""
    return {
        "kind": found.kind,
        "state": state_name(found.kind),
        "icon": ICONS.get(found.kind, "lock"),
        "tone": TONES.get(found.kind, ""),
        "reason": obstacle_reason(found.kind, elsewhere=found.elsewhere),
        "where": obstacle_places(found, language),
        "count": len(found.cells),
        "window": format_window(found.overlap.start, found.overlap.end, language) if found.overlap else "",
        "languages": spoken_languages(found, language),
        "ends": obstacle_ending(found, request, language, dates=dates),
        "cells": [f"{t} {m}" for m, t in found.cells[:60]],
    }


def obstacle_places(found: Obstacle, language: str) -> str:
    """SVOD and AVOD in Thailand. A long list is cut; the cells stand below it."""
    places = [territories.name(code, language) for code in found.territories]
    more = len(places) - 6
    named = format_list(places[:6], language)
    if more > 0:
        named = ngettext("%(names)s and %(n)s more", "%(names)s and %(n)s more", more) % {"names": named, "n": more}
    return _("%(media)s in %(territories)s") % {"media": format_list(found.media, language), "territories": named}


def spoken_languages(found: Obstacle, language: str) -> str:
    """The languages and uses it meets; nothing when it meets all."""
    spoken = [languages.name(code, language) for code in found.languages]
    used = [uses.name(code, language) for code in found.uses]
    return " · ".join(format_list(part, language) for part in (spoken, used) if part)


def obstacle_ending(found: Obstacle, request: AvailsRequest, language: str, *, dates: bool) -> str:
    """When it is over: its last day."""
    if not dates:
        return _("The seller shows dates on request.")
    if found.kind == "hold" and found.expires_at:
        return _("Held until %(day)s at the latest.") % {
            "day": format_date(timezone.localdate(found.expires_at), language)
        }
    if found.free_from:
        return _("Ends on %(day)s.") % {"day": format_date(found.free_from - timedelta(days=1), language)}
    return "" if found.kind in ("none", "nonex") else _("It has no end.")


def spoken_repair(repair: Repair, asked: AvailsRequest, programme: Programme, language: str) -> dict[str, Any]:
    """A repair as the words of a button, what is kept of the wish, and its addresses."""
    return {
        "kind": repair.kind,
        "text": repair_text(repair, asked, language),
        "query": name_all(repair.request),
        "cells": repair.cells,
        "note": repair_note(repair, asked, language),
        "id": programme.public_id,
    }


def name_all(asked: AvailsRequest) -> str:
    """The request's query, which says "all" where every right is meant: an offer for it is for all of them."""
    return ("r=all&" if asked.any_media else "") + asked.to_query()


def repair_text(repair: Repair, asked: AvailsRequest, language: str) -> str:
    """Start on 1 Jul 2027 · without 4 single cells more."""
    text, other = name_repair(repair, asked, language), repair.request
    kept = {(m, t) for m, t in asked.cells if m in other.media and t in other.territories}
    left_out = len(kept - {*other.cells}) if repair.kind != "cells" else 0
    if not left_out:
        return text
    more = ngettext("without %(n)s single cell more", "without %(n)s single cells more", left_out) % {"n": left_out}
    return f"{text} · {more}"


def name_repair(repair: Repair, asked: AvailsRequest, language: str) -> str:
    """What is changed."""
    other = repair.request
    if repair.kind == "later":
        start = _("Start on %(day)s") % {"day": format_date(other.window.start, language)}
        same = (other.media, other.territories) == (asked.media, asked.territories)
        return start if same else f"{start} · {without_text(other, asked)}"
    if repair.kind == "moved":
        return _("Move it to %(day)s, same length") % {"day": format_date(other.window.start, language)}
    if repair.kind == "shorter":
        return _("End on %(day)s") % {"day": format_date(other.window.last_day or other.window.start, language)}
    if repair.kind == "cells":
        return ngettext("Only the %(n)s free cell", "Only the %(n)s free cells", repair.cells) % {"n": repair.cells}
    if repair.kind == "fewer":
        return without_text(other, asked)
    if repair.kind == "medium":
        return _("%(medium)s instead of %(other)s") % {
            "medium": join_codes(other.media, asked.media),
            "other": join_codes(asked.media, other.media),
        }
    if repair.kind == "uses":
        return _("Only %(uses)s") % {"uses": format_list([uses.name(code, language) for code in other.uses], language)}
    return {"exclusive": _("Sole instead of exclusive: the owner may use it too"), "nonexclusive": _("Non-exclusive")}[
        repair.kind
    ]


def join_codes(codes: tuple[str, ...], besides: tuple[str, ...]) -> str:
    """The codes that are not among the others."""
    return ", ".join(code for code in codes if code not in besides)


def without_text(other: AvailsRequest, asked: AvailsRequest) -> str:
    """Leave out TH: by name when few go, else by what stays."""
    gone = [
        *(m for m in asked.media if m not in other.media),
        *(t for t in asked.territories if t not in other.territories),
    ]
    if len(gone) <= 4:
        return _("Leave out %(codes)s") % {"codes": ", ".join(gone)}
    kept = other.territories if other.territories != asked.territories else other.media
    return _("Only %(codes)s") % {"codes": ", ".join(kept[:6]) + (" …" if len(kept) > 6 else "")}


def repair_note(repair: Repair, asked: AvailsRequest, language: str) -> str:
    """What it comes to: 10 cells, 1 Jul 2027 – 28 Feb 2029."""
    cells = ngettext("%(n)s cell", "%(n)s cells", repair.cells) % {"n": repair.cells}
    if repair.request.window == asked.window:
        return cells
    return f"{cells} · {format_window(repair.request.window.start, repair.request.window.end, language)}"
