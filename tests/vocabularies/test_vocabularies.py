"""Vocabularies: numbers never move, names follow the deployment's pack, wrong words get a suggestion."""

import hashlib
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from marketplace.vocabularies import (
    VOCABULARIES,
    Vocabulary,
    currencies,
    languages,
    media,
    micro_dramas,
    programmes,
    ratings,
    territories,
)

ROOT = Path(__file__).resolve().parents[2]
# How many codes there were when these tables were frozen, and the SHA-256 of them in order. Codes are appended after
# them; nobody renumbers, for the numbers are stored in every right, offer and licence.
FROZEN = {
    "languages": (66, "f291d72be16996aa"),
    "media": (20, "87bb8c82e0bf591b"),
    "territories": (249, "502ddd95fea9e456"),
}
LIKE = {"media": media.VOCABULARY, "languages": languages.VOCABULARY, "territories": territories.VOCABULARY}


@pytest.mark.parametrize("name", sorted(FROZEN))
def test_nobody_renumbers_a_vocabulary(name: str) -> None:
    length, digest = FROZEN[name]
    frozen = " ".join(VOCABULARIES[name].codes[:length])
    assert hashlib.sha256(frozen.encode()).hexdigest()[:16] == digest


def test_the_trades_home_has_the_numbers_one_to_fifteen() -> None:
    home = ["CN", "HK", "MO", "TW", "BN", "ID", "KH", "LA", "MM", "MY", "PH", "SG", "TH", "TL", "VN"]
    assert [territories.number(code) for code in home] == list(range(1, 16))
    assert list(territories.HOME) == home
    assert list(territories.ASEAN) == home[4:]


def test_the_media_have_these_numbers() -> None:
    order = (
        "SVOD AVOD FVOD TVOD EST CATCHUP FAST FTV PTV PPV THEA NONTHEA PUBVID AIR SHIP TRANSIT HOTEL HV REMAKE FORMAT"
    )
    assert {code: media.number(code) for code in media.codes} == {c: n for n, c in enumerate(order.split(), start=1)}


@pytest.mark.parametrize("vocabulary", [*VOCABULARIES.values(), currencies.VOCABULARY])
def test_a_code_stands_in_its_vocabulary_once(vocabulary: Vocabulary) -> None:
    assert len(set(vocabulary.codes)) == len(vocabulary.codes)
    assert all(code in vocabulary for code in vocabulary.codes)


@given(st.sampled_from(sorted(LIKE)), st.data())
def test_a_number_leads_back_to_its_code(name: str, data: st.DataObject) -> None:
    vocabulary = LIKE[name]
    code = data.draw(st.sampled_from(vocabulary.codes))
    assert vocabulary.code(vocabulary.number(code)) == code


@pytest.mark.parametrize("number", [0, -1, 250])
def test_a_number_out_of_the_table_is_refused(number: int) -> None:
    with pytest.raises(IndexError):
        territories.code(number)


def test_an_unknown_code_has_no_number() -> None:
    assert "UK" not in territories.VOCABULARY
    with pytest.raises(KeyError):
        territories.number("UK")


def test_each_family_of_media_is_one_range() -> None:
    families = [medium.family for medium in media.MEDIA]
    assert families == sorted(families, key=families.index)


def test_the_presets_hold_known_codes_in_order() -> None:
    for presets, vocabulary in ((territories.PRESETS, territories.VOCABULARY), (media.PRESETS, media.VOCABULARY)):
        for codes in presets.values():
            assert list(codes) == sorted(codes, key=vocabulary.number)


def test_the_presets_are_these() -> None:
    assert {name: len(codes) for name, codes in territories.PRESETS.items()} == {
        "CN": 1,
        "CN+HK+MO": 3,
        "CN+HK+MO+TW": 4,
        "ASEAN 11": 11,
        "KH LA MM TH VN": 5,
        "BN ID MY PH SG TL": 6,
        "All 15": 15,
        "Worldwide": 249,
    }
    assert media.PRESETS["VOD"] == ("SVOD", "AVOD", "FVOD", "TVOD", "EST")
    assert media.PRESETS["All"] == media.codes


# --- names ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("en", ["Mainland China", "Hong Kong, China", "Macao, China", "Taiwan, China", "Thailand"]),
        ("zh-hans", ["中国内地", "中国香港", "中国澳门", "中国台湾", "泰国"]),
        ("zh-Hans", ["中国内地", "中国香港", "中国澳门", "中国台湾", "泰国"]),
        ("zh", ["中国内地", "中国香港", "中国澳门", "中国台湾", "泰国"]),
        ("zh-TW", ["中國內地", "中國香港", "中國澳門", "中國台灣", "泰國"]),
        ("th", ["จีนแผ่นดินใหญ่", "ฮ่องกง จีน", "มาเก๊า จีน", "ไต้หวัน จีน", "ไทย"]),
        (
            "vi",
            ["Trung Quốc đại lục", "Hồng Kông, Trung Quốc", "Ma Cao, Trung Quốc", "Đài Loan, Trung Quốc", "Thái Lan"],
        ),
        ("id", ["Tiongkok Daratan", "Hong Kong, Tiongkok", "Makau, Tiongkok", "Taiwan, Tiongkok", "Thailand"]),
        ("ms", ["Tanah Besar China", "Hong Kong, China", "Macao, China", "Taiwan, China", "Thailand"]),
        # A language that the pack does not speak never falls back to another word for these four.
        ("km", ["Mainland China", "Hong Kong, China", "Macao, China", "Taiwan, China", "ថៃ"]),
        ("tet", ["Mainland China", "Hong Kong, China", "Macao, China", "Taiwan, China", "Thailand"]),
        ("en-XA", ["Mainland China", "Hong Kong, China", "Macao, China", "Taiwan, China", "Thailand"]),
    ],
)
def test_territories_are_named_by_the_pack(language: str, names: list[str]) -> None:
    assert [territories.name(code, language) for code in ("CN", "HK", "MO", "TW", "TH")] == names


def test_another_pack_is_chosen_by_the_environment() -> None:
    script = "from marketplace.vocabularies.territories import name; print([name(c, 'en') for c in ('CN', 'TW')])"
    environment = {"MONSOON_NAMING_PACK": "iso-short", "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-c", script]
    run = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True, timeout=60)
    assert run.stdout.strip() == "['China', 'Taiwan']"


def test_a_column_is_headed_by_the_short_name() -> None:
    assert " ".join(territories.short_name(code, "zh-Hans") for code in territories.HOME) == (
        "内地 香港 澳门 台湾 文莱 印尼 柬埔寨 老挝 缅甸 马来西亚 菲律宾 新加坡 泰国 东帝汶 越南"
    )
    assert territories.short_name("HK", "en") == "Hong Kong, China"


def test_the_active_language_names_when_none_is_given() -> None:
    with translation.override("zh-hans"):
        assert (territories.name("TH"), media.name("SVOD"), languages.name("th")) == ("泰国", "会员点播", "泰语")
    with translation.override("en"):
        assert (territories.name("TH"), media.name("SVOD"), languages.name("th")) == (
            "Thailand",
            "Subscription VOD",
            "Thai",
        )


def test_an_unknown_code_is_its_own_name() -> None:
    assert territories.name("QQ", "en") == "QQ"


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("vocabulary", [*VOCABULARIES.values(), currencies.VOCABULARY])
def test_every_code_has_a_name_in_both_languages_of_the_interface(vocabulary: Vocabulary, language: str) -> None:
    names = dict(vocabulary.choices(language))
    assert [code for code, name in names.items() if name == code] == []
    if language == "zh-hans":
        assert [
            code for code, name in names.items() if not any("\u4e00" <= letter <= "\u9fff" for letter in name)
        ] == []


def test_every_right_is_defined_in_one_sentence_in_both_languages() -> None:
    for code in media.codes:
        assert media.media_definition(code, "en").endswith(".")
        assert media.media_definition(code, "zh-Hans").endswith("。")


def test_a_right_has_a_short_label() -> None:
    labels = [media.short_name(code, "en") for code in ("SVOD", "EST", "FTV", "TRANSIT", "HV")]
    assert labels == ["SVOD", "EST", "Free TV", "TRANSIT", "Home video"]
    assert media.short_name("SVOD", "zh-Hans") == "会员点播"


def test_written_and_spoken_chinese_are_told_apart() -> None:
    assert [languages.name(code, "zh-Hans") for code in ("zh-Hans", "zh-Hant", "cmn", "yue", "nan", "tet")] == [
        "简体中文",
        "繁体中文",
        "普通话",
        "粤语",
        "闽南语",
        "德顿语",
    ]
    assert (languages.language_autonym("th"), languages.language_autonym("tet")) == ("ไทย", "Tetun")


# --- wrong words ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wrong", "meant"),
    [
        ("MYS", "MY"), ("UK", "GB"), ("my", "MY"), ("FRA", "FR"), (" tha ", "TH"), ("Malaysia", "MY"), ("泰国", "TH"),
        ("泰國", "TH"), ("ไทย", "TH"), ("Việt Nam", "VN"), ("Thái Lan", "TH"), ("Phillipines", "PH"), ("台湾", "TW"),
        ("中国", "CN"), ("Hong Kong", "HK"), ("Tiongkok", "CN"),
    ],
)  # fmt: skip
def test_a_wrong_territory_gets_a_suggestion(wrong: str, meant: str) -> None:
    assert territories.suggest(wrong) == meant


@pytest.mark.parametrize("wrong", ["", "  ", "WW", "ZZ", "EU", "XX", "ABC", "?", "x" * 5000])
def test_what_means_no_territory_gets_none(wrong: str) -> None:
    assert territories.suggest(wrong) is None


def test_rights_and_languages_are_suggested_too() -> None:
    assert [media.suggest(word) for word in ("svod", "订阅点播", "Pay TV", "DVD", "SVDO")] == [
        "SVOD",
        "SVOD",
        "PTV",
        "HV",
        "SVOD",
    ]
    assert [languages.suggest(word) for word in ("zh_Hans", "Tagalog", "Cantonese", "粤语", "zh-yue", "tl")] == [
        "zh-Hans",
        "fil",
        "yue",
        "yue",
        "yue",
        "fil",
    ]


# --- facts about territories and currencies -------------------------------------------------------------------------


def test_every_territory_has_its_own_alpha_3_code() -> None:
    assert len(set(territories.ALPHA3.values())) == 249
    spots = ("CN", "MM", "TL", "DE", "RS", "CD", "RO", "FO", "KZ", "TM", "YE", "SX", "CW", "HM", "TF")
    assert " ".join(territories.ALPHA3[code] for code in spots) == (
        "CHN MMR TLS DEU SRB COD ROU FRO KAZ TKM YEM SXM CUW HMD ATF"
    )


def test_home_territories_have_zone_currency_and_languages() -> None:
    assert [territories.territory_zone(code).key for code in ("CN", "ID", "TL", "FR")] == [
        "Asia/Shanghai",
        "Asia/Jayapura",
        "Asia/Dili",
        "UTC",
    ]
    assert [territories.territory_currency(code) for code in ("TH", "TL", "FR")] == ["THB", "USD", "USD"]
    for code in territories.HOME:
        assert territories.territory_currency(code) in currencies.VOCABULARY
        assert all(spoken in languages.VOCABULARY for spoken in territories.SPOKEN[code])
        assert territories.LANGUAGES[code] == territories.SPOKEN[code][0]


def test_the_minor_units_follow_iso_4217_and_stripe_agrees_for_ours() -> None:
    assert {code: currencies.decimal_places(code) for code in ("USD", "VND", "JPY", "KRW", "IDR", "LAK", "MMK")} == {
        "USD": 2,
        "VND": 0,
        "JPY": 0,
        "KRW": 0,
        "IDR": 2,
        "LAK": 2,
        "MMK": 2,
    }
    differ = [
        c for c in currencies.codes if (c in currencies.STRIPE_ZERO_DECIMAL) != (currencies.decimal_places(c) == 0)
    ]
    assert differ == []


# --- programmes -----------------------------------------------------------------------------------------------------


def test_ages_belong_to_ratings_that_exist() -> None:
    assert all(set(system.ages) <= set(system.values) for system in ratings.SYSTEMS)
    assert [ratings.minimum_age(*rating) for rating in (("TH", "20"), ("SG", "R21"), ("HK", "IIB"))] == [20, 21, 0]


def test_a_class_belongs_to_one_system_and_so_to_one_medium() -> None:
    """A cinema's class says nothing of television; no class of a territory stands in two of its systems."""
    for territory in ratings.TERRITORIES:
        assert len(set(ratings.values_of(territory))) == len(ratings.values_of(territory))
    found = [
        ratings.system_of(*rating)
        for rating in (("TH", "13"), ("TH", "น13+"), ("ID", "A"), ("ID", "13"), ("PH", "SPG"))
    ]
    assert [(system.code, system.medium) for system in found] == [
        ("BFVC", "film"),
        ("NBTC", "tv"),
        ("KPI", "tv"),
        ("LSF", "film"),
        ("MTRCB-TV", "tv"),
    ]
    with pytest.raises(KeyError):
        ratings.system_of("TH", "21")


@pytest.mark.parametrize(
    ("yuan", "ai", "on", "body"),
    [
        (3_000_000, False, date(2026, 11, 30), "national"),
        (2_999_999, False, date(2026, 11, 30), "province"),
        (999_999, False, date(2026, 11, 30), "platform"),
        (800_000, True, date(2026, 11, 30), "national"),
        (800_000, False, date(2026, 11, 30), "platform"),
        (299_999, True, date(2026, 7, 1), "platform"),
    ],
)
def test_a_micro_drama_is_admitted_by_its_tier(yuan: int, ai: bool, on: date, body: str) -> None:
    tier = micro_dramas.tier_of(yuan=yuan, made_by_ai=ai, on=on)
    assert tier is not None
    assert tier.body == body


def test_before_its_first_rule_a_micro_drama_has_no_tier() -> None:
    assert micro_dramas.tier_of(yuan=1, made_by_ai=False, on=date(2025, 12, 31)) is None
    assert micro_dramas.tier_of(yuan=1, made_by_ai=True, on=date(2026, 6, 30)) is None


def test_the_mainland_records_permits_instead_of_ratings() -> None:
    assert "CN" not in ratings.TERRITORIES
    assert programmes.permits_of("CN") == ("release", "distribution", "web_drama", "online")
    assert programmes.permits_of("VN") == ("certificate", "broadcast_decision", "self_rating")
    assert programmes.permits_of("TH") == ("certificate",)
    assert all(kind in programmes.PERMITS for kinds in programmes.PERMITS_OF.values() for kind in kinds)
