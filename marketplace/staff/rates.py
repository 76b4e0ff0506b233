"""Staff note the day's exchange rates: for reading amounts, never for a contract or a charge."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import actions
from accounts.models import ExchangeRate
from accounts.queries.rates import rates_as_of
from accounts.web.access import StaffRequest, staff_required
from marketplace.staff.buttons import Button, Done, perform_button, refusal_context, status_of
from marketplace.staff.inputs.watch import RatesForm


@staff_required
def show_rates(request: StaffRequest) -> HttpResponse:
    """The newest rates, and a form for a day's."""
    if request.method != "POST":
        return render_rates(request)
    done = perform_button(request, NOTE)
    return render_rates(request, done) if done.problem else redirect("staff:rates")


def count_noted(_row: None, count: int) -> str:
    """The toast."""
    return _("%(count)s rates noted.") % {"count": count}


NOTE = Button(actions.add_rates, RatesForm, said=count_noted)


def render_rates(request: StaffRequest, done: Done | None = None) -> HttpResponse:
    """What was typed is kept when something was refused."""
    today = timezone.localdate()
    form = done.form if done else RatesForm(initial={"day": today})
    newest = rates_as_of(today)
    rows: list[dict[str, Any]] = [
        {"field": field, "newest": newest.get(field.name)} for field in form.sections["rates"]
    ]
    last = ExchangeRate.objects.select_related("added_by").order_by("-added_at").first()
    context = refusal_context(done) | {"rates": form, "rows": rows, "last": last}
    return render(request, "staff/rates.html", context, status=status_of(done))
