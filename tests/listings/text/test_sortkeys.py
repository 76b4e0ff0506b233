"""Lists in the order that readers of a language expect."""

import pytest

from listings.text import sort_key


@pytest.mark.parametrize(
    ("language", "ordered"),
    [
        ("zh-Hans", ["北京", "重庆", "第2集", "第10集", "上海", "Ant"]),
        ("zh-Hant", ["北京", "流浪", "張三"]),
        ("th", ["กลับ", "ไก่", "ขวด", "แขก", "หลาน"]),
        ("vi", ["Da", "Dạ", "Đa", "Em", "Ê"]),
        ("en", ["2 Days", "10 Days", "café", "Cage", "ÿ", "z"]),
        ("", ["a", "B"]),
        ("no-such-language", ["a", "B"]),
    ],
)
def test_titles_stand_in_the_order_of_the_language(language: str, ordered: list[str]) -> None:
    backwards = ordered[::-1]
    assert sorted(backwards, key=lambda title: sort_key(title, language)) == ordered


def test_a_key_is_bytes_for_any_text() -> None:
    assert isinstance(sort_key("\x00\ud800" + "字" * 10_000, "zh"), bytes)
    assert len(sort_key("字" * 10_000, "zh")) < 2_000
