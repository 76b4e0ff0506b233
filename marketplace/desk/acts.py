"""What the desk's buttons do: each has its form, the row it is about, and the one action behind it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NoReturn

from django.contrib import messages
from django.db.models import Model, QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.web.doors import StaffRequest
from marketplace.kit.inputs import InputForm
from marketplace.kit.problems import Invalid, Problem

MAX_DIGITS = 17  # of a row's number


@dataclass(frozen=True)
class Act:
    """A button: `action` takes the values of the `form`, and the row under the name `row`.

    Where a page lists many rows, the number of one of `rows` is posted under that name. `said` is the toast: a sentence, or
    what makes one of the row and of the action's result; without it there is none.
    """

    action: Callable[..., Any]
    form: type[InputForm] = InputForm
    row: str = ""
    rows: Callable[[], QuerySet[Any]] | None = None
    said: Any = ""


@dataclass(frozen=True)
class Done:
    """What came of a button: the action's result, or the problem with the form as it was filled in."""

    form: InputForm
    row: Model | None = None
    problem: Problem | None = None
    result: Any = None


def refuse_unknown(**values: Any) -> NoReturn:
    """A button that the page does not have."""
    raise Invalid({"do": [_("Choose one.")]})


def perform(
    request: StaffRequest,
    acts: Act | Mapping[str, Act],
    *,
    button: str = "do",
    row: Model | None = None,
    many: bool = False,
) -> Done:
    """Do what the pressed button says; the toast is said. Raises Http404 where its row is not there.

    `acts`: those of the page by the value of `button`, or its only one. `row` is the page's own one, or with `many` one of
    its list, whose forms have ids of their own.
    """
    act = acts if isinstance(acts, Act) else acts.get(request.POST.get(button, ""), Act(refuse_unknown))
    now = timezone.now()
    if act.rows:
        row, many = get_object_or_404(act.rows(), pk=number_of(request.POST.get(act.row, ""))), True
    place = place_of(row if many else None)
    form = act.form(request.POST, request.FILES, by=request.staff, at=now, about=row, auto_id=place)
    try:
        on = {act.row: row} if act.row else {}
        result = act.action(**on, **form.values(), by=request.staff, at=now)
    except Problem as problem:
        form.refuse(problem)
        return Done(form, row, problem)
    if said := str(act.said(row, result) if callable(act.said) else act.said):
        messages.success(request, said)
    return Done(form, row, result=result)


def number_of(text: str) -> int:
    """A row's number, 0 for what is none."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= MAX_DIGITS else 0


def place_of(row: Model | None) -> str:
    """The pattern of a form's ids: with the row's number where a page lists many."""
    return f"id_%s_{row.pk}" if row else "id_%s"


def draw(form: type[InputForm], done: Done | None, row: Model | None = None, **options: Any) -> InputForm:
    """A form of the page: as it was filled in where that was refused, else a new one; for one of many rows with its ids."""
    if done and type(done.form) is form and row in (None, done.row):
        return done.form
    return form(about=row, auto_id=place_of(row), **options)


def refused(done: Done | None) -> dict[str, Any]:
    """The part of a page's context that says what was refused."""
    return {"problem": done.problem, "form": done.form} if done else {"problem": None, "form": None}


def status_of(done: Done | None) -> int:
    """The page's status."""
    return done.problem.status if done and done.problem else 200
