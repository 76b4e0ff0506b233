"""A cell's value as text, the way a person would have typed it into an Avails workbook."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

Cell = str | float | int | bool | date | time | timedelta


def as_text(value: Cell) -> str:
    """ISO dates, numbers without a needless ".0", True and False, run times as HH:MM:SS, no blanks around."""
    return TEXT[type(value)](value)


def _number_text(value: float) -> str:
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)


def _moment_text(value: datetime) -> str:
    """A date whose time is midnight was meant as a date."""
    if value.time() == time.min:
        return value.date().isoformat()
    return value.replace(microsecond=0).isoformat()


def _time_text(value: time) -> str:
    return value.strftime("%H:%M:%S")


def _span_text(value: timedelta) -> str:
    """A run time in a cell formatted as [h]:mm:ss."""
    total = round(value.total_seconds())
    return f"{total // 3600:02}:{total // 60 % 60:02}:{total % 60:02}"


TEXT: dict[type, Callable[[Any], str]] = {
    str: str.strip,
    float: _number_text,
    int: str,
    bool: str,
    date: date.isoformat,
    datetime: _moment_text,
    time: _time_text,
    timedelta: _span_text,
}


def column_letters(index: int) -> str:
    """The name that spreadsheet programs show: 0 = A, 25 = Z, 26 = AA."""
    letters = ""
    number = index + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
