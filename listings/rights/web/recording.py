"""The form of a new record, in or out, on the ledger's page and in the editor."""

from typing import Any

from django.utils import timezone

from accounts.web.access import MemberRequest
from listings import actions
from listings.inputs import IN, OUT_KINDS, RecordKindForm, RightInForm, RightOutForm
from listings.models import Programme, RightIn, RightOut
from listings.programmes.queries.works import cuts_of
from listings.states import Binds, Grade
from marketplace.kit.inputs import InputForm
from marketplace.kit.problems import Problem

FIRST_KIND, FIRST_HELD, FIRST_TAKEN = (
    {"purpose": IN},
    {"exclusive": "1"},
    {"grade": Grade.SOLE.value, "binds": Binds.LICENSOR.value},
)


class RecordForms:
    """A right in and what is taken, filled in on one page: `purpose` says which of them is read."""

    held: RightInForm
    taken: RightOutForm

    def __init__(self, request: MemberRequest, programme: Programme, *, posted: bool) -> None:
        self.programme, self.by, self.at = programme, request.actor, timezone.now()
        who: dict[str, Any] = {"by": self.by, "at": self.at, "about": programme}
        if not posted:
            self.kind = RecordKindForm(initial=FIRST_KIND, **who)
            self.held, self.taken = RightInForm(initial=FIRST_HELD, **who), RightOutForm(initial=FIRST_TAKEN, **who)
            self.read: RightInForm | RightOutForm = self.held
            return
        self.kind = RecordKindForm(request.POST, **who)
        self.held, self.taken = RightInForm(request.POST, request.FILES, **who), RightOutForm(request.POST, **who)
        self.kind.full_clean()
        # The form that is not read keeps what was typed in it, and finds nothing wrong with it.
        if self.kind.cleaned_data.get("purpose") in OUT_KINDS:
            self.read, self.held = self.taken, RightInForm(initial=FIRST_HELD | typed_values(self.held), **who)
        else:
            self.read, self.taken = self.held, RightOutForm(initial=FIRST_TAKEN | typed_values(self.taken), **who)

    def record(self) -> RightIn | RightOut:
        """Record what the page says, with its document; all of it or nothing. Raises Invalid and the actions' refusals."""
        act: Any = actions.record_right_in if self.kind.read_values()["purpose"] == IN else actions.record_right_out
        made: RightIn | RightOut = act(programme=self.programme, **self.read.read_values(), by=self.by, at=self.at)
        return made

    def show_refusal(self, problem: Problem) -> None:
        """Show at its fields what an action refused."""
        self.read.show_refusal(problem)

    @property
    def faulty(self) -> InputForm:
        """The form whose errors the page sums up."""
        return self.kind if self.kind.errors else self.read

    @property
    def cuts(self) -> list[str]:
        """The names of the cuts that there are."""
        return list(cuts_of(self.programme).order_by("name").values_list("name", flat=True))


def typed_values(form: InputForm) -> dict[str, Any]:
    """What was typed, without what was left out."""
    return {name: value for name, value in form.get_raw_values().items() if value}
