"""An organisation's own territory sets: list, make, change, delete."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.web.doors import MemberRequest, member_required
from listings.actions.territory_sets import delete_territory_set, save_territory_set
from listings.models import TerritorySet
from listings.policies import may_keep_sets
from listings.web.ledger_words import say_set
from listings.web.picking import Errors, choices, picked_territories, typed
from marketplace.kit.problems import Invalid, Problem
from marketplace.kit.vocab import territories


@member_required
def territory_sets(request: MemberRequest) -> HttpResponse:
    """The list, and the form of a new set."""
    return answer(request, None)


@member_required
def territory_set(request: MemberRequest, pk: int) -> HttpResponse:
    """One set in the form; a set of another organisation does not exist."""
    rows = TerritorySet.objects.visible_to(request.actor)
    return answer(request, get_object_or_404(rows, pk=pk if pk < 2**63 else 0))


def answer(request: MemberRequest, found: TerritorySet | None) -> HttpResponse:
    """Show, save or delete."""
    if request.method != "POST":
        return page(request, found)
    now = timezone.now()
    try:
        if found and request.POST.get("do") == "delete":
            delete_territory_set(found=found, by=request.actor, at=now)
            messages.success(request, _("The set was deleted. Records made with it keep their territories."))
        else:
            save(request, found)
            messages.success(request, _("The set was saved. Records made before keep their territories."))
    except Problem as problem:
        return page(request, found, problem)
    return redirect("listings:territory-sets")


def save(request: MemberRequest, found: TerritorySet | None) -> None:
    """Read the form and save. Raises Invalid and refusals."""
    errors: Errors = {}
    chosen = picked_territories(request.POST, request.actor, errors)
    name = request.POST.get("name", "")
    if not name.strip():
        errors["name"] = [_("Give the set a name, up to %(most)s characters.") % {"most": 60}]
    if errors:
        raise Invalid(errors)
    save_territory_set(name=name, territories=chosen, by=request.actor, at=timezone.now(), found=found)


def page(request: MemberRequest, found: TerritorySet | None, problem: Problem | None = None) -> HttpResponse:
    """The list beside the form; what was typed is kept when something was refused."""
    language = get_language() or "en"
    rows = TerritorySet.objects.visible_to(request.actor).select_related("changed_by")
    context: dict[str, Any] = choices(request.actor) | (typed(request.POST) if problem else stored(found)) | {
        "rows": [
            {"one": one, "names": say_set("territories", one.territories, language)}
            for one in rows
        ],
        "found": found, "problem": problem, "errors": getattr(problem, "errors", {}), "may_keep": may_keep_sets(request.actor),
        "errors_in_title": bool(problem),
    }  # fmt: skip
    if found:
        context["own_sets"] = [one for one in context["own_sets"] if one[0] != str(found.pk)]
    return render(request, "listings/territory_sets.html", context, status=problem.status if problem else 200)


def stored(found: TerritorySet | None) -> dict[str, Any]:
    """A set in the shape of the form: boxes for the home territories, the rest as text."""
    if found is None:
        return {"typed": {}, "typed_territories": [], "typed_sets": []}
    codes = sorted(found.territories, key=territories.number)
    rest = [code for code in codes if code not in territories.HOME]
    return {
        "typed": {"name": found.name, "include": ", ".join(rest)}, "typed_sets": [],
        "typed_territories": [code for code in codes if code in territories.HOME],
    }  # fmt: skip
