"""How dates, windows, money and times are written, per interface language (design, section 9)."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta, tzinfo

from babel.dates import format_date as babel_date
from babel.lists import format_list as babel_list
from babel.numbers import format_decimal
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from marketplace.kit.vocab.currencies import SYMBOLS, exponent
from marketplace.kit.vocab.territories import locale_of

# (prose, table); Chinese tables use the ISO form, Vietnamese the slashed one.
PATTERNS = {
    "en": ("d MMM y", "d MMM y"),
    "zh": ("y年M月d日", "y-MM-dd"),
    "vi": ("dd/MM/y", "dd/MM/y"),
    "th": ("d MMM y", "d MMM y"),
}
THAI_YEARS = 543


def format_date(day: date, language: str, style: str = "prose") -> str:
    """22 Nov 2026 · 2026年11月22日 · 22 พ.ย. 2569 · 22/11/2026. `style` is "prose" or "table"."""
    base = language[:2].lower()
    pattern = PATTERNS.get(base, PATTERNS["en"])[style == "table"]
    text = babel_date(day, pattern, locale=locale_of(language))
    return text.replace(str(day.year), str(day.year + THAI_YEARS)) if base == "th" else text


def format_window(start: date, end: date | None, language: str) -> str:
    """A half-open window with its last day: 1 Mar 2027 – 28 Feb 2029. An open end says so."""
    first = format_date(start, language, "table")
    if end is None:
        return _("from %(day)s, no end") % {"day": first}
    last = format_date(end - timedelta(days=1), language, "table")
    joint = " 至 " if language.lower().startswith("zh") else " – "
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
        mark = "," if text.count(".") or language[:2] in {"vi", "id"} else "."
        text = f"{text}{mark}{rest:0{digits}d}"
    symbol = SYMBOLS.get(currency, f"{currency} ")
    return f"{'−' if minor < 0 else ''}{symbol}{text}"


def format_deadline(at: datetime, zone: tzinfo, language: str) -> str:
    """24 Nov 2026, 18:00 (UTC+8), in the reader's zone."""
    local = at.astimezone(zone)
    offset = local.utcoffset() or timedelta()
    hours, minutes = divmod(int(offset.total_seconds()) // 60, 60)
    shift = f"UTC{hours:+d}" + (f":{minutes:02d}" if minutes else "")
    return f"{format_date(local.date(), language)}, {local:%H:%M} ({shift})"


def format_list(items: Sequence[str], language: str) -> str:
    """A, B and C · A、B和C."""
    return babel_list(list(items), locale=locale_of(language)) if items else ""


def remaining(at: datetime, now: datetime) -> str:
    """How long until `at`: 1 d 19 h, 3 h, 20 min; empty when it is over."""
    seconds = int((at - now).total_seconds())
    if seconds <= 0:
        return ""
    days, hours, minutes = seconds // 86400, seconds % 86400 // 3600, seconds % 3600 // 60
    if days:
        return _("%(days)s d %(hours)s h") % {"days": days, "hours": hours}
    if hours:
        return ngettext("%(hours)s h", "%(hours)s h", hours) % {"hours": hours}
    return _("%(minutes)s min") % {"minutes": max(minutes, 1)}
