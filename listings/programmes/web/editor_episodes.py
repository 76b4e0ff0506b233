"""The editor's page of seasons and episodes: a season is a block, its episodes are lines that can be pasted."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.web.access import MemberRequest, member_required
from listings import actions
from listings.inputs import SeasonsForm
from listings.models import Programme
from listings.policies import may_edit
from listings.programmes.queries.facts import wanted_facts
from listings.programmes.web.changes import open_changes
from listings.programmes.web.editor_fields import list_steps
from marketplace.kit.problems import Problem
from marketplace.vocabularies.programmes import EPISODIC, KINDS


@member_required
def edit_episodes(request: MemberRequest, public_id: str) -> HttpResponse:
    """Show and save the seasons of a series."""
    rows = Programme.objects.owned_by(request.actor).select_related("organisation")
    programme = get_object_or_404(rows, public_id=public_id)
    now, wanted = timezone.now(), wanted_facts(programme)
    form = SeasonsForm(
        request.POST if request.method == "POST" else None, by=request.actor, at=now, about=programme, initial=wanted
    )
    if request.method != "POST":
        return show_seasons(request, programme, form, wanted)
    try:
        values = form.read_values()
        seasons, revision = values["seasons"] or [], values["revision"]
        done = actions.save_seasons(programme=programme, seasons=seasons, revision=revision, by=request.actor, at=now)
    except Problem as problem:
        form.show_refusal(problem)
        programme.refresh_from_db()
        return show_seasons(request, programme, form, wanted, problem)
    said = _("Seasons and episodes wait for review.") if "seasons" in done.waiting else _("Seasons and episodes saved.")
    messages.success(request, said)
    return redirect("listings:episodes", programme.public_id)


def show_seasons(
    request: MemberRequest,
    programme: Programme,
    form: SeasonsForm,
    wanted: dict[str, Any],
    problem: Problem | None = None,
) -> HttpResponse:
    """The page; after a refusal with what was typed and each message in its block."""
    listed, kind = sum(len(season["episodes"]) for season in wanted["seasons"]), wanted["kind"]
    context = {
        "programme": programme,
        "steps": list_steps(programme, "basics"),
        "problem": problem,
        "form": form,
        "may_edit": may_edit(request.actor, programme),
        "episodic": kind in EPISODIC,
        "listed": listed,
        "kind": KINDS[kind],
        "changes": open_changes(programme),
        "differs": bool(listed and programme.episode_count and listed != programme.episode_count),
    }
    return render(request, "listings/programmes/episodes.html", context, status=problem.status if problem else 200)
