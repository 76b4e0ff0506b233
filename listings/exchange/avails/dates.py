"""Dates of Avails: ISO dates and date-times, condition words, durations; for anything else, what was probably meant.

Never guessed: a date in another form is an error, which names the ISO form when only one day can be meant.
"""

import re
import unicodedata
from datetime import date, datetime, time, timedelta

from listings.exchange.avails.model import Edge
from listings.exchange.avails.problems import Problem, Value, wrong_value
from listings.exchange.avails.vocabulary import CONDITIONS

DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)?", re.ASCII)
WORD = re.compile(r"[A-Za-z][A-Za-z_ -]*")
DURATION = re.compile(r"-?P(?=\d|T\d)(\d+Y)?(\d+M)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?", re.ASCII)
LAST_MOMENT = time(23, 59, 59)
CONDITION_NAMES = {word.lower(): word for word in CONDITIONS}
MONTHS = {
    "jan": 1,
    "feb": 2,
    "mar": 3,
    "apr": 4,
    "may": 5,
    "jun": 6,
    "jul": 7,
    "aug": 8,
    "sep": 9,
    "oct": 10,
    "nov": 11,
    "dec": 12,
}
EXCEL_DAY_0 = date(1899, 12, 30)
BUDDHIST = 543
FOR_EVER = 9999


def read_edge(text: str, *, end: bool) -> Value[Edge]:
    """A window's start or end. A bare date is 00:00:00 as a start, 23:59:59 as an end; a word is a condition."""
    if DAY.fullmatch(text):
        return _edge_of_day(text, end=end)
    if MOMENT.fullmatch(text):
        return _edge_of_moment(text, end=end)
    if WORD.fullmatch(text) and not _possible_days(text):
        return _read_condition(text)
    return Value(Edge(), (_not_a_date(text),))


def read_date(text: str) -> Value[date | None]:
    """A single date; a date-time counts by its day."""
    found = read_edge(text, end=False)
    if found.value.condition:
        return wrong_value(None, "date-form", text)
    return Value(found.value.at.date() if found.value.at else None, found.problems)


def read_release(text: str) -> Value[str]:
    """A release: a year, a year and month, or a date."""
    if re.fullmatch(r"\d{4}(-(0[1-9]|1[0-2]))?", text, re.ASCII):
        return Value(text)
    return Value(text, read_date(text).problems)


def is_duration(text: str) -> bool:
    """Whether it is an xs:duration, such as P90D, -PT12H or PT48H."""
    return DURATION.fullmatch(text) is not None


def _edge_of_day(text: str, *, end: bool) -> Value[Edge]:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return wrong_value(Edge(), "date-impossible", text)
    if end and day.year == FOR_EVER:
        return _for_ever(text)
    at = datetime.combine(day, LAST_MOMENT if end else time.min)
    return Value(Edge(at), _odd_year(text, day))


def _edge_of_moment(text: str, *, end: bool) -> Value[Edge]:
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return wrong_value(Edge(), "date-impossible", text)
    if end and at.year == FOR_EVER:
        return _for_ever(text)
    return Value(Edge(at), _odd_year(text, at.date()))


def _for_ever(text: str) -> Value[Edge]:
    """The last year that computers know is other systems' way to say that there is no end."""
    return Value(Edge(condition="Open"), (Problem("date-for-ever", text, {"better": "Open"}),))


def _odd_year(text: str, day: date) -> tuple[Problem, ...]:
    """Thai papers count years from the Buddha: 2569 is 2026."""
    if not 2500 <= day.year <= 2650:
        return ()
    return (Problem("date-buddhist", text, {"better": text.replace(str(day.year), str(day.year - BUDDHIST), 1)}),)


def _read_condition(text: str) -> Value[Edge]:
    if text in CONDITIONS:
        return Value(Edge(condition=text))
    known = CONDITION_NAMES.get(text.lower().replace(" ", ""))
    listed = {"list": ", ".join(CONDITIONS)}
    if text == "TBD":
        return wrong_value(Edge(), "condition-tbd", text, **listed)
    better = {"better": known} if known else {}
    return Value(Edge(condition=known or text), (Problem("condition", text, listed | better),))


def _not_a_date(text: str) -> Problem:
    meant = sorted(_possible_days(text))
    if len(meant) == 1:
        return Problem("date-form", text, {"better": meant[0].isoformat()})
    if len(meant) == 2:
        return Problem("date-unclear", text, {"list": f"{meant[0]} / {meant[1]}"})
    return Problem("date-form", text)


def _possible_days(text: str) -> set[date]:
    """The days that a text in another form can stand for: none, one, or two when day and month can be exchanged."""
    plain = unicodedata.normalize("NFKC", text).strip().strip("'’").lower()
    parts = re.findall(r"\d+|[a-z]+", plain)
    found: set[date] = set()
    for year, month, day in _possible_orders(plain, parts):
        try:
            found.add(date(year, month, day))
        except ValueError:
            continue
    return found


def _possible_orders(plain: str, parts: list[str]) -> list[tuple[int, int, int]]:
    """The ways to read the parts as (year, month, day)."""
    if re.fullmatch(r"\d{5}", plain):  # Excel's number of a day whose cell lost its date format
        day = EXCEL_DAY_0 + timedelta(days=int(plain))
        return [(day.year, day.month, day.day)] if 1990 <= day.year <= 2100 else []
    if re.fullmatch(r"(19|20)\d{6}", plain):
        return [(int(plain[:4]), int(plain[4:6]), int(plain[6:]))]
    months = [MONTHS[part[:3]] for part in parts if part[:3] in MONTHS]
    numbers = [int(part) for part in parts if part.isdigit()]
    if len(months) == 1:
        return _with_month_name(numbers, months[0])
    if months or len(numbers) < 3 or len(numbers) > 6 or re.search(r"[a-su-z]", plain):
        return []
    return _in_figures(numbers[:3], dotted="." in plain)


def _with_month_name(numbers: list[int], month: int) -> list[tuple[int, int, int]]:
    if len(numbers) != 2:
        return []
    day, year = sorted(numbers)
    return [(year, month, day)] if year >= 1000 else []


def _in_figures(numbers: list[int], *, dotted: bool) -> list[tuple[int, int, int]]:
    """Year first (as in China), or year last: with points the day comes first, with strokes nobody knows."""
    first, second, third = numbers
    if first >= 1000:
        return [(first, second, third)]
    if third < 1000:
        return []
    day_first = [(third, second, first)]
    return day_first if dotted else [*day_first, (third, first, second)]
