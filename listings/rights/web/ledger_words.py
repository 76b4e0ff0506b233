"""Records of rights in words: each field with its name and value, causes of changes, what a change changed."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from listings.models import RightsHistory
from listings.rights.queries.history import DAYS, SETS, from_json
from listings.states import Binds, Grade, Purpose
from marketplace.kit.formats import format_date, format_deadline, format_list, format_window
from marketplace.vocabularies import VOCABULARIES, languages, media, territories

MAX_NAMED = 40
# Fields that the history compares, in the order in which people read them.
COMPARED = (
    "purpose",
    "grade",
    "exclusive",
    "contested",
    *SETS,
    "period",
    *DAYS,
    "underlying_note",
    "source",
    "document_name",
    "binds",
    "runs",
    "catch_up_days",
    "expires_at",
    "active",
    "note",
)


def field_name(field: str) -> str:
    """The name of a field of a record."""
    return {
        "purpose": _("Kind"),
        "grade": _("Exclusivity"),
        "exclusive": _("Held"),
        "contested": _("Contested"),
        "territories": _("Territories"),
        "media": _("Rights"),
        "languages": _("Languages"),
        "uses": _("Language uses"),
        "period": _("Period"),
        "latest_end": _("Latest end of a licence"),
        "underlying_end": _("Underlying rights end"),
        "underlying_note": _("Underlying rights"),
        "source": _("Source contract"),
        "document_name": _("Document"),
        "binds": _("Binds"),
        "runs": _("Runs"),
        "catch_up_days": _("Days of catch-up"),
        "expires_at": _("Held until"),
        "active": _("Stands"),
        "note": _("Note"),
        "licensee": _("Licensee"),
        "agent": _("Agent"),
        "cut": _("Cut"),
        "mandate": _("Held under a mandate of"),
        "licensable": _("Can be licensed"),
    }[field]


def territories_text(codes: frozenset[str]) -> str:
    """Short: worldwide, what is left out of the world, a region by name, or the codes."""
    everywhere = frozenset(territories.codes)
    missing = sorted(everywhere - codes, key=territories.number)
    if not missing:
        return _("Worldwide")
    if len(missing) <= 20:
        return _("Worldwide without %(codes)s") % {"codes": ", ".join(missing)}
    if codes == frozenset(territories.HOME):
        return _("All 15")
    if codes == frozenset(territories.ASEAN):
        return _("ASEAN 11")
    return shorten_codes(sorted(codes, key=territories.number), 15)


def media_text(codes: frozenset[str]) -> str:
    """Short: all rights, or the codes."""
    if codes == frozenset(media.codes):
        return _("All rights")
    return shorten_codes(sorted(codes, key=media.number), 8)


def languages_text(codes: frozenset[str], language: str) -> str:
    """All languages, or their names."""
    if codes == frozenset(languages.codes):
        return _("All languages")
    named = [languages.name(code, language) for code in sorted(codes, key=languages.number)]
    return cut_list(named, 6, language)


def uses_text(codes: frozenset[str], language: str) -> str:
    """Every use, or their names."""
    vocabulary = VOCABULARIES["uses"]
    if codes == frozenset(vocabulary.codes):
        return _("Every use")
    return format_list([vocabulary.name(c, language) for c in sorted(codes, key=vocabulary.number)], language)


def shorten_codes(codes: list[str], most: int) -> str:
    """The codes, and how many more there are."""
    more = len(codes) - most
    return ", ".join(codes[:most]) + (f" +{more}" if more > 0 else "")


def cut_list(names: list[str], most: int, language: str) -> str:
    """Names as a list; a long one is cut and says how many more there are."""
    more = len(names) - most
    text = format_list(names[:most], language)
    if more <= 0:
        return text
    return ngettext("%(names)s and %(n)s more", "%(names)s and %(n)s more", more) % {"names": text, "n": more}


def value_text(field: str, value: Any, language: str) -> str:
    """One field's value for people; nothing at all for one that is empty."""
    if value is None or value == "":
        return ""
    if field in SETS:
        return say_set(field, value, language)
    if field == "period":
        start, end = value
        return format_window(start, end, language)
    if field in DAYS:
        return _("until %(day)s") % {"day": format_date(value - timedelta(days=1), language)}
    if field == "expires_at":
        return format_deadline(value, timezone.get_current_timezone(), language)
    if field == "exclusive":
        return _("exclusively") if value else _("non-exclusively")
    if field == "contested":
        return _("yes, staff decide") if value else ""
    if field == "active":
        return _("yes") if value else _("no, it was ended")
    choices: dict[str, Any] = {"purpose": Purpose, "grade": Grade, "binds": Binds}
    return str(choices[field](value).label) if field in choices else str(value)


def say_set(field: str, codes: frozenset[str], language: str) -> str:
    """A set with names: territories and media by code and name."""
    if field == "languages":
        return languages_text(codes, language)
    if field == "uses":
        return uses_text(codes, language)
    vocabulary = VOCABULARIES[field]
    short = territories_text(codes) if field == "territories" else media_text(codes)
    ordered = sorted(codes, key=vocabulary.number)
    if len(ordered) > MAX_NAMED or len(ordered) == len(vocabulary.codes):
        return short
    return " · ".join(f"{code} {vocabulary.name(code, language)}" for code in ordered)


def cause_text(cause: str) -> str:
    """Why something changed, in the reader's language."""
    known = {
        "recorded": _("recorded"),
        "ended": _("ended"),
        "shortened": _("shortened"),
        "split": _("split in two"),
        "document": _("document added"),
        "mandate ended": _("mandate ended"),
        "ended by staff": _("ended by Monsoon’s staff"),
        "insert": _("recorded"),
        "update": _("changed"),
        "delete": _("ended"),
    }
    if cause in known:
        return known[cause]
    if cause.startswith("terminated: "):
        return _("terminated: %(reason)s") % {"reason": cause.removeprefix("terminated: ")}
    first = cause.partition(" ")[0]
    if first in Purpose.values:
        return _("recorded: %(kind)s") % {"kind": Purpose(first).label}
    return cause


def changed_fields(entry: RightsHistory, language: str) -> list[dict[str, str]]:
    """What one change of a record changed: field, before, after. A first or last entry has one side only."""
    if entry.before is None or entry.after is None:
        return []
    pairs = [(field, entry.before.get(field), entry.after.get(field)) for field in COMPARED]
    return [
        {
            "field": field_name(field),
            "before": describe_kept(field, entry.before, language),
            "after": describe_kept(field, entry.after, language),
        }
        for field, before, after in pairs
        if before != after
    ]


def describe_kept(field: str, row: Mapping[str, Any], language: str) -> str:
    """A field of a row of the history, as it was kept: multiranges, ranges and dates as PostgreSQL writes them."""
    return value_text(field, from_json(field, row.get(field)), language) or _("nothing")


def time_of(at: datetime, language: str) -> str:
    """When a change was made, where the reader is."""
    return format_deadline(at, timezone.get_current_timezone(), language)
