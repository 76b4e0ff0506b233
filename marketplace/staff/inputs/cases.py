"""The forms of cases: a right that ends under a licence, claims, works to compare, and how each was settled."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from listings.models import RightsClaim, WorkCase
from marketplace.kit.inputs import InputForm, OneOfField, TextField
from marketplace.staff.inputs.fields import MAX_NOTE_LENGTH, ProgrammeField

MAX_ANSWER_LENGTH = 20
DECISIONS = (RightsClaim.Outcome.EARLIER, RightsClaim.Outcome.LATER, RightsClaim.Outcome.BOTH)


class FindProgrammeForm(InputForm):
    """The programme whose rights are to be seen."""

    title = ProgrammeField(label=_("Programme"), required=False)


class EndRightForm(InputForm):
    """Why a right ends although licences rest on it."""

    reason = TextField(
        label=_("Reason; both parties read it"),
        max_length=MAX_NOTE_LENGTH,
        lines=2,
        error_messages={"required": _("Say why: both parties read it.")},
    )


class CloseCaseForm(InputForm):
    """How a case was settled."""

    resolution = TextField(
        label=_("How it was settled"),
        max_length=MAX_NOTE_LENGTH,
        lines=2,
        error_messages={"required": _("Say how it was settled.")},
    )


class DecideClaimForm(InputForm):
    """Whose record of a contested right stands."""

    outcome = OneOfField(
        label=_("Whose record is right?"), choices=[(one.value, one.label) for one in DECISIONS], radios=True
    )
    reason = TextField(
        label=_("Reason; both sides read it"),
        max_length=MAX_NOTE_LENGTH,
        lines=3,
        error_messages={"required": _("Say why: both sides read it.")},
    )


class AnswerField(OneOfField):
    """What may be proposed about the case that the form is about."""

    def __init__(self, **options: Any) -> None:
        super().__init__(choices=WorkCase.Answer.choices, radios=True, **options)

    def bind_to_form(self, form: InputForm, name: str) -> None:
        if isinstance(form.about, WorkCase):
            self.listed = lambda: answers_to(form.about)
        super().bind_to_form(form, name)


def answers_to(case: WorkCase) -> list[tuple[str, Any]]:
    """The answers: one work or two; or, of a listing that may leave its work, that it does."""
    known = (WorkCase.Answer.MERGE, WorkCase.Answer.APART) if case.other else (WorkCase.Answer.PART,)
    return [(answer.value, answer.label) for answer in known]


class WorkReasonForm(InputForm):
    """Why works are one or two."""

    reason = TextField(
        label=_("Reason"),
        max_length=MAX_NOTE_LENGTH,
        lines=2,
        error_messages={"required": _("Say why: your colleague decides by it.")},
    )


class ProposeAnswerForm(WorkReasonForm):
    """What becomes of the two works, and why; `about` is the case."""

    answer = AnswerField(label=_("Your answer"))
    field_order = ("answer", "reason")


class PartListingForm(WorkReasonForm):
    """The listing that is of another work, and why."""

    listing = ProgrammeField(label=_("Listing"))
    field_order = ("listing", "reason")


class ConfirmAnswerForm(InputForm):
    """The answer that the page showed when it was confirmed."""

    answer = TextField(max_length=MAX_ANSWER_LENGTH, hidden=True, required=False)
