"""What comes in and what goes out: requests, answers, and the form encoding with brackets that Stripe uses."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from marketplace.tools.stripe_sandbox.problems import StripeProblem

NAME = re.compile(r"^([^\[\]]+)((?:\[[^\[\]]*\])*)$")


@dataclass(frozen=True)
class Request:
    """One HTTP request. `client` is the caller's address, `headers` have lower-case names."""

    method: str
    path: str
    query: str
    headers: Mapping[str, str]
    body: bytes
    client: str

    def form(self) -> list[tuple[str, str]]:
        """The pairs of the query and of a form body."""
        return parse_qsl(self.query + "&" + self.body.decode(errors="replace"), keep_blank_values=True)


@dataclass(frozen=True)
class Answer:
    """One HTTP answer. `drop_after` set: wait so many seconds, then hang up without a word."""

    status: int
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    drop_after: float | None = None


def json_answer(status: int, content: Any, headers: Mapping[str, str] | None = None) -> Answer:
    """An answer in JSON."""
    body = json.dumps(content, indent=2, ensure_ascii=False).encode()
    return Answer(status, body, {"Content-Type": "application/json", **(headers or {})})


def nested(pairs: list[tuple[str, str]]) -> dict[str, Any]:
    """`a[b]=1&c[0]=2&d[]=3` as {"a": {"b": "1"}, "c": {"0": "2"}, "d": {"0": "3"}}. Raises StripeProblem."""
    result: dict[str, Any] = {}
    for name, value in pairs:
        found = NAME.match(name)
        if found is None:
            raise StripeProblem(f"Invalid parameter name: {name}", code="parameter_unknown", param=name)
        place(result, [found[1], *re.findall(r"\[([^\[\]]*)\]", found[2])], value, name)
    return result


def place(target: dict[str, Any], keys: list[str], value: str, name: str) -> None:
    """Put one value where its keys say. An empty key appends."""
    for key in keys[:-1]:
        target = target.setdefault(key or str(len(target)), {})
        if not isinstance(target, dict):
            raise StripeProblem(f"Invalid object: {name}", param=name)
    last = keys[-1] or str(len(target))
    if isinstance(target.get(last), dict):
        raise StripeProblem(f"Invalid object: {name}", param=name)
    target[last] = value
