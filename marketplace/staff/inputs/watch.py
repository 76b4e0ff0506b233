"""The forms of what staff watch: delays that are known, work that failed, and the day's exchange rates."""

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from marketplace.kit.inputs import DayField, InputForm, SectionField, TextField
from marketplace.kit.rates import MEASURE
from marketplace.staff.inputs.fields import MAX_REASON_LENGTH
from marketplace.vocabularies import currencies
from marketplace.watch.actions import MAX_REASON_LENGTH as MAX_DELAY_LENGTH

MAX_QUEUE_LENGTH, MAX_SOURCE_LENGTH, MAX_RATE_LENGTH = 60, 120, 24


class KnowDelayForm(InputForm):
    """Why what is in a queue waits, and who sees to it."""

    queue = TextField(label=_("Queue"), max_length=MAX_QUEUE_LENGTH, hidden=True)
    reason = TextField(
        label=_("Why it waits, and who sees to it"),
        max_length=MAX_DELAY_LENGTH,
        error_messages={"required": _("Say why it waits and who sees to it, in up to 500 characters.")},
    )


class SetAsideForm(InputForm):
    """Why work that failed is not to be done."""

    reason = TextField(
        label=_("Reason"),
        max_length=MAX_REASON_LENGTH,
        lines=2,
        help_text=_("It stays undone, and stops being an alarm."),
        error_messages={"required": _("Say why it is not done, in up to 1000 characters.")},
    )


class RateField(TextField):
    """What one US dollar costs, as it was typed: the action reads it."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=MAX_RATE_LENGTH, required=False, **options)
        self.widget.attrs |= {"inputmode": "decimal", "autocomplete": "off"}


class PerDollarForm(InputForm):
    """What one US dollar costs in each other currency; empty ones stay as they are."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        language = get_language() or "en"
        for code in (code for code in currencies.codes if code != MEASURE):
            self.fields[code] = field = RateField(label=f"{code} {currencies.name(code, language)}")
            field.bind_to_form(self, code)


class RatesForm(InputForm):
    """A day's exchange rates with their source."""

    day = DayField(label=_("Day"), whole_months=False)
    source = TextField(
        label=_("Source"),
        max_length=MAX_SOURCE_LENGTH,
        error_messages={"required": _("Say where the rates come from, in up to 120 characters.")},
    )
    rates = SectionField(PerDollarForm, label=_("Exchange rates"))
