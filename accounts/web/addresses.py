"""E-mail addresses of an account: allauth's page, whole or not at all, and the page behind the old address's objection."""

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
def object_to_address(request: HttpRequest, token: str) -> HttpResponse:
    """For whoever reads the old address: says what was added, undoes it at once. Needs no sign-in."""
    row = address_of(token)
    if row is None:
        raise Http404
    refusal: Problem | None = None
    if row.objected_at or row.free_at <= timezone.now():
        refusal = actions.ObjectionOver()
    elif request.method == "POST":
        try:
            actions.object_to_address(row=row, at=timezone.now())
        except Problem as problem:
            refusal = problem
    context = {"row": row, "done": request.method == "POST" and refusal is None, "problem": refusal}
    return render(request, "accounts/objection.html", context, status=refusal.status if refusal else 200)
