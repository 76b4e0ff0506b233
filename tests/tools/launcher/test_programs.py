"""What the caller has set is kept; what is missing is filled in."""

from pathlib import Path

import pytest

from marketplace.tools.launcher.home import Home
from marketplace.tools.launcher.programs import build_environment
from tests import services

GIVEN = ("DATABASE_URL", "REDIS_URL", "BASE_URL", "SECRET_KEY", "MONSOON_DEMO", "ALLOWED_HOSTS")


@pytest.fixture(autouse=True)
def newcomer(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in GIVEN:
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


def test_a_newcomer_gets_everything(home: Home) -> None:
    env = build_environment(home, 8000, {"DATABASE_URL": "postgresql://ours"})
    assert {name: env[name] for name in ("DATABASE_URL", "BASE_URL", "MONSOON_DEMO", "MONSOON_HOME")} == {
        "DATABASE_URL": "postgresql://ours",
        "BASE_URL": "http://localhost:8000",
        "MONSOON_DEMO": "1",
        "MONSOON_HOME": str(home.folder),
    }
    assert env["SECRET_KEY"] == home.state.secret_key


def test_a_database_of_ones_own_gets_no_people_with_known_passwords(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://theirs")
    assert build_environment(home, 8000, {})["MONSOON_DEMO"] == "0"
    monkeypatch.setenv("MONSOON_DEMO", "1")
    assert build_environment(home, 8000, {})["MONSOON_DEMO"] == "1"


def test_an_empty_variable_counts_as_missing(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "")
    assert build_environment(home, 8000, {})["SECRET_KEY"] == home.state.secret_key


def test_the_launcher_can_ask_for_health_whatever_hosts_are_allowed(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALLOWED_HOSTS", "monsoon.example")
    assert build_environment(home, 8000, {})["ALLOWED_HOSTS"] == "monsoon.example,127.0.0.1"


def test_tests_on_a_database_of_ones_own_ask_for_its_owner_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MONSOON_TESTS_IN")
    monkeypatch.delenv("DATABASE_OWNER_URL", raising=False)
    monkeypatch.setenv("DATABASE_URL", "postgresql://app@localhost/theirs")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with pytest.raises(pytest.UsageError, match="the tests need DATABASE_OWNER_URL too"):
        services.announce()
    assert list(tmp_path.iterdir()) == []
