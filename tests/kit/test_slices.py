"""What a slice adds to what all share is read from its own folder."""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from celery.schedules import crontab
from django.core.exceptions import ImproperlyConfigured

from marketplace.kit.slice_settings import make_beat_entry, read_slice_settings
from marketplace.kit.slices import Slice, pick_entries


@dataclass(frozen=True)
class Thing:
    order: int
    name: str


@dataclass(frozen=True)
class OtherThing(Thing):
    """Of a sort of its own."""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.syspath_prepend(tmp_path)
    return tmp_path


def write_settings(folder: Path, name: str, text: str) -> str:
    (folder / name).mkdir()
    (folder / name / "__init__.py").write_text("")
    (folder / name / "settings.py").write_text(text)
    return name


def test_settings_beat_and_names_of_all_slices_are_put_together(folder: Path) -> None:
    first = write_settings(folder, "first_slice", 'import re\nHEIGHT = 3\nsmall = 1\nBEAT = {"first.sweep": 15}\n')
    second = write_settings(folder, "second_slice", 'WIDTH = 4\nENUM_NAMES = {"WidthEnum": "second_slice.Width"}\n')
    read = read_slice_settings([first, "marketplace.kit", second])
    assert read.values == {"HEIGHT": 3, "WIDTH": 4}
    assert read.beat == {"first.sweep": {"task": "first.sweep", "schedule": 15, "options": {"expires": 15}}}
    assert read.enum_names == {"WidthEnum": "second_slice.Width"}


def test_a_setting_that_another_slice_has_named_is_refused(folder: Path) -> None:
    names = [write_settings(folder, f"{name}_slice", "DEPTH = 5\n") for name in ("third", "fourth")]
    with pytest.raises(ImproperlyConfigured, match=re.escape("fourth_slice.settings names again: DEPTH")):
        read_slice_settings(names)


def test_a_nightly_task_has_until_morning() -> None:
    assert make_beat_entry("a.b", crontab(hour=19))["options"] == {"expires": 6 * 3600}


def test_entries_stand_in_their_order_whichever_slice_they_are_of() -> None:
    first = Slice(entries=(Thing(30, "last"), Thing(10, "first"), Thing(20, "same, earlier slice")))
    second = Slice(entries=(Thing(20, "same, later slice"),))
    names = [entry.name for entry in pick_entries([first, second], Thing)]
    assert names == ["first", "same, earlier slice", "same, later slice", "last"]
    assert pick_entries([first, second], OtherThing) == ()
