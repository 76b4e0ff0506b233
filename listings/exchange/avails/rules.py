"""Every rule by its code: how bad a break is, what it says, and what to do. Texts are lazy: read in the reader's language.

Placeholders in the texts: {value} as found, {name} the column's name, {first} another row, {other} another value,
{better} what to write instead, {list} what is allowed.
"""

from collections.abc import Mapping
from typing import cast

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from listings.exchange.avails.model import Finding
from listings.exchange.avails.texts import files, rows, values

RULES = files.RULES | values.RULES | rows.RULES
WRITE = _("Write “{better}”.")
SHOWN = 200  # characters of a value that a finding keeps


def finding_sentence(code: str, params: Mapping[str, str]) -> tuple[str, str]:
    """(message, fix) of a finding as lazy texts, also for one that was stored with its rule's code and `params`."""
    rule = RULES[code]
    fix = WRITE if params.get("better") else rule.fix
    return cast("str", format_lazy(rule.message, **params)), cast("str", format_lazy(fix, **params))


def make_finding(code: str, row: int = 0, column: str = "", value: str = "", /, **params: str) -> Finding:
    """A finding of rule `code` at a place. Long values are cut."""
    shown = value if len(value) <= SHOWN else value[: SHOWN - 1] + "…"
    known = {"value": shown, "name": column.rpartition("/")[2], **params}
    message, fix = finding_sentence(code, known)
    return Finding(RULES[code].severity, row, column, shown, code, message, fix, known)
