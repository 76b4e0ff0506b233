"""How dates, windows, money and times are written, per interface language (design, section 9)."""

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta, tzinfo
from functools import lru_cache

from babel.dates import format_date as babel_date
from babel.numbers import format_decimal, get_decimal_symbol
from django.utils.translation import gettext as _
from django.utils.translation import override

from marketplace.kit.interface_languages import interface_language
from marketplace.vocabularies.currencies import SYMBOLS, decimal_places
from marketplace.vocabularies.locales import locale_of, normalise_code


@lru_cache(maxsize=4096)
def format_date(day: date, language: str, style: str = "prose") -> str:
    """22 Nov 2026 · 2026年11月22日 · 22 พ.ย. 2569 · 22/11/2026. `style` is "prose" or "table"."""
    written = interface_language(language)
    pattern = written.table_date if style == "table" else written.prose_date
    text = babel_date(day, pattern, locale=locale_of(language))
    return text.replace(str(day.year), str(day.year + written.years_ahead))


def format_window(start: date, end: date | None, language: str) -> str:
    """A half-open window with its last day: 1 Mar 2027 – 28 Feb 2029. An open end says so."""
    first = format_date(start, language, "table")
    if end is None:
        with override(normalise_code(language)):
            return _("from %(day)s, no end") % {"day": first}
    last = format_date(end - timedelta(days=1), language, "table")
    return f"{first}{interface_language(language).to}{last}"


def format_number(number: int, language: str) -> str:
    """Grouped digits: 180,000 or 180.000."""
    return str(format_decimal(number, format="#,##0", locale=locale_of(language)))


def format_money(minor: int, currency: str, language: str) -> str:
    """US$180,000 · CN¥1,279,000 · THB 50,000. Decimals only where there are any."""
    digits = decimal_places(currency)
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
    written = interface_language(language)
    if len(items) == 2:
        return written.joins_two.join(items)
    return f"{written.comma.join(items[:-1])}{written.joins_last}{items[-1]}"


def remaining_time(at: datetime, now: datetime, language: str) -> str:
    """How long until `at`: "1 d 19 h left", "3 h 5 min left", "20 min left"; "Time is over" from then on."""
    seconds = int((at - now).total_seconds())
    days, hours, minutes = seconds // 86400, seconds % 86400 // 3600, seconds % 3600 // 60
    with override(normalise_code(language)):
        if seconds <= 0:
            return _("Time is over")
        if days:
            return _("{d} d {h} h left").format(d=days, h=hours)
        if hours:
            return _("{h} h {m} min left").format(h=hours, m=minutes)
        return _("{m} min left").format(m=max(minutes, 1))
