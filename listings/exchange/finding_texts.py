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
    "several-seasons": (Severity.ERROR, _("An earlier import made one title of several seasons of this series ({value}). Taking the season over would offer it twice."), _("End the rights of that title, then take this row over.")),
    "series-not-season": (Severity.ERROR, _("A whole series is offered; rights are traded here by the season."), _("Write a row for each season, or write 1 in SeasonCount when it has only one.")),
    "not-whole-season": (Severity.WARNING, _("{have} of {all} episodes of the season have this right, so it is left out: rights are traded by the season."), _("Offer all episodes for the same window, or the season.")),
    "season-size-unknown": (Severity.WARNING, _("This is a part of a season, and the file does not say that all of it has this right, so it is left out: rights are traded by the season."), _("Offer the season, or all its episodes with EpisodeCount.")),
    "not-all-seasons": (Severity.WARNING, _("{have} of {all} seasons of the title have this right, so it is left out: the title holds its rights for all its seasons."), _("Offer all its seasons for the same window, or list each season as a title of its own.")),
    "titles-differ": (Severity.WARNING, _("The rows have different titles ({value}). All are kept; which one is the original title is not said."), _("Check the original title in the draft.")),
    "fact-differs": (Severity.WARNING, _("The rows of this work do not agree ({value}), so none of it is taken over."), _("Write it in the draft.")),
    "region-read": (Severity.WARNING, _("“{value}” is a region of UN M.49. It is read as {list}."), _("Write the territories if others are meant.")),
    "language-left-out": (Severity.WARNING, _("Not in our list of languages, and left out: {value}."), _("Nothing to do: the other languages are taken over.")),
    "language-wide": (Severity.WARNING, _("“{value}” does not say which Chinese. It is read as {list}."), _("Write zh-Hans, zh-Hant, cmn or yue if only one is meant.")),
    "runtime-unclear": (Severity.WARNING, _("The run time “{value}” can be hours or minutes, so it is not taken over."), _("Write hours, minutes and seconds, for example 00:56:20, or the minutes in the draft.")),
    "not-taken": (Severity.WARNING, _("Monsoon has no place for this with a right: it is not taken over."), _("Note it in your own records, or say it in the offer.")),
    "price-not-taken": (Severity.WARNING, _("The price is not taken over: here you ask a fee for 12 months in one territory."), _("Write what you ask in the draft.")),
    "exception-flag": (Severity.ERROR, _("The sender wants a person to look at this row before it is applied."), _("Read the row's texts. Then write No in ExceptionFlag to take it over.")),
    "columns-not-taken": (Severity.WARNING, _("These columns are not taken over: {list}."), _("They are about formats, deliveries and the numbers of other systems; the file is kept as it came.")),
    "delete-unknown": (Severity.WARNING, _("Nothing of yours is known under this name, so there is nothing to take back."), _("Check the content id if you expected one.")),
    "inside-held": (Severity.WARNING, _("This right is inside ones that you hold, so nothing is added."), _("Nothing to do.")),
    "another-licensee": (Severity.WARNING, _("The row is meant for one licensee (“{value}”); here the right is offered to all."), _("Take the row out if only that licensee may have it.")),
    "foreign-work": (Severity.ERROR, _("“{value}” is not the name of a title of yours."), _("Use identifiers of your own.")),
    "mandate-only": (Severity.ERROR, _("You sell this title under a mandate that does not give this right."), _("Ask the producer for a wider mandate.")),
    "licence-rests": (Severity.ERROR, _("A licence or hold rests on the right that this would end."), _("End the licence first, or keep the right in the file.")),
    "read-as-own": (Severity.WARNING, _("This is a rights sheet of Monsoon, not Avails; it was read as what it is."), _("Nothing to do.")),
    "read-as-avails": (Severity.WARNING, _("These are Avails, not a rights sheet of Monsoon; they were read as what they are."), _("Nothing to do.")),
    "is-titles": (Severity.ERROR, _("This looks like a list of titles."), _("Send it again as “A list of titles”.")),
    "title-note": (Severity.WARNING, "{said}", ""),
    "listed-already": (Severity.WARNING, _("You list this already: {value}. Nothing is taken over."), _("Open that listing instead. Is it another work? Then say what differs: year, length, origin.")),
    "rights-to-listed": (Severity.WARNING, _("You list this already: {value}. Its rights are recorded there."), _("Nothing to do, if the EIDR is right.")),
    "title-twice": (Severity.ERROR, _("Row {other} is about the same title: nothing in this row tells them apart."), _("Give each title a number of its own, or take this row out.")),
    "rights-list": (Severity.WARNING, _("This is a list of rights (版权清单). Its titles become drafts; the rights in it are not taken over."), _("Record the rights in the drafts, or with Monsoon's rights sheet.")),
    "list-territory": (Severity.WARNING, _("“{value}” is read as where a title may be licensed, not where it was produced; it is not taken over."), _("Record the rights in the draft. Each draft asks for its production territories.")),
    "list-term": (Severity.WARNING, _("“{value}” is the time of a licence; it is not taken over."), _("Record the rights in the draft.")),
    "list-rights": (Severity.WARNING, _("“{value}” says which rights are offered; it is not taken over, because such words mean different things in different contracts."), _("Record the rights in the draft.")),
    "list-price": (Severity.WARNING, _("“{value}” is a price; it is not taken over."), _("Write what you ask in the draft.")),
    "column-unread": (Severity.WARNING, _("No column of ours was chosen for “{value}”; it is not read."), _("Nothing to do, if that is meant. The file is kept as it came.")),
    "own-refused": (Severity.ERROR, "{said}", ""),
    "title-list": (Severity.ERROR, "{said}", ""),
}  # fmt: skip


def stored_finding(finding: Finding) -> Stored:
    """A finding of the readers as it is kept with its row."""
    return {
        "severity": finding.severity,
        "column": finding.column,
        "rule": finding.rule,
        "params": finding.params,
        "value": finding.value,
    }


def own_finding(rule: str, column: str = "", value: str = "", **params: str) -> Stored:
    """A finding of ours, as it is kept."""
    return {
        "severity": RULES[rule][0],
        "column": column,
        "rule": rule,
        "params": {"value": value[:200], **params},
        "value": value[:200],
    }


def text_of_finding(finding: Mapping[str, Any]) -> tuple[Any, Any]:
    """(message, fix) of a kept finding."""
    rule, params = finding["rule"], finding["params"]
    if rule in RULES:
        _severity, message, fix = RULES[rule]
        params = {"have": "–", "all": "–", "list": "–"} | params  # rows that were kept before the rule had them
        return format_lazy(message, **params), format_lazy(fix, **params)
    return (
        own_sheet.describe_finding(rule, params) if rule.startswith("own-") else avails.finding_sentence(rule, params)
    )


def worst_finding(findings: list[Stored]) -> str:
    """The worst of a row's findings."""
    if any(one["severity"] == Severity.ERROR for one in findings):
        return "error"
    return "warning" if findings else "ok"
