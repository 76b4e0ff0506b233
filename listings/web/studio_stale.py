"""A page that a colleague's save has overtaken: what stands there now, beside what was typed."""

from typing import Any

from listings.models import Programme
from listings.web.changes import lines, list_names
from listings.web.studio_fields import LISTS, basics_values, field_names


def theirs(programme: Programme, typed: dict[str, Any]) -> list[dict[str, str]]:
    """The fields that stand otherwise than typed: name, place on the page, the stored value in words."""
    stored, names = basics_values(programme), field_names() | list_names()
    differing = [key for key in typed if key in names and plain(stored.get(key)) != plain(typed[key])]
    return [
        {"field": key, "name": names[key], "value": "; ".join(lines(key, stored.get(key))) or "–"} for key in differing
    ]


def plain(value: Any) -> Any:
    """A value as both a form and the database write it: text, and lists without order or empty rows."""
    if isinstance(value, dict):
        keys = {key for columns in LISTS.values() for key in columns} | {"state"}
        return tuple(sorted((k, plain(v)) for k, v in value.items() if k in keys and plain(v)))
    if isinstance(value, (list, tuple)):
        return sorted(plain(one) for one in value)
    return " ".join(str("" if value is None else value).split())
