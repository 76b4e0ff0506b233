"""What our own side says of a row: why it cannot be taken over, and what to do. Texts are lazy: the reader's language."""

from collections.abc import Mapping
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from listings.exchange import own_sheet
from listings.exchange.avails import rules as avails
from listings.exchange.avails.model import Finding, Severity

Stored = dict[str, Any]

# By their codes: how bad it is, what it says, what to do.
RULES: dict[str, tuple[Severity, Any, Any]] = {
    "no-territory-left": (Severity.ERROR, _("No territory is left: all of “{value}” is excluded again."), _("Change Territory or TerritoryExclusion.")),
    "part-of-territory": (Severity.ERROR, _("“{value}” is a part of a territory. Rights are traded here by the territory."), _("Write the two-letter code of the whole territory.")),
    "territory-not-traded": (Severity.ERROR, _("“{value}” is not a territory here."), _("Write codes of ISO 3166-1, for example TH.")),
    "medium-unknown": (Severity.ERROR, _("The licence type “{value}” is none of our media rights."), _("Write SVOD, AVOD, VOD, EST or a code of our list, for example FTV.")),
    "pre-order": (Severity.WARNING, _("“{value}” is a pre-order window: it is not a right of its own and is left out."), _("Nothing to do: the sale's own window counts.")),
    "window-over": (Severity.ERROR, _("The window is over before it begins ({value})."), _("Write an end after the start.")),
    "day-out-of-range": (Severity.ERROR, _("The day {value} is out of range."), _("Choose days between 1950 and 2200.")),
    "start-by-event": (Severity.ERROR, _("The start depends on an event (“{value}”)."), _("Write the date, for example 2027-03-01.")),
    "end-by-event": (Severity.ERROR, _("The end depends on an event (“{value}”)."), _("Write the date, or Open.")),
    "no-language-left": (Severity.ERROR, _("No language is left: all are held back ({value})."), _("Change AllowedLanguages or HoldbackLanguage.")),
    "language-not-traded": (Severity.ERROR, _("The language “{value}” is not in our list."), _("Leave the language out, or write the nearest one of the list.")),
    "not-a-programme": (Severity.WARNING, _("“{value}” is not a programme of its own and is left out."), _("Offer the film, season or series itself.")),
    "not-whole-season": (Severity.WARNING, _("Not every episode of the season has this right, so it is left out: rights are traded by the season."), _("Offer all episodes for the same window, or the season.")),
    "another-licensee": (Severity.WARNING, _("The row is meant for one licensee (“{value}”); here the right is offered to all."), _("Take the row out if only that licensee may have it.")),
    "foreign-work": (Severity.ERROR, _("“{value}” belongs to another organisation here."), _("Use identifiers of your own.")),
    "licence-rests": (Severity.ERROR, _("A licence or hold rests on the right that this would end."), _("End the licence first, or keep the right in the file.")),
    "read-as-own": (Severity.WARNING, _("This is a rights sheet of Monsoon, not Avails; it was read as what it is."), _("Nothing to do.")),
    "read-as-avails": (Severity.WARNING, _("These are Avails, not a rights sheet of Monsoon; they were read as what they are."), _("Nothing to do.")),
    "is-titles": (Severity.ERROR, _("This looks like a list of titles."), _("Send it again as “A list of titles”.")),
    "own-refused": (Severity.ERROR, "{said}", ""),
    "title-list": (Severity.ERROR, "{said}", ""),
}  # fmt: skip


def stored(finding: Finding) -> Stored:
    """A finding of the readers as it is kept with its row."""
    return {
        "severity": finding.severity,
        "column": finding.column,
        "rule": finding.rule,
        "params": finding.params,
        "value": finding.value,
    }


def own(rule: str, column: str = "", value: str = "", **params: str) -> Stored:
    """A finding of ours, as it is kept."""
    return {
        "severity": RULES[rule][0], "column": column, "rule": rule, "params": {"value": value[:200], **params}, "value": value[:200],
    }  # fmt: skip


def said(finding: Mapping[str, Any]) -> tuple[Any, Any]:
    """(message, fix) of a kept finding."""
    rule, params = finding["rule"], finding["params"]
    if rule in RULES:
        _severity, message, fix = RULES[rule]
        return format_lazy(message, **params), format_lazy(fix, **params)
    return own_sheet.sentence(rule, params) if rule.startswith("own-") else avails.sentence(rule, params)


def verdict(findings: list[Stored]) -> str:
    """The worst of a row's findings."""
    if any(one["severity"] == Severity.ERROR for one in findings):
        return "error"
    return "warning" if findings else "ok"
