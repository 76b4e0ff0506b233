"""What a reader of one value hands back: the value, and what is wrong with it."""

from dataclasses import dataclass, field
from typing import Generic, TypeVar

V = TypeVar("V")


@dataclass(frozen=True)
class Problem:
    """A rule broken by a value; the row and column are added where they are known."""

    rule: str
    value: str
    params: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Value(Generic[V]):
    """A value as read. `problems` may be warnings only, then `value` can be used."""

    value: V
    problems: tuple[Problem, ...] = ()


def wrong_value(empty: V, rule: str, value: str, **params: str) -> Value[V]:
    """A value that could not be read, with the one reason."""
    return Value(empty, (Problem(rule, value, params),))
