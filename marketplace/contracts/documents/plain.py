"""Dates, amounts and lists as the two texts of an agreement write them."""

from datetime import date

from marketplace.vocabularies.currencies import decimal_places

EN, ZH = "en", "zh-hans"
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def amount_text(minor: int, currency: str) -> str:
    """USD 165,000, with decimals only where there are some."""
    places = decimal_places(currency)
    whole, rest = divmod(minor, 10**places)
    return f"{currency} {whole:,}" + (f".{rest:0{places}d}" if rest else "")


def day_en(day: date) -> str:
    """1 March 2027."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def day_zh(day: date) -> str:
    """2027年3月1日."""
    return f"{day.year}年{day.month}月{day.day}日"


def join_names(names: list[str], language: str) -> str:
    """A; B; C – A、B、C. Names of territories have commas of their own: Macao, China."""
    return ("、" if language == ZH else "; ").join(names)
