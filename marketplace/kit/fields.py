"""A column that holds a set of codes of a closed vocabulary, as PostgreSQL's int4multirange.

Ranges over fixed numbers let one exclusion constraint compare whole sets (avails-engine design: "multiranges need only
btree_gist"). Python sees a frozenset of codes.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from psycopg import adapters
from psycopg.types.multirange import Int4Multirange
from psycopg.types.range import Int4Range
from psycopg.types.string import TextLoader

from marketplace.vocabularies import VOCABULARIES, Vocabulary

# Read as text, which is looked up whole (`from_text`): a page has hundreds of sets, and their ranges are never wanted.
adapters.register_loader("int4multirange", TextLoader)


def to_multirange(codes: Iterable[str], vocabulary: Vocabulary) -> Int4Multirange:
    """The codes' numbers as the fewest half-open ranges."""
    ranges: list[tuple[int, int]] = []
    for number in sorted(vocabulary.number(code) for code in set(codes)):
        if ranges and ranges[-1][1] == number:
            ranges[-1] = (ranges[-1][0], number + 1)
        else:
            ranges.append((number, number + 1))
    return Int4Multirange([Int4Range(low, high) for low, high in ranges])


def ranges_of(multirange: str) -> list[tuple[int, int]]:
    """The half-open ranges of a multirange as PostgreSQL writes it, {[1,4),[7,8)}."""
    pairs = (part.split(",") for part in multirange.strip("{[)}").split("),[") if part)
    return [(int(low), int(high)) for low, high in pairs]


@lru_cache(maxsize=16384)
def from_text(multirange: str, vocabulary: Vocabulary) -> frozenset[str]:
    """The codes of a multirange. The same sets are read again and again: a page of the catalogue has hundreds, most of
    them of every territory."""
    return frozenset(vocabulary.code(n) for low, high in ranges_of(multirange) for n in range(low, high))


if TYPE_CHECKING:
    _Field = models.Field[Any, Any]
else:
    _Field = models.Field


class CodeSetField(_Field):
    """A non-empty set of codes; `vocabulary` is a name in `marketplace.vocabularies.VOCABULARIES`."""

    def __init__(self, vocabulary: str, *args: Any, **kwargs: Any) -> None:
        self.vocabulary_name = vocabulary
        super().__init__(*args, **kwargs)

    @property
    def vocabulary(self) -> Vocabulary:
        return VOCABULARIES[self.vocabulary_name]

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        name, path, args, kwargs = super().deconstruct()
        return name, path, [self.vocabulary_name, *args], kwargs

    def db_type(self, connection: Any) -> str:
        return "int4multirange"

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> frozenset[str] | None:
        return None if value is None else from_text(value, self.vocabulary)

    def to_python(self, value: Any) -> frozenset[str] | None:
        if value is None or isinstance(value, frozenset):
            return value
        return frozenset(value)

    def get_prep_value(self, value: Any) -> Any:
        if value is None or isinstance(value, Int4Multirange):
            return value
        return to_multirange(value, self.vocabulary)

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        return self.get_prep_value(value)

    def value_to_string(self, obj: Any) -> str:
        return ",".join(sorted(self.value_from_object(obj) or ()))

    def validate(self, value: Any, model_instance: Any) -> None:
        super().validate(value, model_instance)
        for code in value:
            if code not in self.vocabulary:
                raise ValidationError(unknown_code(code, self.vocabulary))


def unknown_code(code: str, vocabulary: Vocabulary) -> str:
    """Name the value and the fix: "'MYS' is not a code here. Did you mean MY?"."""
    members = vocabulary.group(code)
    if members is not None and len(members) < len(vocabulary.codes):
        said = {"code": code, "list": f": {', '.join(members)}" if members else ""}
        return _("“%(code)s” stands for several territories%(list)s. Write them one by one.") % said
    guess = vocabulary.suggest(code)
    if guess:
        return _("“%(code)s” is not a code here. Did you mean %(guess)s?") % {"code": code, "guess": guess}
    return _("“%(code)s” is not a code here.") % {"code": code}
