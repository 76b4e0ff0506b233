"""G14: a home and a database that are not of one market are refused, with what to do."""

from pathlib import Path

import pytest

from marketplace.operations import pairing
from marketplace.operations.models import Installation
from tests.database import as_owner

pytestmark = pytest.mark.django_db


def paired(home: Path) -> str:
    """A new market's name, as it stands in both places."""
    pairing.check_pairing(home)
    with as_owner():
        pairing.pair_market(home)
    return str(Installation.objects.get())


def test_g14_a_new_market_gets_one_name_in_both_places(tmp_path: Path) -> None:
    home = tmp_path / "home"
    name = paired(home)
    assert [path.read_text() for path in home.iterdir()] == [f"{name}\n"]
    assert paired(home) == name


def test_g14_files_without_their_database_are_refused(tmp_path: Path) -> None:
    paired(tmp_path)
    with as_owner():
        Installation.objects.all().delete()
    with pytest.raises(
        pairing.NotPaired, match=r"The files in .* belong to market .*, and the database at .* holds none\."
    ):
        pairing.check_pairing(tmp_path)
    assert Installation.objects.count() == 0


def test_g14_a_database_without_its_files_is_refused(tmp_path: Path) -> None:
    paired(tmp_path / "home")
    with pytest.raises(pairing.NotPaired, match="whose files lie in another home than"):
        pairing.check_pairing(tmp_path / "other")
    assert not (tmp_path / "other").exists()


def test_g14_another_markets_database_is_refused(tmp_path: Path) -> None:
    name = paired(tmp_path / "home")
    pairing.write_name(tmp_path / "other", "another")
    with pytest.raises(pairing.NotPaired, match=f"belong to market another, the database at .* to market {name}"):
        pairing.check_pairing(tmp_path / "other")


def test_a_pairing_broken_off_by_a_power_cut_is_finished(tmp_path: Path) -> None:
    name = paired(tmp_path)
    (tmp_path / "market").rename(tmp_path / "market.new")
    pairing.check_pairing(tmp_path)
    assert pairing.name_in_home(tmp_path) == name


def test_a_pairing_broken_off_before_the_database_had_it_is_made_anew(tmp_path: Path) -> None:
    pairing.write_name(tmp_path, "early", "market.new")
    assert paired(tmp_path) == pairing.name_in_home(tmp_path) != "early"
