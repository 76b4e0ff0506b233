"""A row's key in what a page or another system posts: digits that fit the column, or none."""

import pytest

from marketplace.kit.keys import read_key


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("41", 41),
        ("0041", 41),
        ("9" * 17, 10**17 - 1),
        ("9" * 18, 0),
        ("", 0),
        ("-1", 0),
        ("1.0", 0),
        (" 41", 0),
        ("四", 0),
        ("٤١", 0),
    ],
)
def test_a_key_is_digits_that_fit_the_column(text: str, key: int) -> None:
    assert read_key(text) == key
