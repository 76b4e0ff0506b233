"""The seller's titles and the five-step editor. Every step saves by itself; steps can be taken in any order."""

from typing import Any

from django.contrib import messages
from django.db.models import Prefetch, Q, QuerySet
from django.http import Http404, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.web.doors import MemberRequest, member_required
from listings import actions
from listings.actions.moderate import missing
from listings.models import ListingRevision, Programme
from listings.policies import may_edit, may_list
from listings.queries.cells import read_rights
from listings.queries.facts import open_revision, wanted_facts, wanted_pictures
from listings.queries.searching import words_in
from listings.queries.stale import stale_titles
from listings.queries.waiting import waiting_counts
from listings.states import OPEN_REVISION
from listings.web.changes import open_changes
from listings.web.presenting import Card
from listings.web.studio_fields import (
    STEPS,
    basics_values,
    editor,
    in_order_of,
    places,
    posted_basics,
    posted_materials,
    steps,
    typed_rights,
)
from listings.web.studio_rights import delete_record, save_ask_step, save_rights_step
from listings.web.studio_stale import theirs
from marketplace.kit.paging import page_of
from marketplace.kit.problems import Problem


@member_required
def titles(request: MemberRequest) -> HttpResponse:
    """The programmes of the organisation, newest change first, by words of a title or number and by state."""
    rows = Programme.objects.owned_by(request.actor).select_related("organisation")
    changes = Prefetch("revisions", ListingRevision.objects.filter(state__in=OPEN_REVISION), to_attr="open_revisions")
    rows = rows.prefetch_related("texts", "artworks", "versions", changes).order_by("-changed_at", "-pk")
    show, words = request.GET.get("show", ""), words_in(request.GET, "title").strip()
    rows = rows.filter(state=show) if show else rows
    rows = rows.filter(pk__in=named(rows, words)) if words else rows
    now, language = timezone.now(), get_language() or "en"
    page = page_of(request, rows)
    shown = list(page)
    waiting = waiting_counts(shown)
    listed = [
        {"p": p, "card": Card(p, language), "stale": stale(p, now), "waiting": waiting.get(p.pk, 0)} for p in shown
    ]
    context = {
        "titles": listed, "page": page, "show": show, "words": words, "may_list": may_list(request.actor),
        "stale": stale_titles(request.actor, now).count(),
    }  # fmt: skip
    return render(request, "listings/titles.html", context)


def named(rows: QuerySet[Programme], words: str) -> QuerySet[Programme, int]:
    """Those of them with these words in a title, or with this number."""
    title = Q(texts__title__icontains=words) | Q(original_title__icontains=words) | Q(public_id__iexact=words)
    return rows.filter(title).order_by().values_list("pk", flat=True)


def stale(programme: Programme, now: Any) -> bool:
    confirmed = programme.rights_confirmed_at
    return confirmed is None or (now - confirmed).days > 90


@member_required
def new(request: MemberRequest) -> HttpResponseBase:
    """The first step of a new programme. Saved by itself it is a draft, which the page's further saves name."""
    if request.method != "POST":
        context = editor(None, "basics", basics_values(None), request.actor)
        return render(request, "listings/edit.html", context)
    if drafted := request.POST.get("programme", ""):
        return edit(request, drafted, "basics")
    values = posted_basics(request.POST)
    try:
        made = actions.draft_programme(values=values, by=request.actor, at=timezone.now())
    except Problem as problem:
        if request.headers.get("HX-Request"):
            return unsaved(request, problem)
        context = editor(None, "basics", values, request.actor, problem=problem)
        return render(request, "listings/edit.html", context, status=problem.status)
    answer = onward(request, made, "rights")
    if request.headers.get("HX-Request"):
        # From now on the page is the draft's own: a reload shows what was saved.
        answer["HX-Replace-Url"] = reverse("listings:edit", args=[made.public_id, "basics"])
    return answer


@member_required
def edit(request: MemberRequest, public_id: str, step: str) -> HttpResponse:
    """One step of the editor."""
    if step not in STEPS:
        raise Http404
    rows = Programme.objects.owned_by(request.actor).select_related("organisation")
    programme = get_object_or_404(rows, public_id=public_id)
    if request.method != "POST":
        return show(request, programme, step)
    try:
        return SAVERS[step](request, programme)
    except Problem as problem:
        programme.refresh_from_db()
        if request.headers.get("HX-Request"):
            return unsaved(request, problem)
        return show(request, programme, step, problem=problem)


def unsaved(request: MemberRequest, problem: Problem) -> HttpResponse:
    """What the page says where it could not save by itself; the fields stay as they are."""
    said = [m for lines in getattr(problem, "errors", {}).values() for m in lines]
    context = {"unsaved": said[0] if said else problem.message(), "more": len(said) - 1}
    return render(request, "listings/edit.html#saved", context, status=problem.status)


def show(
    request: MemberRequest, programme: Programme, step: str, *, problem: Problem | None = None, typed: bool = True
) -> HttpResponse:
    """The step's page; what was typed is kept when something was refused."""
    read = {"basics": posted_basics, "materials": posted_materials}.get(step)
    values = read(request.POST) if problem and read and typed else basics_values(programme)
    overtaken = theirs(programme, values) if isinstance(problem, actions.StaleProgramme) else []
    context = editor(programme, step, values | {"revision": programme.revision}, request.actor, problem=problem)
    context |= {"theirs": overtaken, "changes": open_changes(programme)}
    context |= {"may_edit": may_edit(request.actor, programme)} | typed_rights(
        request.POST if problem else QueryDict(), context
    )
    if step == "preview":
        context |= {"missing": places(missing(programme), programme), "card": Card(programme, get_language() or "en")}
        context |= {
            "review": programme.reviews.order_by("-pk").first(),
            "rights": read_rights([programme], timezone.now())[programme.pk],
        }
    return render(request, "listings/edit.html", context, status=problem.status if problem else 200)


def save_basics(request: MemberRequest, programme: Programme) -> HttpResponse:
    values = posted_basics(request.POST)
    stored = wanted_facts(programme)["production_territories"]
    values["production_territories"] = in_order_of(stored, values["production_territories"])
    save(request, programme, values)
    return onward(request, programme, "rights")


def save_materials(request: MemberRequest, programme: Programme) -> HttpResponse:
    """Trailer, pictures, versions."""
    now = timezone.now()
    if removed := request.POST.get("remove_artwork", ""):
        shown = {str(one.pk): one for one in wanted_pictures(programme)}
        if removed not in shown:
            raise Http404
        artwork = shown[removed]
        actions.remove_artwork(artwork=artwork, by=request.actor, at=now)
        return redirect("listings:edit", programme.public_id, "materials")
    save(request, programme, basics_values(programme) | posted_materials(request.POST))
    if file := request.FILES.get("artwork"):
        kind = request.POST.get("artwork_kind", "poster")
        actions.add_artwork(programme=programme, kind=kind, file=file, by=request.actor, at=now)
    return onward(request, programme, "preview", stay=bool(file))


def save(request: MemberRequest, programme: Programme, values: dict[str, Any]) -> None:
    """One save of the programme's facts, against the revision that the form showed."""
    text = request.POST.get("revision", "")
    revision = int(text) if text.isdecimal() and len(text) < 9 else 0
    actions.save_programme(programme=programme, values=values, revision=revision, by=request.actor, at=timezone.now())


def save_rights(request: MemberRequest, programme: Programme) -> HttpResponse:
    """Add or take away a record, or confirm all of them."""
    if request.POST.get("remove"):
        delete_record(request, programme)
    elif request.POST.get("confirm"):
        actions.confirm_rights(programmes=[programme], by=request.actor, at=timezone.now())
        messages.info(request, _("Confirmed as of today."))
    else:
        save_rights_step(request, programme)
    return redirect("listings:edit", programme.public_id, "rights")


def save_ask(request: MemberRequest, programme: Programme) -> HttpResponse:
    save_ask_step(request, programme)
    return onward(request, programme, "materials")


def submit(request: MemberRequest, programme: Programme) -> HttpResponse:
    """Send it to review."""
    actions.submit_for_review(programme=programme, by=request.actor, at=timezone.now())
    messages.info(request, _("Sent for review. It usually takes one working day."))
    return redirect("listings:edit", programme.public_id, "preview")


@member_required
@require_POST
def withdraw_changes(request: MemberRequest, public_id: str) -> HttpResponse:
    """Take back the changes of a published listing that wait for review, or were returned."""
    programme = get_object_or_404(Programme.objects.owned_by(request.actor), public_id=public_id)
    revision = open_revision(programme)
    if revision is None:
        return redirect("listings:edit", programme.public_id, "basics")
    try:
        actions.withdraw_revision(revision=revision, by=request.actor, at=timezone.now())
    except Problem as problem:
        return show(request, programme, "basics", problem=problem, typed=False)
    messages.info(request, _("Changes withdrawn: the listing is as buyers see it."))
    return redirect("listings:edit", programme.public_id, "basics")


def onward(request: MemberRequest, programme: Programme, following: str, *, stay: bool = False) -> HttpResponse:
    """After a save: the next step, or this one again when the page saved by itself."""
    here = request.resolver_match.kwargs.get("step", "basics") if request.resolver_match else "basics"
    if request.headers.get("HX-Request"):
        programme.refresh_from_db()
        context = {
            "programme": programme, "saved_at": timezone.now(), "step": here, "steps": steps(programme, here),
            "changes": open_changes(programme),
        }  # fmt: skip
        return render(request, "listings/edit.html#saved", context)
    return redirect("listings:edit", programme.public_id, here if stay else following)


SAVERS = {
    "basics": save_basics, "rights": save_rights, "ask": save_ask, "materials": save_materials, "preview": submit,
}  # fmt: skip
