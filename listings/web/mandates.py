"""Mandates: the form that gives one on chosen titles, and the list of those given and held."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.days import today_for
from accounts.models import Organisation
from accounts.web.doors import MemberRequest, member_required
from listings import actions
from listings.models import Programme
from listings.policies import may_edit
from listings.queries.agents import agent_named, mandates_given, mandates_held, nearest_agent, possible_agents
from listings.web.ledger import owned
from listings.web.ledger_fields import Common, read_common
from listings.web.ledger_records import Line
from listings.web.picking import Errors, choices, typed
from listings.web.presenting import Card
from marketplace.kit.problems import Invalid, Problem

MAX_OTHERS = 200


@member_required
@require_GET
def mandates(request: MemberRequest) -> HttpResponse:
    """All mandates: those given to agents, those held from producers."""
    language, today = get_language() or "en", today_for(request.actor, timezone.now())
    context = {
        "given": [Line(row, row.programme, language, today) for row in mandates_given(request.actor)],
        "held": [Line(row, row.programme, language, today) for row in mandates_held(request.actor)],
    }
    return render(request, "listings/mandates.html", context)


@member_required
def mandate(request: MemberRequest, public_id: str) -> HttpResponse:
    """Give a mandate on this title, and on others if they are ticked."""
    programme = owned(request, public_id)
    if request.method != "POST":
        return form(request, programme)
    try:
        agent, many = give(request, programme)
    except Problem as problem:
        return form(request, programme, problem)
    said = ngettext(
        "%(agent)s has a mandate on %(n)s title now.", "%(agent)s has a mandate on %(n)s titles now.", many
    ) % {"agent": agent.name_en, "n": many}
    messages.success(request, said)
    return redirect("listings:mandates")


def give(request: MemberRequest, programme: Programme) -> tuple[Organisation, int]:
    """Read the form and give the mandate on every title chosen, or on none. Raises Invalid and refusals."""
    post, errors = request.POST, Errors()
    agent = read_agent(post, request, errors)
    common = read_common(post, request.actor, errors)
    if post.get("exclusive") not in {"1", "0"}:
        errors["exclusive"] = [_("Choose one.")]
    if errors or agent is None or common is None:
        raise Invalid(errors)
    titles = [programme, *others(request, programme).filter(public_id__in=post.getlist("programmes"))]
    with transaction.atomic():
        for title in titles:
            give_one(request, title, agent, common, exclusive=post.get("exclusive") == "1", several=len(titles) > 1)
    return agent, len(titles)


def give_one(
    request: MemberRequest, title: Programme, agent: Organisation, common: Common, *, exclusive: bool, several: bool
) -> None:
    """One title's mandate; among several a refusal names the title."""
    try:
        actions.grant_mandate(
            programme=title, agent=agent, **vars(common), exclusive=exclusive, by=request.actor, at=timezone.now()
        )
    except Problem as problem:
        if problem.field == "agent":
            raise Invalid({"agent": [problem.message()]}) from problem
        if not several or problem.status == 403:
            raise
        raise Invalid({"programmes": [f"{title.original_title}: {problem.message()}"]}) from problem


def read_agent(post: QueryDict, request: MemberRequest, errors: Errors) -> Organisation | None:
    """The agent by its name; a near name is offered for a wrong one."""
    name = " ".join(post.get("agent", "").replace("\x00", "").split())[:200]
    found = agent_named(name, request.actor) if name else None
    if found is None:
        near = nearest_agent(name, request.actor) if name else ""
        said = _("No other verified organisation has this name.")
        errors["agent"] = [f"{said} {_('Did you mean %(name)s?') % {'name': near}}" if near else said]
    return found


def others(request: MemberRequest, programme: Programme) -> Any:
    """The organisation's other titles."""
    return Programme.objects.owned_by(request.actor).exclude(pk=programme.pk).order_by("original_title")


def form(request: MemberRequest, programme: Programme, problem: Problem | None = None) -> HttpResponse:
    """The page, with what was typed."""
    errors: Errors = getattr(problem, "errors", {})
    context = choices(request.actor) | typed(request.POST) | {
        "programme": programme, "card": Card(programme, get_language() or "en"), "problem": problem, "errors": errors,
        "may_edit": may_edit(request.actor, programme), "others": others(request, programme)[:MAX_OTHERS],
        "agents": possible_agents(request.actor), "errors_in_title": bool(problem),
    }  # fmt: skip
    return render(request, "listings/mandate.html", context, status=problem.status if problem else 200)
