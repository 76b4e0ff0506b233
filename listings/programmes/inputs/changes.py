"""What changes a record of the ledger, and the past day on which the ledger is read."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy

from accounts.days import today_for
from marketplace.kit.inputs import DayField, InputForm, TextField

MAX_EVIDENCE_LENGTH = 2000


class ShortenForm(InputForm):
    """A record ends earlier: on its new last day, which is included."""

    to = DayField(label=gettext_lazy("New last day"), last=True, calendar=True)


class SplitForm(InputForm):
    """A right becomes two that meet on a day."""

    on = DayField(label=gettext_lazy("Second part begins on"), calendar=True)


class EvidenceForm(InputForm):
    """What a contested right rests on."""

    note = TextField(
        label=gettext_lazy("What your right rests on, for our staff"),
        max_length=MAX_EVIDENCE_LENGTH,
        lines=3,
        error_messages={"required": gettext_lazy("Say what the right rests on.")},
    )


class PastDayField(DayField):
    """A day before today."""

    def read_text(self, text: str) -> date:
        """The day. Raises ValidationError."""
        day = super().read_text(text)
        if day >= today_for(self.form.by, self.form.at):
            raise ValidationError(gettext_lazy("Choose a day before today; without one you read the records of now."))
        return day


class PastDayForm(InputForm):
    """The records as they stood at the end of a past day; without one, as they stand now."""

    on = PastDayField(label=gettext_lazy("State on"), calendar=True, required=False)
