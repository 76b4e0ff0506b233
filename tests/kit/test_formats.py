"""Formats: the design's table, cell by cell."""

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from marketplace.kit import formats

DAY = date(2026, 11, 22)
START, END = date(2027, 3, 1), date(2029, 3, 1)
# language: prose, table, window, money, list (design, section 9)
TABLE = {
    "en": ("22 Nov 2026", "22 Nov 2026", "1 Mar 2027 – 28 Feb 2029", "US$180,000", "A, B and C"),
    "zh-hans": ("2026年11月22日", "2026-11-22", "2027-03-01 至 2029-02-28", "US$180,000", "A、B、C"),
    "th": ("22 พ.ย. 2569", "22 พ.ย. 2569", "1 มี.ค. 2570 – 28 ก.พ. 2572", "US$180,000", "A, B และ C"),
    "vi": ("22/11/2026", "22/11/2026", "01/03/2027 – 28/02/2029", "US$180.000", "A, B và C"),
    "id": ("22 Nov 2026", "22 Nov 2026", "1 Mar 2027 – 28 Feb 2029", "US$180.000", "A, B, dan C"),
    "ms": ("22 Nov 2026", "22 Nov 2026", "1 Mac 2027 – 28 Feb 2029", "US$180,000", "A, B dan C"),
}


@pytest.mark.parametrize("language", TABLE)
def test_the_designs_table_holds(language: str) -> None:
    assert (
        formats.format_date(DAY, language),
        formats.format_date(DAY, language, "table"),
        formats.format_window(START, END, language),
        formats.format_money(18_000_000, "USD", language),
        formats.format_list(["A", "B", "C"], language),
    ) == TABLE[language]


@pytest.mark.parametrize("language", ["zh-Hans", "zh_Hans", "zh", "zh-CN"])
def test_chinese_is_understood_however_its_code_is_written(language: str) -> None:
    assert formats.format_date(DAY, language) == "2026年11月22日"
    assert formats.format_window(START, END, language) == "2027-03-01 至 2029-02-28"


@pytest.mark.parametrize("language", ["en-XA", "tet", "xx"])
def test_a_language_without_formats_is_written_as_english(language: str) -> None:
    assert formats.format_window(START, END, language) == "1 Mar 2027 – 28 Feb 2029"


def test_an_open_window_says_so() -> None:
    assert formats.format_window(START, None, "en") == "from 1 Mar 2027, no end"


@pytest.mark.parametrize(
    ("minor", "currency", "language", "text"),
    [
        (127_900_000, "CNY", "en", "CN¥1,279,000"),
        (5_000_000, "HKD", "en", "HK$50,000"),
        (5_000_000, "SGD", "en", "S$50,000"),
        (5_000_000, "THB", "en", "THB 50,000"),
        (5_000_000, "VND", "vi", "VND 5.000.000"),
        (18_000_050, "USD", "en", "US$180,000.50"),
        (18_000_050, "USD", "id", "US$180.000,50"),
        (5, "USD", "vi", "US$0,05"),
        (5, "USD", "ms", "US$0.05"),
        (-18_000_000, "USD", "en", "−US$180,000"),
        (0, "USD", "en", "US$0"),
    ],
)
def test_money_is_written_with_a_code_that_tells_currencies_apart(
    minor: int, currency: str, language: str, text: str
) -> None:
    assert formats.format_money(minor, currency, language) == text


def test_numbers_are_grouped_by_the_language() -> None:
    assert [formats.format_number(1_234_567, language) for language in ("en", "vi", "zh-hans")] == [
        "1,234,567",
        "1.234.567",
        "1,234,567",
    ]


@pytest.mark.parametrize(
    ("items", "language", "text"),
    [
        ([], "en", ""),
        (["A"], "zh-hans", "A"),
        (["A", "B"], "en", "A and B"),
        (["A", "B"], "zh-hans", "A、B"),
        (["A", "B"], "id", "A dan B"),
        (["A", "B"], "th", "A และ B"),
        (["A", "B", "C", "D"], "vi", "A, B, C và D"),
    ],
)
def test_short_and_long_lists(items: list[str], language: str, text: str) -> None:
    assert formats.format_list(items, language) == text


@pytest.mark.parametrize(
    ("zone", "language", "text"),
    [
        (ZoneInfo("Asia/Shanghai"), "en", "24 Nov 2026, 18:00 (UTC+8)"),
        (ZoneInfo("Asia/Bangkok"), "th", "24 พ.ย. 2569, 17:00 (UTC+7)"),
        (ZoneInfo("Asia/Yangon"), "en", "24 Nov 2026, 16:30 (UTC+6:30)"),
        (timezone(-timedelta(hours=3, minutes=30)), "en", "24 Nov 2026, 06:30 (UTC-3:30)"),
        (UTC, "en", "24 Nov 2026, 10:00 (UTC+0)"),
    ],
)
def test_a_deadline_is_local_time_with_its_offset(zone: ZoneInfo, language: str, text: str) -> None:
    assert formats.format_deadline(datetime(2026, 11, 24, 10, tzinfo=UTC), zone, language) == text


@pytest.mark.parametrize(
    ("left", "text"),
    [
        (timedelta(days=1, hours=19, minutes=59), "1 d 19 h left"),
        (timedelta(hours=3, minutes=5), "3 h 5 min left"),
        (timedelta(minutes=20), "20 min left"),
        (timedelta(seconds=5), "1 min left"),
        (timedelta(0), "Time is over"),
        (timedelta(days=-2), "Time is over"),
    ],
)
def test_what_remains_is_told_in_the_two_largest_units(left: timedelta, text: str) -> None:
    now = datetime(2026, 11, 24, 10, tzinfo=UTC)
    assert formats.remaining_time(now + left, now, "en") == text


def test_a_sentence_that_ends_in_an_abbreviation_has_one_full_stop() -> None:
    assert formats.one_stop("You joined Saphan Co., Ltd..") == "You joined Saphan Co., Ltd."
    assert formats.one_stop("Wait ... and see.") == "Wait ... and see."
