"""The order of the first hits."""

import pytest

from listings.text import best_similarity, measure_similarity


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("流浪地球", ["流浪地球", "流浪地球2", "我的流浪地球", "流浪的地球", "流浪汉", "三体"]),
        ("mua nuoc", ["Mùa Nước", "Mùa Nước Nổi", "Bên Mùa Nước", "Mưa Ngọc", "Ròm"]),
        ("mùa", ["Mùa", "Múa", "Mùa len trâu", "Cỏ Mùa"]),
        ("liulang", ["Liulang", "流浪", "流浪地球", "三体"]),
        ("lldq", ["LLDQ", "流浪地球", "三体"]),
        ("langot", ["Langit", "Langit Kedua", "Roh"]),
    ],
)
def test_nearer_titles_come_first(query: str, titles: list[str]) -> None:
    scores = [measure_similarity(query, title) for title in titles]
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) == len(scores)


@pytest.mark.parametrize(("query", "title"), [("臺北", "台北"), ("don't", "Dont"), ("MN-TH-004182", "mn th 004182")])
def test_another_spelling_of_the_same_is_the_same(query: str, title: str) -> None:
    assert measure_similarity(query, title) == 1.0


@pytest.mark.parametrize(("query", "title"), [("", "x"), ("x", ""), ("!!", "??"), ("\x00", "\x00"), ("a", "字")])
def test_nothing_in_common_is_zero(query: str, title: str) -> None:
    assert measure_similarity(query, title) == 0.0


def test_a_word_that_sounds_the_same_is_nearer_than_one_that_shares_a_character() -> None:
    assert measure_similarity("热代语", "热带雨") > measure_similarity("热代语", "热血") > 0


def test_the_best_of_several_titles_counts() -> None:
    assert best_similarity("the wandering earth", ["流浪地球", "The Wandering Earth"]) == 1.0
    assert best_similarity("x", []) == 0.0
