"""What typed text asks for, in a real PostgreSQL."""

import pytest
from django.db import connection
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from listings.text import index_tokens, parse_query
from listings.text.query import exact_query
from tests import fuzz

pytestmark = pytest.mark.django_db

WANDERING_EARTH = ["流浪地球", "郭帆", "MN-CN-000881", "10.5240/7791-8534-2C23-9030-8610-5"]
HOUSE_BY_THE_WATER = ["ห้องแถวริมน้ำ"]
FLOODING_SEASON = ["Mùa Nước Nổi"]
SECOND_SKY = ["Langit Kedua"]


def matches(texts: list[str], typed: str, *, loosely: bool = False) -> bool:
    query = parse_query(typed)
    assert query is not None
    tokens = index_tokens([(text, "") for text in texts])
    with connection.cursor() as cursor:
        asked = query.loose if loosely else query.tsquery
        cursor.execute("SELECT array_to_tsvector(%s) @@ %s::tsquery", (tokens, asked))
        found: bool = cursor.fetchone()[0]
        return found


@pytest.mark.parametrize(
    ("texts", "typed"),
    [
        (WANDERING_EARTH, "流浪地球"),
        (WANDERING_EARTH, "浪地"),
        (WANDERING_EARTH, "球"),
        (WANDERING_EARTH, "地球 流浪"),
        (WANDERING_EARTH, "流浪地球 郭帆"),
        (WANDERING_EARTH, "liulangdiqiu"),
        (WANDERING_EARTH, "liu lang di qiu"),
        (WANDERING_EARTH, "LiuLang diq"),
        (WANDERING_EARTH, "liúlàng"),
        (WANDERING_EARTH, "diqiu"),
        (WANDERING_EARTH, "lldq"),
        (WANDERING_EARTH, "ldq"),
        (WANDERING_EARTH, "流浪diqiu"),
        (WANDERING_EARTH, "mn-cn-000881"),
        (WANDERING_EARTH, "MNCN000881"),
        (WANDERING_EARTH, "10.5240/7791-8534-2C23-9030-8610-5"),
        (WANDERING_EARTH, "7791-8534"),
        (["後來的我們"], "后来的我们"),
        (["后来的我们"], "後來"),
        (["图兰朵：魔咒缘起"], "兰朵魔咒"),
        (HOUSE_BY_THE_WATER, "ห้องแถว"),
        (HOUSE_BY_THE_WATER, "ริมน"),
        (HOUSE_BY_THE_WATER, "hong thaew"),
        (FLOODING_SEASON, "mùa nước"),
        (FLOODING_SEASON, "mua nuoc noi"),
        (FLOODING_SEASON, "MUA NUO"),
        (FLOODING_SEASON, "nuocnoi"),
        (SECOND_SKY, "lang ked"),
        (SECOND_SKY, "kedua langit"),
        (SECOND_SKY, "langitkedua"),
        (["Don't Cry"], "dont cry"),
        (["ភ្នំពេញ"], "ភ្នំ"),
        (["မြန်မာ"], "myanm"),
        (["ພາສາລາວ"], "ລາວ"),
    ],
)
def test_all_words_are_found_in_any_way_of_typing_them(texts: list[str], typed: str) -> None:
    assert matches(texts, typed)


@pytest.mark.parametrize(
    ("texts", "typed"),
    [
        (WANDERING_EARTH, "流浪月球"),
        (WANDERING_EARTH, "地流"),
        (WANDERING_EARTH, "liulang yueqiu"),
        (SECOND_SKY, "langit ketiga"),
        (SECOND_SKY, "angit"),
        (FLOODING_SEASON, "mua kho"),
        (WANDERING_EARTH, "MN-CN-000882"),
    ],
)
def test_other_words_are_not_found(texts: list[str], typed: str) -> None:
    assert not matches(texts, typed)


@pytest.mark.parametrize(
    ("texts", "typed"),
    [
        (SECOND_SKY, "Langot Kedua"),
        (SECOND_SKY, "Lagnit"),
        (SECOND_SKY, "Kedu a"),
        (["The Jungle School"], "The Jupngle School"),
        (["The Jungle School"], "The Jungl eSchool"),
        (["The Jungle School"], "TheJungle Schol"),
        (["Ròm"], "Rmo"),
        (["Mai"], "Maui"),
        (FLOODING_SEASON, "mua nuoc moi"),
        (WANDERING_EARTH, "流浪地求"),
        (WANDERING_EARTH, "浪流球地"),
        (["张之洞"], "之张洞"),
        (["热带雨"], "热代语"),
        (HOUSE_BY_THE_WATER, "หองแถวริมน้ำ"),
    ],
)
def test_one_typing_error_is_forgiven_by_the_loose_query(texts: list[str], typed: str) -> None:
    assert not matches(texts, typed)
    assert matches(texts, typed, loosely=True)


@pytest.mark.parametrize("typed", ["", "  ", "\x00", "!!! & | ( ) :* '", "\u200b", "…", "\ud83d", "🎬"])
def test_nothing_to_search_for_is_no_query(typed: str) -> None:
    assert parse_query(typed) is None


def test_the_last_word_may_be_unfinished_and_the_others_are_words() -> None:
    query = parse_query("di kota x")
    assert query is not None
    assert query.tsquery == "(('di' | '=di' | '!di':*) & ('@kota':* | '!kota':*) & '@x':*)"


def test_rank_tokens_are_the_words_and_their_pieces() -> None:
    query = parse_query("Mùa 地球")
    assert query is not None
    assert query.rank_tokens == ("mùa", "mua", "=mua", "地球", "#地球")
    assert query.rank_tsquery == "('mùa' | 'mua' | '=mua' | '地球' | '#地球' | '#地':* | '#球':*)"


def test_quotes_and_backslashes_are_doubled() -> None:
    assert exact_query("a'b\\") == "'a''b\\\\'"


@settings(max_examples=200 * fuzz.TIMES, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=300) | st.text(alphabet="ab 'é字น้\\&|!():*<->\x00\"", max_size=60))
@example("'; DROP TABLE x; --")
@example("\\' | '':*")
@example("字" * 10_000)
@example("a b " * 10_000)
@example("x" * 10_000)
@example("น" + "้" * 10_000)
@example("ﷺ" * 10_000)
@example("\x00" * 10_000 + "a")
def test_no_text_makes_postgresql_refuse_the_query(typed: str) -> None:
    query = parse_query(typed)
    if query is None:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT numnode(%s::tsquery) > 0, numnode(%s::tsquery) > 0,"
            " ts_rank(array_to_tsvector(%s), %s::tsquery) > 0",
            (query.tsquery, query.loose, index_tokens([(typed, "")]), query.rank_tsquery),
        )
        assert cursor.fetchone() == (True, True, True)
