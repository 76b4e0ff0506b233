"""A page that a colleague's save has overtaken: what stands there now, beside what was typed."""

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from listings.models import Programme
from listings.web.studio_fields import LISTS, basics_values, field_names
from marketplace.kit.vocab import languages, territories
from marketplace.kit.vocab.programmes import GENRES, KINDS

NAMED = {"kind": KINDS, "genres": GENRES}


def list_names() -> dict[str, str]:
    return {
        "texts": _("Titles and synopses"), "credits": _("People"), "awards": _("Awards"), "identifiers": _("Numbers"),
        "permits": _("Permits"), "ratings": _("Ratings"), "versions": _("Language versions"),
    }  # fmt: skip


def theirs(programme: Programme, typed: dict[str, Any]) -> list[dict[str, str]]:
    """The fields that stand otherwise than typed: name, place on the page, the stored value in words."""
    stored, names = basics_values(programme), field_names() | list_names()
    differing = [key for key in typed if key in names and plain(stored.get(key)) != plain(typed[key])]
    return [{"field": key, "name": names[key], "value": words(key, stored.get(key)) or "–"} for key in differing]


def plain(value: Any) -> Any:
    """A value as both a form and the database write it: text, and lists without order or empty rows."""
    if isinstance(value, dict):
        keys = {key for columns in LISTS.values() for key in columns} | {"state"}
        return tuple(sorted((k, plain(v)) for k, v in value.items() if k in keys and plain(v)))
    if isinstance(value, (list, tuple)):
        return sorted(plain(one) for one in value)
    return " ".join(str("" if value is None else value).split())


def words(key: str, value: Any) -> str:
    """A stored value for a reader."""
    language = get_language() or "en"
    if isinstance(value, list):
        return "; ".join(words(key, one) for one in value)
    if isinstance(value, dict):
        return ", ".join(str(part) for part in value.values() if part not in ("", None))
    if key in NAMED:
        return str(NAMED[key].get(value, value))
    if key == "production_territories":
        return territories.name(value, language)
    return languages.name(value, language) if key == "original_language" else str("" if value is None else value)
