"""Exact tokens of small examples in each script."""

import pytest

from listings.text import index_tokens
from listings.text.tokens import MAX_TEXT


def kept(text: str, kinds: str) -> list[str]:
    return [token for token in index_tokens([(text, "")]) if token[0] in kinds]


def plain(text: str) -> list[str]:
    return [token for token in index_tokens([(text, "")]) if token[0] not in "#=@!~"]


def test_chinese_gives_words_neighbours_pinyin_and_initials() -> None:
    assert index_tokens([("流浪地球", "zh-Hans")]) == [
        "!dq", "!ldq", "!lldq",
        "#地球", "#流浪", "#浪地", "#球",
        "=di", "=lang", "=liu", "=qiu",
        "@diqiu", "@langdiqiu", "@liulangdiqiu", "@qiu",
        "地球", "流浪",
    ]  # fmt: skip


def test_traditional_and_simplified_give_the_same_tokens() -> None:
    assert index_tokens([("臺北", "zh-Hant")]) == index_tokens([("台北", "zh-Hans")])
    assert index_tokens([("臺北", "zh-Hant")]) == ["!tb", "#北", "#台北", "=bei", "=tai", "@bei", "@taibei", "台北"]


def test_radicals_and_full_width_letters_are_the_ordinary_ones() -> None:
    assert plain("印度⼥孩") == plain("印度女孩")
    assert plain("ＡＢＣ") == ["abc"]


def test_polyphonic_characters_are_read_in_their_phrase() -> None:
    assert "@chongqing" in kept("重庆", "@")
    assert "@zhongyao" in kept("重要", "@")


def test_u_with_dots_is_found_as_v_and_as_u() -> None:
    assert kept("女儿", "@") == ["@er", "@nuer", "@nver"]


def test_thai_is_cut_into_words_and_written_characters() -> None:
    assert plain("ห้องแถวริมน้ำ") == ["น้ำ", "ริม", "ห้อง", "แถว"]
    assert kept("ห้องแถวริมน้ำ", "#") == ["#งแ", "#ถว", "#น้ำ", "#มน้ำ", "#ริม", "#วริ", "#ห้อ", "#อง", "#แถ"]
    assert kept("ห้องแถวริมน้ำ", "=@") == [
        "=hong",
        "=nam",
        "=rim",
        "=thaew",
        "@hongthaewrimnam",
        "@nam",
        "@rimnam",
        "@thaewrimnam",
    ]


def test_vietnamese_has_words_with_and_without_diacritics() -> None:
    assert plain("Mùa Nước Nổi") == ["mua", "mùa", "noi", "nuoc", "nước", "nổi"]
    assert kept("Mùa Nước Nổi", "@!") == ["!mnn", "!nn", "@muanuocnoi", "@noi", "@nuocnoi"]
    assert plain("Đất") == ["dat", "đất"]


def test_khmer_and_lao_are_romanised() -> None:
    assert index_tokens([("ភ្នំពេញ", "km")])[:6] == ["#ញ", "#នំពេ", "#ពេញ", "#ភ្នំ", "=phnampenh", "@phnampenh"]
    assert plain("ភ្នំពេញ") == ["ភ្នំពេញ"]
    assert index_tokens([("ລາວ", "lo")]) == ["#ລາ", "#ວ", "#າວ", "=lav", "@lav", "~-av", "~-la", "~-lv", "ລາວ"]


def test_burmese_is_romanised() -> None:
    assert plain("မြန်မာ") == ["မြန်မာ"]
    assert kept("မြန်မာ", "=@") == ["=myanmar", "@myanmar"]


def test_latin_words_survive_a_typing_error() -> None:
    assert plain("Langit Kedua") == ["kedua", "langit"]
    assert kept("Langit Kedua", "@!") == ["!lk", "@kedua", "@langitkedua"]
    assert kept("Kedua", "~") == [
        "~-edua", "~-kdua", "~-keda", "~-kedu", "~-keua", "~_ke", "~dua", "~edu", "~ked", "~ua_",
    ]  # fmt: skip


def test_ids_are_found_whole_and_by_their_parts() -> None:
    assert plain("10.5240/7791-8534-2C23-9030-8610-5") == [
        "10",
        "2c23",
        "5",
        "5240",
        "7791",
        "8534",
        "8610",
        "9030",
    ]
    assert "@105240779185342c23903086105" in kept("10.5240/7791-8534-2C23-9030-8610-5", "@")
    assert kept("10.5240/7791-8534-2C23-9030-8610-5", "~") == []
    assert plain("MN-TH-004182") == ["004182", "mn", "th"]
    assert kept("MN-TH-004182", "@") == ["@004182", "@mnth004182", "@th004182"]
    assert plain("tt0111161") == ["tt0111161"]


def test_digits_of_any_script_are_the_same_number() -> None:
    assert plain("๒๕๖๘") == ["2568"]


def test_the_limit_keeps_the_first_texts() -> None:
    title = index_tokens([("流浪地球", "zh")])
    assert index_tokens([("流浪地球", "zh"), ("郭帆", "zh")], limit=len(title)) == title


@pytest.mark.parametrize("text", ["", " ", "\x00", "!!!", "\ud800", "\u200b", "…—《》"])
def test_texts_without_words_have_no_tokens(text: str) -> None:
    assert index_tokens([(text, "")]) == []


@pytest.mark.parametrize("text", ["a" * 100_000, "字" * 100_000, "น" + "้" * 100_000, "ﷺ" * 100_000, "ก" * 100_000])
def test_tokens_of_endless_texts_stay_few_and_short(text: str) -> None:
    tokens = index_tokens([(text, "")])
    assert 0 < len(tokens) < 2 * MAX_TEXT
    assert max(len(token.encode()) for token in tokens) < 500
