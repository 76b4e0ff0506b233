"""A page that a colleague's save has overtaken: what stands there now, beside what was typed."""

from collections.abc import Mapping
from typing import Any

from listings.models import Programme
from listings.programmes.queries.facts import ROWS, says_same, wanted_facts
from listings.programmes.web.changes import list_lines, list_names
from listings.programmes.web.editor_fields import field_names


def list_differences(programme: Programme, read: Mapping[str, Any]) -> list[dict[str, str]]:
    """The fields that stand otherwise than read from the page: name, place on the page, the stored value in words."""
    stored, names = wanted_facts(programme), field_names() | list_names()
    differing = [key for key in read if key in names and key in stored and is_different(key, stored[key], read[key])]
    return [
        {"field": key, "name": names[key], "value": "; ".join(list_lines(key, stored[key])) or "–"} for key in differing
    ]


def is_different(key: str, stored: Any, read: Any) -> bool:
    """Does the page say otherwise? A list that is not on it does not, and boxes have no order."""
    if key in ROWS:
        return read is not None and not says_same(key, stored, read)
    return bool(sorted(stored) != sorted(read) if isinstance(read, list) else stored != read)
