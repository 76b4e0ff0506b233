"""Bank transfers that buyers reported: one of staff sees the money on the statement, another matches it."""

from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from accounts.actors import Staff
from accounts.policies import may_judge
from accounts.web.access import StaffRequest, staff_required
from marketplace.files.serve import serve_file
from marketplace.kit.money import Money
from marketplace.payments import actions
from marketplace.payments.models import BankTransfer
from marketplace.payments.states import TransferState
from marketplace.staff.buttons import Button, Done, draw_form, perform_button, refusal_context, status_of
from marketplace.staff.inputs.transfers import RefuseTransferForm, SeeTransferForm

OPEN = (TransferState.CLAIMED, TransferState.SEEN)
MAX_CLOSED = 30


@staff_required
def list_transfers(request: StaffRequest) -> HttpResponse:
    """Bank transfers that wait: one person sees the money on the statement, another matches it."""
    return render_transfers(request)


def render_transfers(request: StaffRequest, done: Done | None = None) -> HttpResponse:
    """The page, the longest waiting first; what was refused stands at its transfer."""
    rows = BankTransfer.objects.select_related(
        "instalment__contract__deal", "claimed_by", "receipt", "seen_by", "matched_by"
    )
    waiting = rows.filter(state__in=OPEN).order_by("claimed_at")
    context = refusal_context(done) | {
        "open": [open_transfer(row, done) | {"judges": may_decide(request, row)} for row in waiting],
        "closed": rows.exclude(state__in=OPEN).order_by("-claimed_at")[:MAX_CLOSED],
        "own": request.staff.user.pk,
    }
    return render(request, "staff/transfers.html", context, status=status_of(done))


def open_transfer(row: BankTransfer, done: Done | None) -> dict[str, Any]:
    """One transfer that waits, with its forms."""
    return {
        "t": row,
        "sight": draw_form(SeeTransferForm, done, row),
        "refusal": draw_form(RefuseTransferForm, done, row),
    }


def may_decide(request: StaffRequest, row: BankTransfer) -> bool:
    """May this member of staff decide about it? Not of a side of the deal, nor who reported it."""
    contract = row.instalment.contract
    return row.claimed_by_id != request.staff.user.pk and may_judge(request.staff, contract.buyer, contract.seller)


@staff_required
@require_POST
def judge_transfer(request: StaffRequest, pk: int) -> HttpResponse:
    """See, match or refuse one transfer."""
    found = get_object_or_404(BankTransfer.objects.select_related("instalment__contract__deal"), pk=pk)
    done = perform_button(request, BUTTONS, name="move", row=found, many=True)
    return render_transfers(request, done) if done.problem else redirect("staff:transfers")


def see_transfer(*, transfer: BankTransfer, received: Money, statement_line: str, by: Staff, at: datetime) -> None:
    """First person: the money stands on the statement."""
    actions.see_transfer(transfer=transfer, received_minor=received.minor, statement_line=statement_line, by=by, at=at)


def book_part(*, transfer: BankTransfer, by: Staff, at: datetime) -> None:
    """Second person: what came is a part of what is due."""
    actions.match_transfer(transfer=transfer, by=by, at=at, as_part=True)


BUTTONS = {
    "see": Button(see_transfer, SeeTransferForm, "transfer", act="see_transfer"),
    "match": Button(actions.match_transfer, row="transfer"),
    "part": Button(book_part, row="transfer", act="match_transfer"),
    "credit": Button(actions.credit_transfer, row="transfer"),
    "refuse": Button(actions.refuse_transfer, RefuseTransferForm, "transfer"),
}


@staff_required
def show_proof(request: StaffRequest, pk: int) -> HttpResponseBase:
    """The bank's slip of a transfer."""
    found = get_object_or_404(BankTransfer, pk=pk)
    return serve_file(request, found.proof)
