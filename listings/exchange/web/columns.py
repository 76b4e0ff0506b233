"""Which column of a list of titles is which: guessed, shown on the first rows, confirmed by a person."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.web.access import MemberRequest, member_required
from listings.exchange import actions, tables
from listings.exchange.inputs import NOT_THERE, ColumnsForm, TableForm
from listings.exchange.models import Import
from listings.exchange.showing import findings_of
from listings.exchange.sources import list_remarks
from listings.exchange.states import ImportState
from listings.exchange.table_files import Unreadable
from listings.exchange.web.one import find_import
from listings.policies import may_list
from marketplace.kit.problems import Invalid


@member_required
def columns(request: MemberRequest, pk: int) -> HttpResponse:
    """One choice for each column of ours; then the file is read."""
    batch = find_import(request, pk)
    if request.method != "POST":
        return ask_columns(request, batch) if waits(batch) else redirect("exchange:import", pk)
    form = ColumnsForm(request.POST, by=request.actor, about=batch)
    try:
        form.read_values()
        actions.choose_columns(batch=batch, mapping=form.mapping, by=request.actor, at=timezone.now())
    except Invalid as problem:
        form.show_refusal(problem)
        return ask_columns(request, batch, columns=form, problem=problem)
    except actions.ImportMovedOn as problem:
        messages.warning(request, f"{problem.message()} {problem.advice()}")
    return redirect("exchange:import", pk)


@require_POST
@member_required
def table(request: MemberRequest, pk: int) -> HttpResponse:
    """Look again with another encoding, sheet or header row."""
    batch = find_import(request, pk)
    form = TableForm(request.POST, by=request.actor, about=batch)
    try:
        actions.choose_table(batch=batch, **read_place(form, batch), by=request.actor, at=timezone.now())
    except Invalid as problem:
        form.show_refusal(problem)
        return ask_columns(request, find_import(request, pk), table=form, problem=problem)
    except actions.ImportMovedOn as problem:
        messages.warning(request, f"{problem.message()} {problem.advice()}")
    return redirect("exchange:columns", pk)


def read_place(form: TableForm, batch: Import) -> dict[str, Any]:
    """Where to look. Raises Invalid."""
    read, shown = form.read_values(), tables.place_of(batch.place)
    sheet, header = read.get("sheet") or "", read["header"]
    if sheet != shown.sheet and header == shown.header:
        header = None  # the number that the form showed was that of another sheet
    return {"encoding": read.get("encoding") or "", "sheet": sheet, "header": header}


def waits(batch: Import) -> bool:
    return batch.state == ImportState.UPLOADED


def ask_columns(
    request: MemberRequest,
    batch: Import,
    *,
    columns: ColumnsForm | None = None,
    table: TableForm | None = None,
    problem: Invalid | None = None,
) -> HttpResponse:
    """The page; what was chosen stays when something is missing."""
    columns = columns or ColumnsForm(by=request.actor, about=batch, initial=shown_mapping(batch))
    context: dict[str, Any] = {
        "batch": batch,
        "columns": columns,
        "table": table or TableForm(by=request.actor, about=batch),
        "sample": sample(batch),
        "problem": problem,
        "errors": problem.errors if problem else {},
        "may_list": may_list(request.actor),
        "errors_in_title": bool(problem),
        "csv": not tables.is_book(batch.file.path),
        "remarks": findings_of(list_remarks(batch.columns, columns.mapping), batch),
    }
    return render(request, "exchange/columns.html", context, status=problem.status if problem else 200)


def shown_mapping(batch: Import) -> dict[str, str]:
    """The mapping as the form's first values."""
    return {ours: theirs or NOT_THERE for ours, theirs in batch.mapping.items()}


def sample(batch: Import) -> list[list[str]]:
    """The file's first rows; none when they cannot be read (reading the file will say why)."""
    try:
        return tables.read_sample(batch.file.path, batch.columns, place=tables.place_of(batch.place))
    except Unreadable:
        return []
