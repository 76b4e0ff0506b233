"""Identifiers of works: every form is understood, a wrong check character warns and never refuses."""

import pytest

from marketplace.vocabularies.identifiers import Checked, check_identifier

WRITTEN = "10.5240/CB93-339B-33EA-F532-9428-X"


@pytest.mark.parametrize(
    "value",
    [
        WRITTEN,
        WRITTEN.lower(),
        "urn:eidr:10.5240:CB93-339B-33EA-F532-9428-X",
        "https://doi.org/10.5240/CB93-339B-33EA-F532-9428-X",
        "doi:10.5240/CB93-339B-33EA-F532-9428-X",
        "md:cid:eidr-s:CB93-339B-33EA-F532-9428-X",
        "CB93-339B-33EA-F532-9428-X",
        "CB93339B33EAF5329428X",
    ],
)
def test_every_form_of_an_eidr_is_understood(value: str) -> None:
    assert check_identifier("eidr", value) == Checked(WRITTEN)


@pytest.mark.parametrize(
    "value",
    ["10.5240/0F0D-F5BB-7583-3BB0-53D3-Q", "10.5240/7791-8534-2C23-9030-8610-5", "10.5240/F85A-E100-B068-5B8F-B1C8-T"],
)
def test_real_eidrs_are_right(value: str) -> None:
    checked = check_identifier("eidr", value)
    assert (checked.value, checked.ok) == (value, True)


def test_a_wrong_check_character_warns_with_the_right_one() -> None:
    checked = check_identifier("eidr", "10.5240/1489-49A2-3956-4B2D-FE16-6")
    assert checked == Checked("10.5240/1489-49A2-3956-4B2D-FE16-6", "The check character should be 5.")
    assert not checked.ok


def test_an_eidr_without_its_check_character_is_told_it() -> None:
    assert check_identifier("eidr", "10.5240/1489-49A2-3956-4B2D-FE16") == Checked(
        "10.5240/1489-49A2-3956-4B2D-FE16", "The check character should be 5."
    )


@pytest.mark.parametrize(
    "value", ["10.5240/1489-49A2", "10.5237/CB93-339B", "hello", "", "10.5240/GB93-339B-33EA-F532-9428-X"]
)
def test_what_is_no_eidr_is_kept_and_shown_the_shape(value: str) -> None:
    assert check_identifier("eidr", value) == Checked(value, f"An EIDR looks like {WRITTEN}.")


@pytest.mark.parametrize(
    ("value", "checked"),
    [
        ("0000-0000-D07A-0090-Q-0000-0000-X", Checked("0000-0000-D07A-0090-Q-0000-0000-X")),
        ("urn:isan:0000-0000-D07A-0090-Q-0000-0000-X", Checked("0000-0000-D07A-0090-Q-0000-0000-X")),
        ("ISAN 0000-0000-d07a-0090", Checked("0000-0000-D07A-0090-Q")),
        ("000000018947000000000000", Checked("0000-0001-8947-0000-8-0000-0000-D")),
        (
            "0000-0001-8CFA-0000-A-0000-0000-K",
            Checked("0000-0001-8CFA-0000-A-0000-0000-K", "The check character should be I."),
        ),
        (
            "0000-0000-D07A-0090-Q-0000-0000-Y",
            Checked("0000-0000-D07A-0090-Q-0000-0000-Y", "The check character should be X."),
        ),
        ("zz", Checked("zz", "This is not a valid ISAN; it looks like 0000-0000-D07A-0090-Q-0000-0000-X.")),
    ],
)
def test_isan(value: str, checked: Checked) -> None:
    assert check_identifier("isan", value) == checked


@pytest.mark.parametrize(
    ("value", "checked"),
    [
        ("tt0111161", Checked("tt0111161")),
        ("TT0111161", Checked("tt0111161")),
        ("https://www.imdb.com/title/tt0111161/?ref_=x", Checked("tt0111161")),
        ("tt123", Checked("tt123", "An IMDb number looks like tt0111161.")),
        ("tt12345678901", Checked("tt12345678901", "An IMDb number looks like tt0111161.")),
    ],
)
def test_imdb(value: str, checked: Checked) -> None:
    assert check_identifier("imdb", value) == checked


def test_a_house_number_is_kept_with_single_blanks() -> None:
    assert check_identifier("house", "  SP  0042 ") == Checked("SP 0042")
