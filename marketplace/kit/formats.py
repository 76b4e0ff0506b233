"""How dates, windows, money and times are written, per interface language (design, section 9)."""

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta, tzinfo

from babel.dates import format_date as babel_date
from babel.numbers import format_decimal, get_decimal_symbol
from django.utils.translation import gettext as _
from django.utils.translation import override

from marketplace.vocabularies.currencies import SYMBOLS, exponent
from marketplace.vocabularies.locales import locale_of, plain

# (prose, table); Chinese tables use the ISO form, Vietnamese the slashed one.
PATTERNS = {
    "en": ("d MMM y", "d MMM y"),
    "zh": ("y年M月d日", "y-MM-dd"),
    "vi": ("dd/MM/y", "dd/MM/y"),
    "th": ("d MMM y", "d MMM y"),
}
THAI_YEARS = 543
# (between two, before the last of three or more); the others are parted by the first mark of `COMMAS`.
LISTS = {
    "en": (" and ", " and "),
    "zh": ("、", "、"),
    "th": (" และ ", " และ "),
    "vi": (" và ", " và "),
    "id": (" dan ", ", dan "),
    "ms": (" dan ", " dan "),
}
COMMAS = {"zh": "、"}


def base_of(language: str) -> str:
    """The language without script and place."""
    return plain(language).partition("-")[0]


def format_date(day: date, language: str, style: str = "prose") -> str:
    """22 Nov 2026 · 2026年11月22日 · 22 พ.ย. 2569 · 22/11/2026. `style` is "prose" or "table"."""
    base = base_of(language)
    pattern = PATTERNS.get(base, PATTERNS["en"])[style == "table"]
    text = babel_date(day, pattern, locale=locale_of(language))
    return text.replace(str(day.year), str(day.year + THAI_YEARS)) if base == "th" else text


def format_window(start: date, end: date | None, language: str) -> str:
    """A half-open window with its last day: 1 Mar 2027 – 28 Feb 2029. An open end says so."""
    first = format_date(start, language, "table")
    if end is None:
        with override(plain(language)):
            return _("from %(day)s, no end") % {"day": first}
    last = format_date(end - timedelta(days=1), language, "table")
    joint = " 至 " if base_of(language) == "zh" else " – "
    return f"{first}{joint}{last}"


def format_number(number: int, language: str) -> str:
    """Grouped digits: 180,000 or 180.000."""
    return str(format_decimal(number, format="#,##0", locale=locale_of(language)))


def format_money(minor: int, currency: str, language: str) -> str:
    """US$180,000 · CN¥1,279,000 · THB 50,000. Decimals only where there are any."""
    digits = exponent(currency)
    whole, rest = divmod(abs(minor), 10**digits)
    text = format_number(whole, language)
    if rest:
        text = f"{text}{get_decimal_symbol(locale_of(language))}{rest:0{digits}d}"
    symbol = SYMBOLS.get(currency, f"{currency} ")
    return f"{'−' if minor < 0 else ''}{symbol}{text}"


def format_deadline(at: datetime, zone: tzinfo, language: str) -> str:
    """24 Nov 2026, 18:00 (UTC+8), in the reader's zone."""
    local = at.astimezone(zone)
    offset = local.utcoffset() or timedelta()
    hours, minutes = divmod(abs(int(offset.total_seconds())) // 60, 60)
    shift = f"UTC{'-' if offset < timedelta() else '+'}{hours}" + (f":{minutes:02d}" if minutes else "")
    return f"{format_date(local.date(), language)}, {local:%H:%M} ({shift})"


def one_stop(text: str) -> str:
    """A sentence that ends in a name like "Co., Ltd." has one full stop, not two; an ellipsis stays."""
    return re.sub(r"(?<!\.)\.\.(?!\.)", ".", text)


def format_list(items: Sequence[str], language: str) -> str:
    """A, B and C · A、B、C · A, B, dan C: the design's own forms, for CLDR's differ (A、B和C; A, B, and C)."""
    if len(items) < 2:
        return "".join(items)
    base = base_of(language)
    two, before_last = LISTS.get(base, LISTS["en"])
    if len(items) == 2:
        return two.join(items)
    return f"{COMMAS.get(base, ', ').join(items[:-1])}{before_last}{items[-1]}"


def remaining(at: datetime, now: datetime, language: str) -> str:
    """How long until `at`: "1 d 19 h left", "3 h 5 min left", "20 min left"; "Time is over" from then on."""
    seconds = int((at - now).total_seconds())
    days, hours, minutes = seconds // 86400, seconds % 86400 // 3600, seconds % 3600 // 60
    with override(plain(language)):
        if seconds <= 0:
            return _("Time is over")
        if days:
            return _("{d} d {h} h left").format(d=days, h=hours)
        if hours:
            return _("{h} h {m} min left").format(h=hours, m=minutes)
        return _("{m} min left").format(m=max(minutes, 1))
