"""Which column of a list of titles is which: guessed, shown on the first rows, confirmed by a person."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.web.access import MemberRequest, member_required
from listings.exchange import actions, tables
from listings.exchange.encodings import ENCODINGS
from listings.exchange.models import Import
from listings.exchange.showing import findings_of
from listings.exchange.sources import list_remarks
from listings.exchange.states import ImportState
from listings.exchange.table_files import Unreadable
from listings.exchange.web.one import find_import
from listings.policies import may_list
from marketplace.kit.problems import Invalid

NOT_THERE = "#none"  # stands for: the origin is in no column


@member_required
def columns(request: MemberRequest, pk: int) -> HttpResponse:
    """One choice for each column of ours; then the file is read."""
    batch = find_import(request, pk)
    if request.method != "POST":
        return ask(request, batch, batch.mapping) if waits(batch) else redirect("exchange:import", pk)
    mapping = {ours: request.POST.get(f"column:{ours}", "") for ours in tables.COLUMNS}
    mapping = {ours: "" if theirs == NOT_THERE else theirs for ours, theirs in mapping.items() if theirs}
    try:
        actions.choose_columns(batch=batch, mapping=mapping, by=request.actor, at=timezone.now())
    except Invalid as problem:
        return ask(request, batch, mapping, problem)
    except actions.ImportMovedOn as problem:
        messages.warning(request, f"{problem.message()} {problem.advice()}")
    return redirect("exchange:import", pk)


@require_POST
@member_required
def table(request: MemberRequest, pk: int) -> HttpResponse:
    """Look again with another encoding, sheet or header row."""
    batch, post = find_import(request, pk), request.POST
    row = post.get("header", "")
    header = int(row) if row.isascii() and row.isdecimal() and len(row) < 6 else 0 if row else None
    shown = tables.place_of(batch.place)
    if post.get("sheet", "") != shown.sheet and header == shown.header:
        header = None  # the number that the form showed was that of another sheet
    try:
        actions.choose_table(
            batch=batch,
            encoding=post.get("encoding", ""),
            sheet=post.get("sheet", ""),
            header=header,
            by=request.actor,
            at=timezone.now(),
        )
    except Invalid as problem:
        return ask(request, find_import(request, pk), batch.mapping, problem)
    except actions.ImportMovedOn as problem:
        messages.warning(request, f"{problem.message()} {problem.advice()}")
    return redirect("exchange:columns", pk)


def waits(batch: Import) -> bool:
    return batch.state == ImportState.UPLOADED


def ask(request: MemberRequest, batch: Import, mapping: dict[str, str], problem: Invalid | None = None) -> HttpResponse:
    """The page; what was chosen stays when something is missing."""
    errors = problem.errors if problem else {}
    choices = [
        {
            "key": key,
            "name": name,
            "chosen": mapping.get(key, ""),
            "needed": key in tables.NEEDED,
            "none": key == tables.ORIGIN,
            "is_none": mapping.get(key) == "",
            "errors": errors.get(key, []),
        }
        for key, name in tables.COLUMNS.items()
    ]
    context: dict[str, Any] = {
        "batch": batch,
        "choices": choices,
        "sample": sample(batch),
        "problem": problem,
        "errors": errors,
        "may_list": may_list(request.actor),
        "errors_in_title": bool(problem),
        "encodings": ENCODINGS.items(),
        "sheets": tables.sheet_names(batch.file.path),
        "csv": not tables.is_book(batch.file.path),
        "place": tables.place_of(batch.place),
        "remarks": findings_of(list_remarks(batch.columns, mapping), batch),
        "none": NOT_THERE,
    }
    return render(request, "exchange/columns.html", context, status=problem.status if problem else 200)


def sample(batch: Import) -> list[list[str]]:
    """The file's first rows; none when they cannot be read (reading the file will say why)."""
    try:
        return tables.read_sample(batch.file.path, batch.columns, place=tables.place_of(batch.place))
    except Unreadable:
        return []
