"""End, shorten and split a record of the ledger. A refusal is shown at the record, with what to do."""

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from accounts.web.access import MemberRequest, member_required
from accounts.web.leading import redirect_page
from listings import actions
from listings.models import RightIn, RightOut
from listings.rights.queries.ledger import open_claims
from listings.rights.web.ledger import change_forms, find_line, is_active, is_changeable, own_programme, record_page
from listings.rights.web.ledger_records import Line
from listings.states import Purpose
from marketplace.kit.inputs import InputForm
from marketplace.kit.problems import Forbidden, Invalid, Problem


class NotYours(Forbidden):
    code = "not_your_record"
    text = gettext_lazy("This record ends with the deal or the mandate that made it.")


class EndedAlready(Problem):
    code = "record_ended"
    text = gettext_lazy("This record has ended already: nothing more can be changed in it.")


@member_required
def show_record(request: MemberRequest, public_id: str, kind: str, pk: int) -> HttpResponse:
    """One record: all of it, its history, and what can be done to it."""
    programme = own_programme(request, public_id)
    line = find_line(programme, kind, pk, get_language() or "en")
    if request.method != "POST":
        return record_page(request, programme, line)
    forms = change_forms(request, line)
    try:
        said = change_record(request, line, forms.get(request.POST.get("do", "")))
    except Problem as problem:
        if form := forms.get(request.POST.get("do", "")):
            form.show_refusal(problem)
        line = find_line(programme, kind, pk, line.language)
        return record_page(request, programme, line, problem=problem, forms=forms)
    messages.success(request, said)
    return redirect_page(request, reverse("listings:ledger", args=[programme.public_id]))


def change_record(request: MemberRequest, line: Line, form: InputForm | None) -> str:
    """Do what the button says; returns the sentence for the toast. Raises refusals of the actions, Invalid."""
    row, now, do = line.row, timezone.now(), request.POST.get("do", "")
    if do == "evidence" and form:
        return give_evidence(request, line, form)
    if not is_changeable(line):
        raise NotYours
    if not is_active(line):
        raise EndedAlready
    if do == "end":
        end_line(row, request)
        return _("The record was ended.")
    if do == "shorten" and form:
        actions.shorten(row=row, end=form.read_values()["to"], by=request.actor, at=now)
        return _("The record ends earlier now.")
    if do == "split" and form and isinstance(row, RightIn):
        actions.split_right(row=row, day=form.read_values()["on"], by=request.actor, at=now)
        return _("The record was split in two.")
    raise Invalid({"do": [_("Choose one.")]})


def give_evidence(request: MemberRequest, line: Line, form: InputForm) -> str:
    """What the right rests on, for staff who decide a claim."""
    claims = open_claims(line.row) if isinstance(line.row, RightIn) else []
    if not claims:
        raise EndedAlready
    for claim in claims:
        actions.add_evidence(claim=claim, note=form.read_values()["note"], by=request.actor, at=timezone.now())
    return _("Our staff see what you wrote.")


def end_line(row: RightIn | RightOut, request: MemberRequest) -> None:
    """Take the record away; a mandate with the agent's rights under it."""
    now = timezone.now()
    if isinstance(row, RightOut) and row.purpose == Purpose.MANDATE:
        actions.end_mandate(mandate=row, by=request.actor, at=now)
    else:
        actions.end_record(row=row, by=request.actor, at=now)
