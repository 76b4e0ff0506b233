"""The form of the ledger's new record."""

from typing import Any, cast

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.web.doors import MemberRequest, member_required
from listings.models import Programme
from listings.policies import may_edit
from listings.queries.works import cuts_of
from listings.states import Binds
from listings.web.ledger import owned
from listings.web.ledger_fields import add_record, grade_meanings, kind_names
from listings.web.picking import choices, typed
from listings.web.presenting import Card
from marketplace.kit.problems import Problem
from marketplace.kit.vocab.media import LINEAR


@member_required
def add(request: MemberRequest, public_id: str) -> HttpResponse:
    """Add a record, in or out. What is wrong stands at its field; the rest stays as it was typed."""
    programme = owned(request, public_id)
    if request.method != "POST":
        return form(request, programme)
    try:
        file = cast("Any", request.FILES.get("document"))
        made = add_record(post=request.POST, file=file, programme=programme, by=request.actor)
    except Problem as problem:
        return form(request, programme, problem)
    messages.success(request, _("Recorded. This confirms the rights as of today."))
    kind = "in" if request.POST.get("kind") == "in" else "out"
    answer = redirect("listings:ledger", programme.public_id)
    answer["Location"] += f"#{kind}-{made.pk}"
    return answer


def form(request: MemberRequest, programme: Programme, problem: Problem | None = None) -> HttpResponse:
    """The page, with what was typed and the messages at their fields."""
    errors: dict[str, list[str]] = getattr(problem, "errors", {})
    context = choices(request.actor) | typed(request.POST) | {
        "programme": programme, "card": Card(programme, get_language() or "en"), "problem": problem, "errors": errors,
        "may_edit": may_edit(request.actor, programme), "kinds": list(kind_names().items()), "grades": grade_meanings(),
        "binds": Binds.choices, "cuts": list(cuts_of(programme).order_by("name")), "linear": sorted(LINEAR),
        "kind": request.POST.get("kind") or request.GET.get("kind", "in"), "errors_in_title": bool(problem),
    }  # fmt: skip
    return render(request, "listings/ledger_add.html", context, status=problem.status if problem else 200)
