"""Form-encoded parameters as Stripe's clients send them: a[b][0][c]=1 becomes {"a": {"b": [{"c": "1"}]}}."""

import re
from typing import Any
from urllib.parse import parse_qsl


def decode(text: str) -> dict[str, Any]:
    """Nested parameters; consecutive numbers become lists."""
    found: dict[str, Any] = {}
    for name, value in parse_qsl(text, keep_blank_values=True):
        path = re.findall(r"[^\[\]]+|\[\]", name)
        place(found, path, value)
    return {name: as_lists(value) for name, value in found.items()}


def place(into: dict[str, Any], path: list[str], value: str) -> None:
    """Put the value at its path; [] takes the next number."""
    head, rest = path[0], path[1:]
    key = str(len(into)) if head == "[]" else head
    if not rest:
        into[key] = value
        return
    below = into.setdefault(key, {})
    if isinstance(below, dict):
        place(below, rest, value)


def as_lists(value: Any) -> Any:
    """Dictionaries keyed 0, 1, 2 … as lists."""
    if not isinstance(value, dict):
        return value
    if value and all(key.isdecimal() for key in value):
        return [as_lists(value[key]) for key in sorted(value, key=int)]
    return {key: as_lists(below) for key, below in value.items()}
