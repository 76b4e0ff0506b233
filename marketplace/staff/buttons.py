"""What the buttons of the staff's pages do: each has its form, the row it is about, and the one action behind it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NoReturn

from django.contrib import messages
from django.db.models import Model, QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actions.moves import must_be_staff
from accounts.web.access import StaffRequest
from marketplace.kit.inputs import InputForm
from marketplace.kit.keys import read_key
from marketplace.kit.problems import Invalid, Problem


@dataclass(frozen=True)
class Button:
    """A button of a page: `action` takes the values of the `form`, and the row under the name `row`.

    Where a page lists many rows, the number of one of `rows` is posted under that name. `said` is the toast: a sentence, or
    what makes one of the row and of the action's result; without it there is none. `act` is the line of the table of acts
    that says whose button it is; left out where the action bears that name.
    """

    action: Callable[..., Any]
    form: type[InputForm] = InputForm
    row: str = ""
    rows: Callable[[], QuerySet[Any]] | None = None
    said: Any = ""
    act: str = ""

    @property
    def whose(self) -> str:
        """The act that a role on the staff has to grant."""
        return self.act or self.action.__name__


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


def perform_button(
    request: StaffRequest,
    buttons: Button | Mapping[str, Button],
    *,
    name: str = "do",
    row: Model | None = None,
    many: bool = False,
) -> Done:
    """Do what the pressed button says; the toast is said. Raises Http404 where its row is not there.

    `buttons`: those of the page by the value posted as `name`, or its only one. `row` is the page's own one, or with `many`
    one of its list, whose forms have ids of their own.
    """
    button = buttons if isinstance(buttons, Button) else buttons.get(request.POST.get(name, ""), Button(refuse_unknown))
    now = timezone.now()
    if button.rows:
        row, many = get_object_or_404(button.rows(), pk=read_key(request.POST.get(button.row, ""))), True
    ids = pattern_of_ids(row if many else None)
    form = button.form(request.POST, request.FILES, by=request.staff, at=now, about=row, auto_id=ids)
    try:
        if button.action is not refuse_unknown:
            must_be_staff(
                button.whose, request.staff
            )  # first: what was typed is nobody's business whose button it is not
        on = {button.row: row} if button.row else {}
        result = button.action(**on, **form.read_values(), by=request.staff, at=now)
    except Problem as problem:
        form.show_refusal(problem)
        return Done(form, row, problem)
    if said := str(button.said(row, result) if callable(button.said) else button.said):
        messages.success(request, said)
    return Done(form, row, result=result)


def pattern_of_ids(row: Model | None) -> str:
    """The pattern of a form's ids: with the row's number where a page lists many."""
    return f"id_%s_{row.pk}" if row else "id_%s"


def draw_form(form: type[InputForm], done: Done | None, row: Model | None = None, **options: Any) -> InputForm:
    """A form of the page: as it was filled in where that was refused, else a new one; for one of many rows with its ids."""
    if done and type(done.form) is form and row in (None, done.row):
        return done.form
    return form(about=row, auto_id=pattern_of_ids(row), **options)


def refusal_context(done: Done | None) -> dict[str, Any]:
    """The part of a page's context that says what was refused."""
    return {"problem": done.problem, "form": done.form} if done else {"problem": None, "form": None}


def status_of(done: Done | None) -> int:
    """The page's status."""
    return done.problem.status if done and done.problem else 200
