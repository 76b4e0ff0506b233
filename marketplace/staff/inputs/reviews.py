"""The forms of what staff decide about: organisations, listings and their changes, and people who lost a second step."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.states import OrganisationState
from listings.programmes.web.changes import changes_in
from marketplace.kit.inputs import InputForm, NumberField, OneOfField, TextField
from marketplace.staff.inputs.fields import MAX_NOTE_LENGTH, MAX_REASON_LENGTH, ReasonField

MAX_MARK_LENGTH, MAX_QUESTION_LENGTH, MAX_NUMBER = 64, 100, 10**8


class ReviewForm(InputForm):
    """A review with reasons at the facts they concern: in the values, `reasons` holds those that were given."""

    def clean(self) -> dict[str, Any]:
        """Gather the reasons."""
        cleaned = super().clean() or self.cleaned_data
        marked = {name: cleaned.pop(name, "") for name, field in self.fields.items() if isinstance(field, ReasonField)}
        return cleaned | {"reasons": {name: reason for name, reason in marked.items() if reason}}

    def reason_fields(self) -> list[Any]:
        """The fields for reasons, to be drawn."""
        return [self[name] for name, field in self.fields.items() if isinstance(field, ReasonField)]


class ReviewOrganisationForm(ReviewForm):
    """What has to change before the organisation is verified; at least one reason to return it."""

    name_en = ReasonField(label=_("Legal name in English"))
    name_local = ReasonField(label=_("Legal name in local script"))
    registration_number = ReasonField(label=_("Registration number"))
    tax_number = ReasonField(label=_("Tax number"))
    address = ReasonField(label=_("Registered address"))
    documents = ReasonField(label=_("Documents"))
    general = ReasonField(label=_("Anything else"))


class ReviewListingForm(ReviewForm):
    """What has to change before the listing is published. `seen` marks what the page showed."""

    seen = TextField(max_length=MAX_MARK_LENGTH, hidden=True, required=False)
    message = TextField(label=_("Message to the seller"), max_length=MAX_NOTE_LENGTH, lines=2, required=False)
    original_title = ReasonField(label=_("Original title"))
    synopsis = ReasonField(label=_("Synopsis"))
    genres = ReasonField(label=_("Genres"))
    year = ReasonField(label=_("Year"))
    minutes = ReasonField(label=_("Minutes of one episode"))
    rights = ReasonField(label=_("Rights you hold"))
    artwork = ReasonField(label=_("Pictures"))


class ReviewChangesForm(ReviewForm):
    """What is wrong with the changes, at each fact that `about`, the revision, changes; `number` is the one that was seen."""

    number = NumberField(low=0, high=MAX_NUMBER, default=0)
    message = TextField(label=_("Message to the seller"), max_length=MAX_NOTE_LENGTH, lines=2, required=False)

    def __init__(self, *args: Any, about: Any = None, **options: Any) -> None:
        super().__init__(*args, about=about, **options)
        for change in changes_in(about) if hasattr(about, "proposed") else []:
            self.fields[change.key] = reason = ReasonField(label=_("What is wrong with it"), initial=change.reason)
            reason.bind_to_form(self, change.key)


class TakeDownForm(InputForm):
    """Why a published listing leaves the catalogue."""

    message = TextField(
        label=_("Reason"),
        max_length=MAX_NOTE_LENGTH,
        lines=2,
        error_messages={"required": _("Say why: the seller reads it.")},
    )


class ProposeSuspensionForm(InputForm):
    """Why an organisation should trade no more."""

    reason = TextField(
        label=_("Reason"),
        max_length=MAX_REASON_LENGTH,
        lines=3,
        help_text=_(
            "It becomes the message to the organisation once a colleague confirms. Signed contracts stay in force; what "
            "else stops stands below."
        ),
        error_messages={"required": _("Give the reason: it becomes the message to the organisation.")},
    )


class ReinstateForm(InputForm):
    """Why a suspended organisation may trade again."""

    reason = TextField(
        label=_("Why it may trade again"),
        max_length=MAX_REASON_LENGTH,
        lines=2,
        help_text=_("The members read it."),
        error_messages={"required": _("Give the reason: it becomes the message to the organisation.")},
    )


class FactorResetForm(InputForm):
    """How staff made sure who asks, or why they refuse."""

    note = TextField(
        label=_("How you made sure, or why you refuse"),
        max_length=MAX_NOTE_LENGTH,
        lines=3,
        error_messages={"required": _("Say how you made sure who it is, or why it is refused.")},
    )


def organisation_states() -> list[tuple[str, Any]]:
    """Any state, or one."""
    return [("", _("All states")), *OrganisationState.choices]


class FindOrganisationsForm(InputForm):
    """By a part of a name or the whole registration number, and by state."""

    q = TextField(
        label=_("Name or registration number"),
        placeholder=_("Name or registration number"),
        max_length=MAX_QUESTION_LENGTH,
        required=False,
    )
    show = OneOfField(
        label=_("State"), choices=organisation_states, required=False, widget=forms.Select(attrs={"data-submit": True})
    )
