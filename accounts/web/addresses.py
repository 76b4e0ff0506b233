"""E-mail addresses of an account: allauth's page, whole or not at all, and the page behind the old address's objection."""

from typing import Any

from allauth.account.views import EmailView
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_http_methods

from accounts import actions
from accounts.addresses import address_of
from marketplace.kit.problems import Problem


@method_decorator(transaction.atomic, name="dispatch")
class AddressesView(EmailView):  # type: ignore[misc]  # allauth carries no types
    """All or nothing: a change that an address's waiting time stops leaves the others as they were."""


@require_http_methods(["GET", "POST"])
def objection(request: HttpRequest, token: str) -> HttpResponse:
    """For whoever reads the old address: says what was added, undoes it at once. Needs no sign-in."""
    row = address_of(token)
    if row is None:
        raise Http404
    context: dict[str, Any] = {"row": row, "done": False, "problem": None}
    if request.method == "POST":
        try:
            actions.object_to_address(row=row, at=timezone.now())
            context["done"] = True
        except Problem as problem:
            context["problem"] = problem
    elif row.objected_at or row.free_at <= timezone.now():
        context["problem"] = actions.ObjectionOver()
    problem = context["problem"]
    return render(request, "accounts/objection.html", context, status=problem.status if problem else 200)
