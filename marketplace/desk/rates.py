"""Staff note the day's exchange rates: for reading amounts, never for a contract or a charge."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts import actions
from accounts.models import ExchangeRate
from accounts.queries.rates import rates_as_of
from accounts.web.doors import StaffRequest, staff_required
from marketplace.kit.problems import Invalid, Problem
from marketplace.kit.rates import MEASURE
from marketplace.kit.vocab import currencies


@staff_required
def rates(request: StaffRequest) -> HttpResponse:
    """The newest rates, and a form for a day's."""
    if request.method != "POST":
        return page(request)
    try:
        count = save(request)
    except Problem as problem:
        return page(request, problem)
    messages.success(request, _("%(count)s rates noted.") % {"count": count})
    return redirect("desk:rates")


def save(request: StaffRequest) -> int:
    """The posted rates of one day."""
    try:
        day = date.fromisoformat(request.POST.get("day", ""))
    except ValueError as error:
        raise Invalid({"day": [_("Give a date.")]}) from error
    typed = {code: request.POST.get(f"rate-{code}", "")[:24] for code in currencies.codes if code != MEASURE}
    source = request.POST.get("source", "")
    return actions.add_rates(day=day, rates=typed, source=source, by=request.staff, at=timezone.now())


def page(request: StaffRequest, problem: Problem | None = None) -> HttpResponse:
    """What was typed is kept when something was refused."""
    language, errors, newest = get_language() or "en", getattr(problem, "errors", {}), rates_as_of(timezone.localdate())
    rows: list[dict[str, Any]] = [
        {
            "code": code, "name": currencies.name(code, language), "typed": request.POST.get(f"rate-{code}", ""),
            "errors": errors.get(f"rate-{code}", ()), "newest": newest.get(code),
        }
        for code in currencies.codes if code != MEASURE
    ]  # fmt: skip
    context = {
        "rows": rows, "problem": problem, "errors": errors, "today": request.POST.get("day") or f"{timezone.localdate():%Y-%m-%d}",
        "source": request.POST.get("source", ""), "last": ExchangeRate.objects.select_related("added_by").order_by("-added_at").first(),
    }  # fmt: skip
    return render(request, "desk/rates.html", context, status=problem.status if problem else 200)
