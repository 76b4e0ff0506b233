"""PostgreSQL's programs are copied to where everybody may enter, once, whoever starts first."""

from pathlib import Path

import pytest

from marketplace.tools.launcher.binaries import put_in_place


def copy_of(folder: Path, content: str) -> Path:
    (folder / "bin").mkdir(parents=True)
    (folder / "bin" / "postgres").write_text(content)
    return folder


def test_who_comes_second_takes_the_copy_that_is_there(tmp_path: Path) -> None:
    target = copy_of(tmp_path / "pg-18", "first")
    fresh = copy_of(tmp_path / "pg-18.77", "second")
    put_in_place(fresh, target)
    assert (target / "bin" / "postgres").read_text() == "first"
    assert [path.name for path in tmp_path.iterdir()] == ["pg-18"]


def test_a_copy_that_cannot_be_put_in_place_is_an_error(tmp_path: Path) -> None:
    fresh = copy_of(tmp_path / "pg-18.77", "whole")
    with pytest.raises(FileNotFoundError):
        put_in_place(fresh, tmp_path / "missing" / "pg-18")
    assert fresh.exists()
