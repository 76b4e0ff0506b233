"""What cannot be started or saved says why, in words and as the last thing on the screen."""

import errno
import os
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django.fixtures import Settings

from marketplace.tools.launcher import __main__ as launcher
from marketplace.tools.launcher.home import Home
from marketplace.tools.launcher.problems import CannotStart
from marketplace.tools.launcher.stack import Stack


def test_g14_the_reason_comes_after_what_the_servers_say_while_they_stop(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(stack: Stack) -> None:
        raise CannotStart("The database is missing.\nPut it back.")

    monkeypatch.setenv("MONSOON_HOME", str(tmp_path))
    monkeypatch.setattr(launcher, "web_port", lambda: 8000)
    monkeypatch.setattr("signal.signal", lambda *_: None)
    monkeypatch.setattr(Stack, "start", refuse)
    monkeypatch.setattr(Stack, "stop", lambda stack: stack.console.say("broker", "bye bye"))
    assert launcher.main() == 1
    assert [line.split("| ")[1] for line in capsys.readouterr().out.splitlines()] == [
        "stopping: The database is missing.",
        "bye bye",
        "stopped",
        "The database is missing.",
        "Put it back.",
    ]


def test_o07_a_home_without_room_is_not_started_and_keeps_what_it_had(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = Home(tmp_path)
    home.save()
    before = (tmp_path / "state.json").read_text()

    def find_no_room(_number: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("os.fsync", find_no_room)
    home.state.ports["database"] = 21_345
    with pytest.raises(CannotStart, match=f"MONSOON_HOME {tmp_path} cannot be written: No space left on device"):
        home.save()
    home.note_missing(["beat"])  # one that runs goes on
    assert (tmp_path / "state.json").read_text() == before


def test_o02_a_folder_without_a_market_is_not_saved_and_not_made_one(
    tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DATABASE_URL")
    settings.HOME = tmp_path / "mistyped"
    with pytest.raises(CommandError, match=f"There is no market in {settings.HOME}"):
        call_command("backup", str(tmp_path / "saved"), stdout=StringIO())
    assert [*tmp_path.iterdir()] == []
