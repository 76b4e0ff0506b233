"""The slices of the market (`settings.SLICES`), and what each adds to the places that all of them share.

A slice whose folder has a module `slice` says there, as SLICE, where its pages and its API stand and which entries it adds to
navigation, queue, deal tabs and the like. What shows such a place asks `entries_of(ItsKind)` and knows no slice by name.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from operator import attrgetter
from typing import Any, Protocol, TypeVar

from django.apps import apps
from django.conf import settings


class Entry(Protocol):
    """What a slice adds to one place. `order`: of two entries the smaller number comes first, whichever slice they are of."""

    @property
    def order(self) -> int: ...


Kind = TypeVar("Kind", bound=Entry)


@dataclass(frozen=True)
class Slice:
    """What one slice adds; all of it may be left out.

    `pages`, `api`: the modules with its urlpatterns. Pages have names under the app's label, and stand below the address `under`.
    """

    pages: str = ""
    under: str = ""
    api: str = ""
    entries: tuple[Entry, ...] = ()


@cache
def read_slices() -> dict[str, Slice]:
    """What each slice adds, by its app's label, in the order of `settings.SLICES`."""
    configs = {config.name: config for config in apps.get_app_configs()}
    modules = {configs[name].label: f"{name}.slice" for name in settings.SLICES if find_spec(f"{name}.slice")}
    return {label: import_module(module).SLICE for label, module in modules.items()}


@cache
def entries_of(kind: type[Kind]) -> tuple[Kind, ...]:
    """What all slices add to the place of this kind, in their order."""
    return pick_entries(read_slices().values(), kind)


def pick_entries(slices: Iterable[Slice], kind: type[Kind]) -> tuple[Kind, ...]:
    """The entries of one kind by their order; of two with the same one, the lower slice's comes first."""
    entries: list[Any] = [entry for one in slices for entry in one.entries if isinstance(entry, kind)]
    return tuple(sorted(entries, key=attrgetter("order")))
