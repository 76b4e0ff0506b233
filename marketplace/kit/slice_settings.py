"""What slices add to Django's settings, read while those are being made: before there are models, and by Celery's clock, which
never loads them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import Any

from celery.schedules import crontab
from django.core.exceptions import ImproperlyConfigured

# A nightly task that was not begun by morning is left to the next night.
NIGHT_SECONDS = 6 * 3600


@dataclass
class SliceSettings:
    """All slices' settings: `values` by name, `beat` as Celery wants it, `enum_names` as the API's description wants them."""

    values: dict[str, Any] = field(default_factory=dict)
    beat: dict[str, dict[str, Any]] = field(default_factory=dict)
    enum_names: dict[str, str] = field(default_factory=dict)


def read_slice_settings(slices: Iterable[str]) -> SliceSettings:
    """Read the module `settings` of each slice that has one.

    BEAT says when a task is queued: its name -> seconds between two times, or a crontab. ENUM_NAMES are names for sets of values
    in the API's description. Every other name in capitals becomes a setting. Raises ImproperlyConfigured where two slices say the
    same name.
    """
    read = SliceSettings()
    for module in filter(None, map(find_settings, slices)):
        own = {name: value for name, value in vars(module).items() if name.isupper()}
        add_new(read.beat, {task: make_beat_entry(task, when) for task, when in own.pop("BEAT", {}).items()}, module)
        add_new(read.enum_names, own.pop("ENUM_NAMES", {}), module)
        add_new(read.values, own, module)
    return read


def find_settings(name: str) -> ModuleType | None:
    """The slice's module of settings, if there is one."""
    return import_module(f"{name}.settings") if find_spec(f"{name}.settings") else None


def make_beat_entry(task: str, when: int | crontab) -> dict[str, Any]:
    """A time that has passed is not made up for: an outage leaves no heap of sweeps behind."""
    expires = when if isinstance(when, int) else NIGHT_SECONDS
    return {"task": task, "schedule": when, "options": {"expires": expires}}


def add_new(known: dict[str, Any], further: dict[str, Any], module: ModuleType) -> None:
    """Add what nobody has named yet."""
    if twice := known.keys() & further.keys():
        raise ImproperlyConfigured(f"{module.__name__} names again: {', '.join(sorted(twice))}")
    known |= further
