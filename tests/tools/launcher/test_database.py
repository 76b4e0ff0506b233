"""Where the embedded database lies, and that a home whose database is gone or another's does not start an empty market."""

from pathlib import Path

import pytest

from marketplace.tools.launcher import database
from marketplace.tools.launcher.home import Home
from marketplace.tools.launcher.problems import CannotStart


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    """A home whose database was made, as far as its state knows. Where root runs the tests, it lies outside."""
    monkeypatch.setattr(database, "SHARED", tmp_path / "shared")
    made = Home(tmp_path / "home")
    made.open()
    made.state.has_roles = True
    made.save()
    return made


def test_g14_a_home_without_its_database_does_not_start(home: Home) -> None:
    with pytest.raises(CannotStart) as refused:
        database.prepare_for(home)
    folder = database.cluster_folder(home)
    assert str(refused.value).startswith(
        f"The database of {home.folder} is missing: it was in {folder}.\nPut it back, or "
    )
    assert "manage.py restore BACKUP" in str(refused.value)
    assert not folder.exists()


def test_g14_a_home_of_before_without_its_database_does_not_start_either(home: Home) -> None:
    home.state.has_roles, home.state.set_up_for = False, "some code"
    with pytest.raises(CannotStart, match="is missing"):
        database.prepare_for(home)


def test_g14_a_home_with_another_homes_database_does_not_start(home: Home) -> None:
    folder = database.cluster_folder(home)
    folder.mkdir(parents=True)
    (folder / database.NAME_OF_HOME).write_text("another\n")
    with pytest.raises(CannotStart, match=f"The database in {folder} belongs to another home than {home.folder}"):
        database.prepare_for(home)


def test_g14_a_database_whose_state_is_lost_is_not_taken_for_a_new_one(tmp_path: Path) -> None:
    (tmp_path / "postgres").mkdir()
    with pytest.raises(CannotStart, match=r"state\.json is missing, and with it the passwords"):
        Home(tmp_path).open()
    assert not (tmp_path / "state.json").exists()


def test_g14_root_keeps_the_database_in_the_home_where_its_server_can_reach_it(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 0)
    monkeypatch.setattr(database, "everybody_may_enter", lambda folder: True)
    assert database.cluster_folder(home) == home.folder / "database" / "postgres"
    monkeypatch.setattr(database, "everybody_may_enter", lambda folder: False)
    assert database.cluster_folder(home) == home.folder.parent / "shared" / home.state.cluster / "postgres"


def test_root_goes_on_with_a_database_that_lies_outside_already(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 0)
    monkeypatch.setattr(database, "everybody_may_enter", lambda folder: True)
    apart = home.folder.parent / "shared" / home.state.cluster / "postgres"
    apart.mkdir(parents=True)
    assert database.cluster_folder(home) == apart


def test_everybody_may_enter_only_where_every_folder_above_lets_them(tmp_path: Path) -> None:
    assert database.everybody_may_enter(Path("/usr/bin"))
    (tmp_path / "closed").mkdir(mode=0o700)
    assert not database.everybody_may_enter(tmp_path / "closed")
