"""A slice is a folder and one line of `settings.SLICES`: everything else it brings along, and it shows up everywhere."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from pytest_django import DjangoDbBlocker

from tests.database import empty_database

ROOT = Path(__file__).resolve().parent.parent.parent
FOLDER = Path(__file__).parent / "new_slice" / "visits"
LAST_LINE = '    "marketplace.staff",\n'
NUMBER = "MN-V-00011"


@pytest.fixture(scope="module")
def database(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """The name of an empty database."""
    with django_db_blocker.unblock(), empty_database("monsoon_visits") as name:
        yield name


def environment_for(folder: Path, database: str) -> dict[str, str]:
    """Our servers, that database, and settings with one line more."""
    settings = (ROOT / "marketplace" / "settings.py").read_text()
    assert settings.count(LAST_LINE) == 1
    (folder / "market_with_visits.py").write_text(settings.replace(LAST_LINE, LAST_LINE + '    "visits",\n'))
    addresses = {
        name: urlsplit(os.environ[name])._replace(path=f"/{database}").geturl()
        for name in ("DATABASE_URL", "DATABASE_OWNER_URL")
    }
    path = {"PYTHONPATH": os.pathsep.join([str(ROOT), str(folder)]), "DJANGO_SETTINGS_MODULE": "market_with_visits"}
    return {**os.environ, **addresses, **path}


@pytest.fixture(scope="module")
def seen(database: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What a market with this slice shows."""
    folder = tmp_path_factory.mktemp("market")
    shutil.copytree(FOLDER, folder / "visits")
    command = [sys.executable, "-m", "tests.clock", "tests.architecture.new_slice.market"]
    done = subprocess.run(
        command, cwd=folder, env=environment_for(folder, database), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_it_is_an_app_with_tables_and_their_rights(seen: dict[str, Any]) -> None:
    assert seen["apps"] is True
    assert seen["rights"] == ["select", "insert"]  # and to change one column, which is no right to the table


def test_it_has_settings_and_a_job_of_the_clock(seen: dict[str, Any]) -> None:
    assert (seen["setting"], seen["beat"]) == (3, [60, True])


def test_its_acts_are_allowed_and_refused_and_recorded(seen: dict[str, Any]) -> None:
    assert (seen["number"], seen["refused"], seen["audit"]) == (NUMBER, "MayNotPlan", "Visit planned")


def test_its_pages_stand_in_the_navigation(seen: dict[str, Any]) -> None:
    assert seen["page"] is True
    members, staff = seen["navigation"]
    assert members == ["Negotiations", "Contracts", "Visits", "Payments"]
    assert staff[5:8] == ["Deals", "Visits", "Bank transfers"]
    assert seen["count"] == [1]


def test_it_shows_up_in_home_queue_search_and_health(seen: dict[str, Any]) -> None:
    assert seen["home"] is True
    assert (seen["queue"], seen["queues"]) == ([[NUMBER, "/visits/staff/"]], ["Visits", 1])
    deal, nobody = seen["found"]
    assert deal.startswith("/visits/deal/MN-D-")
    assert nobody == f"/catalogue/?q={NUMBER}"
    assert seen["waits"] is True


def test_it_has_a_tab_a_stage_and_the_next_step_of_a_deal(seen: dict[str, Any]) -> None:
    assert seen["tabs"][-2:] == [["Delivery", False], ["Visits", True]]
    assert seen["tab"] is True
    assert seen["stages"] == [["Offer", "done"], ["Negotiation", "now"], ["Visit", ""]]
    assert seen["turn"] == [f"Visit {NUMBER}", True]


def test_it_answers_in_the_api_and_is_described(seen: dict[str, Any]) -> None:
    assert [row["number"] for row in seen["api"]] == [NUMBER]
    assert seen["described"] is True
