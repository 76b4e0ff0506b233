"""What is said about one value of one cell."""

from django.utils.translation import gettext_lazy as _

from listings.exchange.avails.texts.base import Rule, error_rule, warning_rule

ISO_DATE = _("Write the date as year-month-day, for example 2026-01-31.")

RULES: dict[str, Rule] = {
    "required": error_rule(_("{name} is empty, but every row needs it."), _("Fill it in.")),
    "required-for": error_rule(_("{name} is empty, but {other} needs it."), _("Fill it in.")),
    "expected-for": warning_rule(_("{name} is empty. {other} usually has it."), _("Fill it in.")),
    "not-for": error_rule(_("{name} is filled, but {other} must not have it."), _("Empty it.")),
    "unusual-for": warning_rule(_("{name} is filled. {other} usually has none."), _("Empty it.")),
    "not-listed": error_rule(_("“{value}” is not a value of {name}."), _("Write one of these: {list}.")),
    "unusual": warning_rule(
        _("“{value}” is not a usual value of {name}. Others may not understand it."), _("Usual values are: {list}.")
    ),
    "date-form": error_rule(_("“{value}” in {name} is not a date in the form year-month-day."), ISO_DATE),
    "date-unclear": error_rule(_("“{value}” in {name} can be read as two different dates."), _("Write {list}.")),
    "date-impossible": error_rule(_("There is no such day as “{value}”."), ISO_DATE),
    "date-for-ever": warning_rule(_("“{value}” in {name} was read as: no end.")),
    "date-buddhist": warning_rule(
        _("“{value}” in {name} lies more than four hundred years ahead. Is it a year of the Buddhist calendar?"),
        ISO_DATE,
    ),
    "condition-tbd": error_rule(
        _("“{value}” is not allowed in {name}: an Avail needs a date or a condition."),
        _("Usual conditions are: {list}."),
    ),
    "condition": warning_rule(
        _("“{value}” is not a usual condition for {name}. Others may not understand it."),
        _("Usual conditions are: {list}."),
    ),
    "year-form": error_rule(_("“{value}” in {name} is not a year."), _("Write four digits, for example 2026.")),
    "boolean-form": error_rule(_("“{value}” in {name} is neither yes nor no."), _("Write Yes or No.")),
    "integer-form": error_rule(
        _("“{value}” in {name} is not a whole number."), _("Write digits only, for example 12.")
    ),
    "number-form": error_rule(
        _("“{value}” in {name} is not a number."), _("Write digits with a point, for example 12.50.")
    ),
    "duration-form": error_rule(
        _("“{value}” in {name} is not a duration."), _("Write it as ISO 8601, for example P90D or PT48H.")
    ),
    "runtime-form": error_rule(
        _("“{value}” in {name} is not a run time."), _("Write hours, minutes and seconds, for example 02:05:00.")
    ),
    "money-negative": error_rule(_("The price {value} is below zero."), _("Write zero or more.")),
    "currency-code": error_rule(
        _("“{value}” is not a currency of ISO 4217."), _("Write its three letters, for example CNY.")
    ),
    "territory-code": error_rule(
        _("“{value}” is not a territory."),
        _("Write the two letters of ISO 3166-1, for example SG, or ISO 3166-2, for example CN-GD."),
    ),
    "territory-group": error_rule(
        _("“{value}” is a group of territories, and Avails has no code for it."), _("Write its members: {list}.")
    ),
    "language-form": error_rule(
        _("“{value}” is not a language tag."), _("Write it as in BCP 47, for example zh-Hans or th.")
    ),
    "language-part": error_rule(
        _("“{other}” in the language “{value}” is not registered."),
        _("Write it as in BCP 47, for example zh-Hans or th."),
    ),
    "language-asset": error_rule(
        _("“{other}” after the language “{value}” is not known."), _("Write one of these: {list}.")
    ),
    "eidr-form": warning_rule(
        _("“{value}” does not look like an EIDR."), _("An EIDR looks like 10.5240/CB93-339B-33EA-F532-9428-X.")
    ),
    "eidr-check": warning_rule(
        _("The check character of the EIDR “{value}” is wrong."), _("It should be {list}. Check the number.")
    ),
    "rating-system": error_rule(
        _("There is no rating system “{value}”."), _("Write its id, for example MTRCB or FCO.")
    ),
    "rating-place": warning_rule(
        _("The rating system {value} is not used in {other}."), _("Systems in use there: {list}.")
    ),
    "rating-value": error_rule(_("The rating system {other} has no rating “{value}”."), _("Its ratings are: {list}.")),
    "rating-reason": error_rule(_("The rating system {other} has no reason “{value}”."), _("Its reasons are: {list}.")),
    "rating-half": error_rule(
        _("RatingSystem and RatingValue belong together; one is empty."), _("Fill both, or neither.")
    ),
}
