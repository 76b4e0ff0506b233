"""Which column of a list of titles is which: guessed, shown on the first rows, confirmed by a person."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from accounts.web.doors import MemberRequest, member_required
from listings.exchange import actions, tables
from listings.exchange.models import Import
from listings.exchange.states import ImportState
from listings.exchange.web.one import found
from listings.policies import may_list
from marketplace.kit.problems import Invalid


@member_required
def columns(request: MemberRequest, pk: int) -> HttpResponse:
    """One choice for each column of ours; then the file is read."""
    batch = found(request, pk)
    if request.method != "POST":
        return ask(request, batch, batch.mapping) if waits(batch) else redirect("exchange:import", pk)
    mapping = {ours: request.POST.get(f"column:{ours}", "") for ours in tables.COLUMNS}
    mapping = {ours: theirs for ours, theirs in mapping.items() if theirs}
    try:
        actions.choose_columns(batch=batch, mapping=mapping, by=request.actor, at=timezone.now())
    except Invalid as problem:
        return ask(request, batch, mapping, problem)
    except actions.ImportMovedOn as problem:
        messages.warning(request, f"{problem.message()} {problem.advice()}")
    return redirect("exchange:import", pk)


def waits(batch: Import) -> bool:
    return batch.state == ImportState.UPLOADED


def ask(request: MemberRequest, batch: Import, mapping: dict[str, str], problem: Invalid | None = None) -> HttpResponse:
    """The page; what was chosen stays when something is missing."""
    errors = problem.errors if problem else {}
    choices = [
        {
            "key": key, "name": name, "chosen": mapping.get(key, ""), "needed": key in tables.NEEDED,
            "errors": errors.get(key, []),
        }
        for key, name in tables.COLUMNS.items()
    ]  # fmt: skip
    context: dict[str, Any] = {
        "batch": batch, "choices": choices, "sample": sample(batch), "problem": problem, "errors": errors,
        "may_list": may_list(request.actor), "errors_in_title": bool(problem),
    }  # fmt: skip
    return render(request, "exchange/columns.html", context, status=problem.status if problem else 200)


def sample(batch: Import) -> list[list[str]]:
    """The file's first rows; none when they cannot be read (reading the file will say why)."""
    try:
        return tables.sample(batch.file.path, batch.columns)
    except tables.Unreadable:
        return []
