"""Mandates: the form that gives one on chosen titles, and the list of those given and held."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.views.decorators.http import require_GET

from accounts.days import today_for
from accounts.models import Organisation
from accounts.web.access import MemberRequest, member_required
from listings import actions
from listings.catalogue.web.cards import Card
from listings.inputs import MandateForm
from listings.models import Programme
from listings.policies import may_edit
from listings.rights.queries.agents import mandates_given, mandates_held, possible_agents
from listings.rights.web.ledger import own_programme
from listings.rights.web.ledger_records import Line
from marketplace.kit.problems import Invalid, Problem


@member_required
@require_GET
def list_mandates(request: MemberRequest) -> HttpResponse:
    """All mandates: those given to agents, those held from producers."""
    language, today = get_language() or "en", today_for(request.actor, timezone.now())
    context = {
        "given": [Line(row, row.programme, language, today) for row in mandates_given(request.actor)],
        "held": [Line(row, row.programme, language, today) for row in mandates_held(request.actor)],
    }
    return render(request, "listings/rights/mandates.html", context)


@member_required
def give_mandate(request: MemberRequest, public_id: str) -> HttpResponse:
    """Give a mandate on this title, and on others if they are ticked."""
    programme = own_programme(request, public_id)
    who: dict[str, Any] = {"by": request.actor, "at": timezone.now(), "about": programme}
    if request.method != "POST":
        return render_form(request, programme, MandateForm(initial={"exclusive": "1"}, **who))
    form = MandateForm(request.POST, **who)
    try:
        agent, many = give_on_titles(request, programme, form.read_values())
    except Problem as problem:
        form.show_refusal(problem)
        return render_form(request, programme, form, problem)
    said = ngettext(
        "%(agent)s has a mandate on %(n)s title now.", "%(agent)s has a mandate on %(n)s titles now.", many
    ) % {"agent": agent.name_en, "n": many}
    messages.success(request, said)
    return redirect("listings:mandates")


def give_on_titles(request: MemberRequest, programme: Programme, values: dict[str, Any]) -> tuple[Organisation, int]:
    """Give the mandate on every title chosen, or on none. Raises Invalid and refusals."""
    titles = [programme, *values.pop("programmes")]
    with transaction.atomic():
        for title in titles:
            give_one(request, title, values, several=len(titles) > 1)
    return values["agent"], len(titles)


def give_one(request: MemberRequest, title: Programme, values: dict[str, Any], *, several: bool) -> None:
    """One title's mandate; among several a refusal names the title."""
    try:
        actions.grant_mandate(programme=title, **values, by=request.actor, at=timezone.now())
    except Problem as problem:
        if problem.field == "agent":
            raise Invalid({"agent": [problem.message()]}) from problem
        if not several or problem.status == 403:
            raise
        raise Invalid({"programmes": [f"{title.original_title}: {problem.message()}"]}) from problem


def render_form(
    request: MemberRequest, programme: Programme, form: MandateForm, problem: Problem | None = None
) -> HttpResponse:
    """The page, with what was typed."""
    context = {
        "programme": programme,
        "card": Card(programme, get_language() or "en"),
        "form": form,
        "problem": problem,
        "may_edit": may_edit(request.actor, programme),
        "agents": possible_agents(request.actor),
        "errors_in_title": bool(problem),
    }
    return render(request, "listings/rights/mandate.html", context, status=problem.status if problem else 200)
