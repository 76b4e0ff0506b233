"""What can be wrong in an own sheet, by code. Dates and files break the rules that Avails have too (`avails.rules`)."""

from collections.abc import Mapping
from typing import Any, cast

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from listings.exchange.avails import rules as avails
from listings.exchange.avails.model import Finding, Severity

# rule: (severity, message, fix). {value} as found, {name} the column's header, {list} what is allowed.
RULES: dict[str, tuple[Severity, Any, Any]] = {
    "own-no-sheet": (
        Severity.ERROR, _("No sheet of this file has the columns of the rights sheet."),
        _("Start from the template, and keep its header row."),
    ),
    "own-column-missing": (Severity.ERROR, _("The column “{name}” is missing."), _("Add it, or start from the template.")),
    "own-column-unknown": (Severity.WARNING, _("“{value}” is not a column of the rights sheet and is not read."), _("Take it out, or correct its name.")),
    "own-column-twice": (Severity.WARNING, _("The column “{name}” is there twice. The first one is read."), _("Take the second one out.")),
    "own-needed": (Severity.ERROR, _("“{name}” is empty."), _("Fill it in.")),
    "own-code": (Severity.ERROR, _("“{value}” is not a code here."), _("Choose a code from the sheet “Explanation”.")),
    "own-value": (Severity.ERROR, _("“{value}” is not a value of “{name}”."), _("Write one of: {list}.")),
    "own-grade": (
        Severity.ERROR, _("“{value}” can mean two things. {one}: {first} {two}: {second}"),
        _("Write “{one}” or “{two}”."),
    ),
    "own-number": (Severity.ERROR, _("“{value}” is not a whole number from {low} to {high}."), _("Write figures only.")),
    "own-linear": (Severity.ERROR, _("“{name}” counts for linear media only."), _("Add one of {list}, or empty the cell.")),
    "own-too-early": (Severity.ERROR, _("The day {value} lies before the first day {other}: nothing could be licensed."), _("Correct one of the two days.")),
    "own-past": (Severity.ERROR, _("{value} is over already."), _("An option ends on a day from today on.")),
    "own-end": (Severity.ERROR, _("The last day {value} is not after the first day {other}."), _("Correct one of the two days.")),
    "own-day": (Severity.ERROR, _("The day {value} is out of range."), _("Choose a day between 1950 and 2200.")),
    "own-moment": (Severity.ERROR, _("“{value}” is not a day and time."), _("Write it like 2027-03-01T12:00Z, or only the day.")),
    "own-nothing-left": (Severity.ERROR, _("No territory is left: all of them are left out again."), _("Correct “{name}”.")),
    "own-not-for": (Severity.WARNING, _("“{name}” says nothing for “{other}” and is not read."), _("Empty the cell.")),
    "own-long": (Severity.ERROR, _("The text is longer than {list} characters."), _("Shorten it.")),
    "own-twice": (Severity.ERROR, _("Row {other} has this record's number already."), _("Empty the cell to make a new record.")),
}  # fmt: skip
WRITE = _("Write “{better}”.")
SHOWN = 200
# Of numbers, in findings that were stored before they said it.
LIMITS = {"low": "1", "high": "32767"}


def describe_finding(rule: str, params: Mapping[str, str]) -> tuple[str, str]:
    """(message, fix) in the reader's language, also for the rules that Avails have."""
    if rule not in RULES:
        return avails.finding_sentence(rule, params)
    _severity, message, fix = RULES[rule]
    better = WRITE if params.get("better") else fix
    said = {**LIMITS, **params}
    return cast("str", format_lazy(message, **said)), cast("str", format_lazy(better, **said))


def make_finding(rule: str, row: int, column: str, value: str, /, **params: str) -> Finding:
    """A finding at a cell; `column` is the column's key. Long values are cut."""
    shown = value if len(value) <= SHOWN else value[: SHOWN - 1] + "…"
    known = {"value": shown, "name": column, **params}
    severity = RULES[rule][0] if rule in RULES else avails.RULES[rule].severity
    message, fix = describe_finding(rule, known)
    return Finding(severity, row, column, shown, rule, message, fix, known)
