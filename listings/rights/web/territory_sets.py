"""An organisation's own territory sets: list, make, change, delete."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.web.access import MemberRequest, member_required
from listings.inputs import TerritorySetForm
from listings.models import TerritorySet
from listings.policies import may_keep_sets
from listings.rights.actions.territory_sets import delete_territory_set, save_territory_set
from listings.rights.web.ledger_words import say_set
from marketplace.kit.problems import Problem


@member_required
def territory_sets(request: MemberRequest) -> HttpResponse:
    """The list, and the form of a new set."""
    return answer_request(request, None)


@member_required
def territory_set(request: MemberRequest, pk: int) -> HttpResponse:
    """One set in the form; a set of another organisation does not exist."""
    rows = TerritorySet.objects.visible_to(request.actor)
    return answer_request(request, get_object_or_404(rows, pk=pk if pk < 2**63 else 0))


def answer_request(request: MemberRequest, found: TerritorySet | None) -> HttpResponse:
    """Show, save or delete."""
    who: dict[str, Any] = {"by": request.actor, "at": timezone.now(), "about": found}
    stored = {"name": found.name, "territories": found.territories} if found else {}
    if request.method != "POST":
        return render_territory_sets(request, found, TerritorySetForm(initial=stored, **who))
    deletes = found is not None and request.POST.get("do") == "delete"
    form = TerritorySetForm(None if deletes else request.POST, initial=stored, **who)
    try:
        if found and deletes:
            delete_territory_set(found=found, by=request.actor, at=timezone.now())
            messages.success(request, _("The set was deleted. Records made with it keep their territories."))
        else:
            save_territory_set(**form.read_values(), by=request.actor, at=timezone.now(), found=found)
            messages.success(request, _("The set was saved. Records made before keep their territories."))
    except Problem as problem:
        form.show_refusal(problem)
        return render_territory_sets(request, found, form, problem)
    return redirect("listings:territory-sets")


def render_territory_sets(
    request: MemberRequest, found: TerritorySet | None, form: TerritorySetForm, problem: Problem | None = None
) -> HttpResponse:
    """The list beside the form; what was typed is kept when something was refused."""
    language = get_language() or "en"
    rows = TerritorySet.objects.visible_to(request.actor).select_related("changed_by")
    context: dict[str, Any] = {
        "rows": [{"one": one, "names": say_set("territories", one.territories, language)} for one in rows],
        "found": found,
        "form": form,
        "problem": problem,
        "may_keep": may_keep_sets(request.actor),
        "errors_in_title": bool(problem),
    }
    return render(request, "listings/rights/territory_sets.html", context, status=problem.status if problem else 200)
