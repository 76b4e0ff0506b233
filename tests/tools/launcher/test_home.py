"""A home has one launcher at a time, keeps its secrets, and is not touched while processes of the last run live."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from marketplace.tools.launcher.home import Home
from marketplace.tools.launcher.problems import CannotStart


def test_what_was_saved_is_there_at_the_next_start(tmp_path: Path) -> None:
    first = Home(tmp_path / "deep" / "home")
    first.open()
    first.state.ports["database"] = 21_345
    first.save()
    first.close()
    again = Home(tmp_path / "deep" / "home")
    again.open()
    assert again.state == first.state
    assert stat.S_IMODE((again.folder / "state.json").stat().st_mode) == 0o600
    again.close()


def test_two_homes_share_no_secret(tmp_path: Path) -> None:
    one, other = Home(tmp_path / "one").state, Home(tmp_path / "other").state
    assert {one.secret_key, one.database_password, one.broker_password, one.stripe_webhook_secret}.isdisjoint(
        {other.secret_key, other.database_password, other.broker_password, other.stripe_webhook_secret}
    )


def test_a_second_launcher_is_told_the_number_of_the_first(tmp_path: Path) -> None:
    first, second = Home(tmp_path), Home(tmp_path)
    first.open()
    with pytest.raises(CannotStart, match=rf"already running on {tmp_path} \(process {os.getpid()}\)"):
        second.open()
    first.close()


def test_a_process_of_the_last_run_keeps_the_data_to_itself_and_is_named(tmp_path: Path) -> None:
    first = Home(tmp_path)
    first.open()
    command = [sys.executable, "-c", "input()"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, pass_fds=[first.children_lock]) as child:
        first.close()
        with pytest.raises(CannotStart, match=f"Processes of the last run still use {tmp_path}: {child.pid};"):
            Home(tmp_path).open(patience=0)
        child.communicate(b"\n")
    again = Home(tmp_path)
    again.open(patience=0)
    again.close()


def test_a_home_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "home").touch()
    with pytest.raises(CannotStart, match="cannot be used: File exists"):
        Home(tmp_path / "home").open()
