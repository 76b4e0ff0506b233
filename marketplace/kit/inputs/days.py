"""Days as people write them, and the period from a first to a last one."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from marketplace.kit import periods
from marketplace.kit.inputs.fields import InputField
from marketplace.kit.inputs.form import InputForm
from marketplace.kit.periods import Period

MAX_SHOWN = 20


def bad_day(wrong: periods.BadDay) -> str:
    """What is wrong with a day, in words that name it."""
    if wrong.code == "out_of_range":
        return _("Choose a date between 1950 and 2200.")
    shown = wrong.text.replace("\x00", "")[:MAX_SHOWN]
    if wrong.code == "ambiguous":
        return _("“%(value)s” can be read in two ways. Write the year first: 2027-03-15.") % {"value": shown}
    return _("“%(value)s” is not a date. Write 2027-03 or 2027-03-15.") % {"value": shown}


def day_text(day: date) -> str:
    """2027-03 for the first of a month, else the full date."""
    return f"{day:%Y-%m}" if day.day == 1 else day.isoformat()


def last_day_text(end: date | None) -> str:
    """The inclusive end: 2029-02 when the window ends with a month."""
    if end is None:
        return ""
    last = date.fromordinal(end.toordinal() - 1)
    return f"{last:%Y-%m}" if end.day == 1 else last.isoformat()


class DayField(InputField):
    """A day, or (with `whole_months`) a month for its first day; as a `last` day, which is included, the first day after it.

    With `calendar` a page shows the browser's calendar, which knows whole days only.
    """

    default_error_messages = {"required": gettext_lazy("Give a date.")}
    empty = None

    def __init__(
        self, *, last: bool = False, whole_months: bool = True, calendar: bool = False, **options: Any
    ) -> None:
        typed = {"inputmode": "numeric", "placeholder": "2029-02" if last else "2027-03"}
        picked = calendar or not whole_months
        super().__init__(widget=forms.DateInput(attrs={"type": "date"} if picked else typed), **options)
        self.last, self.whole_months, self.calendar = last, whole_months, picked

    def read_text(self, text: str) -> date:
        """The day. Raises ValidationError."""
        try:
            first, last = periods.read_days(text)
        except periods.BadDay as wrong:
            raise ValidationError(bad_day(wrong), code=wrong.code) from wrong
        if first != last and not self.whole_months:
            raise ValidationError(bad_day(periods.BadDay("not_a_day", text)), code="not_a_day")
        return last + timedelta(days=1) if self.last else first

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, date):
            return value
        if self.calendar:
            return (value - timedelta(days=self.last)).isoformat()
        return last_day_text(value) if self.last else day_text(value)

    def build_schema(self) -> dict[str, Any]:
        best = "2027-03-15 or 2027-03" if self.whole_months else "2027-03-15"
        said = f"{best}; other spellings with the year first, and Thai years, are read too."
        return {"type": "string", "maxLength": 20, "description": said}


class PeriodForm(InputForm):
    """From a first day to a last one, which is included: the value `period`. `to` may be left out where it is not required."""

    from_ = DayField(label=gettext_lazy("From"))
    to = DayField(label=gettext_lazy("To, included"), last=True)

    def clean(self) -> dict[str, Any]:
        """Join the two days."""
        cleaned = super().clean() or self.cleaned_data
        start, end = cleaned.get("from"), cleaned.get("to")
        if start and end and end <= start:
            self.add_error("to", ValidationError(_("The end must lie after the start."), code="order"))
        elif start and "to" in cleaned:
            cleaned["period"] = Period(start, end)
        return cleaned
