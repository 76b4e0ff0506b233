"""A record of the ledger: a right that comes in, or what is taken of it."""

from collections.abc import Collection, Mapping
from datetime import UTC, datetime, time, timedelta
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from listings.rights.inputs.cells import GradeField
from listings.rights.inputs.scope import SCOPE_ORDER, ScopeForm
from listings.states import Binds, Grade, Purpose
from marketplace.files.policies import PAPER
from marketplace.files.upload_field import UploadField
from marketplace.kit.inputs import DayField, InputForm, NumberField, OneOfField, TextField, YesNoField
from marketplace.kit.inputs.days import bad_day
from marketplace.kit.inputs.widgets import explain
from marketplace.kit.periods import BadDay
from marketplace.vocabularies import media

IN = "in"
# What a seller records as taken; the other kinds come from deals and mandates.
OUT_KINDS = (Purpose.EXTERNAL, Purpose.OPTION, Purpose.HOLDBACK, Purpose.OWN_USE)
GRADED = frozenset({Purpose.EXTERNAL, Purpose.OPTION})
KIND_NAMES = {
    IN: gettext_lazy("I hold this right"),
    Purpose.EXTERNAL.value: gettext_lazy("Licensed elsewhere"),
    Purpose.OPTION.value: gettext_lazy("Option given"),
    Purpose.HOLDBACK.value: gettext_lazy("Holdback promised"),
    Purpose.OWN_USE.value: gettext_lazy("Own use"),
}
OPTION_DAYS = 30
# What the columns hold; a smallint counts the runs.
MAX_SOURCE_LENGTH, MAX_NOTE_LENGTH, MAX_CUT_LENGTH = 120, 200, 80
MAX_MOMENT_LENGTH = len("2027-03-01T12:00:00.000000+00:00")
MAX_RUNS, MAX_CATCH_UP_DAYS = 32_767, 365


class RecordKindForm(InputForm):
    """Which record it is: the page then reads it with RightInForm or RightOutForm."""

    purpose = OneOfField(label=gettext_lazy("Kind"), choices=KIND_NAMES.items, radios=True)


class RightInForm(ScopeForm):
    """A right that you hold."""

    exclusive = YesNoField(
        label=gettext_lazy("You hold it"),
        yes=explain(gettext_lazy("exclusively"), gettext_lazy("You may license it exclusively.")),
        no=explain(
            gettext_lazy("non-exclusively"),
            gettext_lazy("Others hold it too: only non-exclusive licences can be given."),
        ),
    )
    source = TextField(label=gettext_lazy("Source contract"), max_length=MAX_SOURCE_LENGTH, required=False)
    latest_end = DayField(label=gettext_lazy("Latest last day of a licence"), last=True, calendar=True, required=False)
    underlying_note = TextField(
        label=gettext_lazy("Underlying rights"),
        max_length=MAX_SOURCE_LENGTH,
        required=False,
        placeholder=gettext_lazy("music, author’s contract"),
    )
    underlying_end = DayField(label=gettext_lazy("Their last day"), last=True, calendar=True, required=False)
    document = UploadField(
        PAPER,
        label=gettext_lazy("Document"),
        help_text=gettext_lazy("PDF, JPEG or PNG, up to 10 MB"),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """A last day leaves something of the period to license."""
        cleaned = super().clean()
        for name in ("latest_end", "underlying_end"):
            if (day := cleaned.get(name)) and "period" in cleaned and day <= cleaned["period"].start:
                text = _("This day lies before the period begins: nothing could be licensed.")
                self.add_error(name, ValidationError(text, code="too_early"))
        return cleaned


class ExpiryField(DayField):
    """When an option runs out: at the end of a last day where its owner is, or at a moment (2027-03-01T12:00Z)."""

    def __init__(self, **options: Any) -> None:
        super().__init__(last=True, calendar=True, **options)

    def read_text(self, text: str) -> Any:
        """The moment. Raises ValidationError."""
        zone = self.form.by.organisation.zone if self.form.by else UTC
        day = super().read_text(text.partition("T")[0])
        if "T" not in text:
            return datetime.combine(day - timedelta(days=1), time.max, zone)
        try:
            at = datetime.fromisoformat(text)
        except ValueError as wrong:
            raise ValidationError(bad_day(BadDay("not_a_day", text)), code="not_a_day") from wrong
        if at.date() != day - timedelta(days=1):  # a moment is of the common calendar only
            raise ValidationError(bad_day(BadDay("out_of_range", text)), code="out_of_range")
        return at if at.tzinfo else at.replace(tzinfo=zone)

    def build_schema(self) -> dict[str, Any]:
        return {"type": "string", "maxLength": MAX_MOMENT_LENGTH}


class RightOutForm(ScopeForm):
    """What was given, promised or used elsewhere. Needs `by` and `at`.

    `grade` is needed for licences and options, `binds` for holdbacks; `expires` counts for options.
    """

    # What says something for some kinds only.
    counts_for: ClassVar[Mapping[str, Collection[str]]] = {
        "grade": GRADED,
        "binds": {Purpose.HOLDBACK},
        "expires": {Purpose.OPTION},
    }
    field_order = ("purpose", "grade", "binds", "expires", *SCOPE_ORDER)

    purpose = OneOfField(label=gettext_lazy("Kind"), choices=[(kind.value, KIND_NAMES[kind]) for kind in OUT_KINDS])
    grade = GradeField(needed_when=gettext_lazy("Needed for licences and options."))
    binds = OneOfField(
        label=gettext_lazy("Binds"),
        choices=Binds.choices,
        radios=True,
        needed_when=gettext_lazy("Needed for holdbacks."),
    )
    expires = ExpiryField(
        label=gettext_lazy("The option stands until the end of"),
        required=False,
        help_text=gettext_lazy("Empty means 30 days from now."),
    )
    runs = NumberField(
        label=gettext_lazy("Runs"),
        high=MAX_RUNS,
        required=False,
        help_text=format_lazy(gettext_lazy("For linear media only: {media}."), media=", ".join(sorted(media.LINEAR))),
    )
    catch_up_days = NumberField(label=gettext_lazy("Days of catch-up"), high=MAX_CATCH_UP_DAYS, required=False)
    cut = TextField(
        label=gettext_lazy("Cut"),
        max_length=MAX_CUT_LENGTH,
        required=False,
        help_text=gettext_lazy("The version licensed; a new name makes one. Empty means every cut."),
        widget=forms.TextInput(attrs={"list": "cuts", "autocomplete": "off", "dir": "auto"}),
    )
    note = TextField(label=gettext_lazy("Note"), max_length=MAX_NOTE_LENGTH, required=False)

    def clean(self) -> dict[str, Any]:
        """Each kind needs what it counts for; what says nothing for it is passed over."""
        cleaned = super().clean()
        purpose = cleaned.get("purpose", "")
        for name, kinds in self.counts_for.items():
            if purpose not in kinds:
                self.errors.pop(name, None)
                cleaned[name] = None
            elif cleaned.get(name) == "":
                self.add_error(name, ValidationError(self.fields[name].error_messages["required"], code="required"))
        if purpose in OUT_KINDS:
            self.check_linear()
        expires = cleaned.pop("expires", None)
        return cleaned | {
            "expires_at": self.check_option(expires) if purpose == Purpose.OPTION else expires,
            "grade": cleaned.get("grade") or Grade.NON_EXCLUSIVE,
            "binds": cleaned.get("binds") or Binds.LICENSOR,
        }

    def check_linear(self) -> None:
        """Runs and days of catch-up count for linear media only."""
        if self.cleaned_data.get("media", media.LINEAR) & media.LINEAR:
            return
        for name in ("runs", "catch_up_days"):
            if self.cleaned_data.get(name):
                said = {"media": ", ".join(sorted(media.LINEAR))}
                text = _("This counts for linear media only: choose one of %(media)s, or leave it empty.") % said
                self.add_error(name, ValidationError(text, code="linear"))

    def check_option(self, expires: datetime | None) -> datetime:
        """When an option runs out, which lies ahead."""
        if expires and expires <= self.at:
            self.add_error("expires", ValidationError(_("An option ends on a day from today on."), code="past"))
        return expires or self.at + timedelta(days=OPTION_DAYS)
