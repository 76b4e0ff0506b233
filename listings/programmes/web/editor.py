"""The seller's titles and the five-step editor. Every step saves by itself; steps can be taken in any order."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.db.models import Prefetch, Q, QuerySet
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.web.access import MemberRequest, member_required
from listings import actions
from listings.catalogue.queries.search_terms import words_in
from listings.catalogue.queries.waiting import waiting_counts
from listings.catalogue.web.cards import Card
from listings.inputs import RemoveArtworkForm
from listings.models import ListingRevision, Programme
from listings.policies import may_edit, may_list
from listings.programmes.actions.moderate import find_missing
from listings.programmes.queries.facts import open_revision, wanted_facts, wanted_pictures
from listings.programmes.queries.stale import stale_titles
from listings.programmes.web.changes import open_changes
from listings.programmes.web.editor_fields import (
    STEPS,
    asks_form,
    basics_form,
    editor_context,
    in_order_of,
    list_steps,
    materials_form,
    place_fields,
)
from listings.programmes.web.editor_rights import delete_record
from listings.programmes.web.editor_stale import list_differences
from listings.rights.queries.cells import read_records
from listings.rights.web.recording import RecordForms
from listings.states import OPEN_REVISION
from marketplace.kit.inputs import InputForm
from marketplace.kit.paging import page_of
from marketplace.kit.problems import Problem


@member_required
def list_titles(request: MemberRequest) -> HttpResponse:
    """The programmes of the organisation, newest change first, by words of a title or number and by state."""
    rows = Programme.objects.owned_by(request.actor).select_related("organisation")
    changes = Prefetch("revisions", ListingRevision.objects.filter(state__in=OPEN_REVISION), to_attr="open_revisions")
    rows = rows.prefetch_related("texts", "artworks", "versions", changes).order_by("-changed_at", "-pk")
    show, words = request.GET.get("show", ""), words_in(request.GET, "title").strip()
    rows = rows.filter(state=show) if show else rows
    rows = rows.filter(pk__in=find_titles(rows, words)) if words else rows
    now, language = timezone.now(), get_language() or "en"
    page = page_of(request, rows)
    shown = list(page)
    waiting = waiting_counts(shown)
    listed = [
        {"p": p, "card": Card(p, language), "stale": is_stale(p, now), "waiting": waiting.get(p.pk, 0)} for p in shown
    ]
    context = {
        "titles": listed,
        "page": page,
        "show": show,
        "words": words,
        "may_list": may_list(request.actor),
        "stale": stale_titles(request.actor, now).count(),
    }
    return render(request, "listings/programmes/titles.html", context)


def find_titles(rows: QuerySet[Programme], words: str) -> QuerySet[Programme, int]:
    """Those of them with these words in a title, or with this number."""
    title = Q(texts__title__icontains=words) | Q(original_title__icontains=words) | Q(public_id__iexact=words)
    return rows.filter(title).order_by().values_list("pk", flat=True)


def is_stale(programme: Programme, now: Any) -> bool:
    confirmed = programme.rights_confirmed_at
    return confirmed is None or (now - confirmed).days > 90


@member_required
def start_programme(request: MemberRequest) -> HttpResponseBase:
    """The first step of a new programme. Saved by itself it is a draft, which the page's further saves name."""
    form = basics_form(request.POST if request.method == "POST" else None, None, request.actor)
    if request.method != "POST":
        return render(request, "listings/programmes/edit.html", editor_context(None, "basics", request.actor, form))
    if drafted := form["programme"].value():
        return edit_step(request, str(drafted), "basics")
    try:
        made = actions.draft_programme(values=form.read_values(), by=request.actor, at=timezone.now())
    except Problem as problem:
        if request.headers.get("HX-Request"):
            return refuse_autosave(request, problem)
        form.show_refusal(problem)
        context = editor_context(None, "basics", request.actor, form, problem)
        return render(request, "listings/programmes/edit.html", context, status=problem.status)
    answer = go_onward(request, made, "rights")
    if request.headers.get("HX-Request"):
        # From now on the page is the draft's own: a reload shows what was saved.
        answer["HX-Replace-Url"] = reverse("listings:edit", args=[made.public_id, "basics"])
    return answer


@member_required
def edit_step(request: MemberRequest, public_id: str, step: str) -> HttpResponse:
    """One step of the editor."""
    if step not in STEPS:
        raise Http404
    rows = Programme.objects.owned_by(request.actor).select_related("organisation")
    programme = get_object_or_404(rows, public_id=public_id)
    form = step_form(request, programme, step, typed=request.method == "POST")
    if request.method != "POST":
        return show_step(request, programme, step, form)
    try:
        return save_step(request, programme, step, form)
    except Problem as problem:
        programme.refresh_from_db()
        if request.headers.get("HX-Request"):
            return refuse_autosave(request, problem)
        if form:
            form.show_refusal(problem)
        return show_step(request, programme, step, form, problem=problem)


def step_form(request: MemberRequest, programme: Programme, step: str, *, typed: bool) -> InputForm | None:
    """The form of a step, as typed or filled; the steps of rights and of the preview have none."""
    post = request.POST if typed else None
    match step:
        case "basics":
            return basics_form(post, programme, request.actor)
        case "materials":
            return materials_form(post, programme, request.actor, request.FILES if typed else None)
        case "ask":
            return asks_form(post, programme, request.actor)
    return None


def save_step(request: MemberRequest, programme: Programme, step: str, form: InputForm | None) -> HttpResponse:
    """Save what the step's form read, or make the step's move. Raises Invalid and refusals."""
    if form is None:
        return save_rights(request, programme) if step == "rights" else submit_for_review(request, programme)
    return FORM_SAVERS[step](request, programme, form)


def refuse_autosave(request: MemberRequest, problem: Problem) -> HttpResponse:
    """What the page says where it could not save by itself; the fields stay as they are."""
    said = [m for lines in getattr(problem, "errors", {}).values() for m in lines]
    context = {"unsaved": said[0] if said else problem.message(), "more": len(said) - 1}
    return render(request, "listings/programmes/edit.html#saved", context, status=problem.status)


def show_step(
    request: MemberRequest, programme: Programme, step: str, form: InputForm | None, *, problem: Problem | None = None
) -> HttpResponse:
    """The step's page; what was typed is kept when something was refused."""
    stale = form is not None and isinstance(problem, actions.StaleProgramme)
    context = editor_context(programme, step, request.actor, form, problem) | {
        "theirs": list_differences(programme, form.cleaned_data) if form and stale else [],
        "changes": open_changes(programme),
        "may_edit": may_edit(request.actor, programme),
    }
    if step == "rights":
        context |= {"record": record_forms(request, programme, problem)}
    if step == "preview":
        context |= {
            "missing": place_fields(find_missing(programme), programme),
            "card": Card(programme, get_language() or "en"),
        }
        context |= {
            "review": programme.reviews.order_by("-pk").first(),
            "rights": read_records([programme], timezone.now())[programme.pk],
        }
    return render(request, "listings/programmes/edit.html", context, status=problem.status if problem else 200)


def record_forms(request: MemberRequest, programme: Programme, problem: Problem | None) -> RecordForms:
    """The fields of a new record; those that were refused with what was typed."""
    forms = RecordForms(request, programme, posted=problem is not None and "purpose" in request.POST)
    if problem:
        forms.show_refusal(problem)
    return forms


def save_basics(request: MemberRequest, programme: Programme, form: InputForm) -> HttpResponse:
    """One save of the facts, against the revision that the form showed."""
    values = form.read_values()
    stored = wanted_facts(programme)["production_territories"]
    values["production_territories"] = in_order_of(stored, values["production_territories"])
    save_facts(request, programme, values)
    return go_onward(request, programme, "rights")


def save_materials(request: MemberRequest, programme: Programme, form: InputForm) -> HttpResponse:
    """Trailer, versions and a picture; or a picture is taken away."""
    if removed := RemoveArtworkForm(request.POST).read_values()["remove_artwork"]:
        shown = {one.pk: one for one in wanted_pictures(programme)}
        if removed not in shown:
            raise Http404
        actions.remove_artwork(artwork=shown[removed], by=request.actor, at=timezone.now())
        return redirect("listings:edit", programme.public_id, "materials")
    values = form.read_values()
    with transaction.atomic():
        save_facts(request, programme, {name: values[name] for name in ("trailer_url", "versions", "revision")})
        if file := values["artwork"]:
            kind, now = values["artwork_kind"], timezone.now()
            actions.add_artwork(programme=programme, kind=kind, file=file, by=request.actor, at=now)
    return go_onward(request, programme, "preview", stay=bool(file))


def save_facts(request: MemberRequest, programme: Programme, values: dict[str, Any]) -> None:
    """What the page names of the facts; the rest stays."""
    revision = values["revision"]
    actions.save_programme(programme=programme, values=values, revision=revision, by=request.actor, at=timezone.now())


def save_asks(request: MemberRequest, programme: Programme, form: InputForm) -> HttpResponse:
    """One amount per medium, for 12 months in one territory; a medium without one is open to offers."""
    values = form.read_values()
    actions.save_asks(
        programme=programme,
        asks={(row["medium"], None): row["fee"].minor for row in values["asks"] or ()},
        currency=values["currency"],
        exclusive_percent=values["exclusive_percent"],
        by=request.actor,
        at=timezone.now(),
    )
    return go_onward(request, programme, "materials")


def save_rights(request: MemberRequest, programme: Programme) -> HttpResponse:
    """Add or take away a record, or confirm all of them."""
    if request.POST.get("remove"):
        delete_record(request, programme)
    elif request.POST.get("confirm"):
        actions.confirm_rights(programmes=[programme], by=request.actor, at=timezone.now())
        messages.info(request, _("Confirmed as of today."))
    else:
        RecordForms(request, programme, posted=True).record()
    return redirect("listings:edit", programme.public_id, "rights")


def submit_for_review(request: MemberRequest, programme: Programme) -> HttpResponse:
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
        form = step_form(request, programme, "basics", typed=False)
        return show_step(request, programme, "basics", form, problem=problem)
    messages.info(request, _("Changes withdrawn: the listing is as buyers see it."))
    return redirect("listings:edit", programme.public_id, "basics")


def go_onward(request: MemberRequest, programme: Programme, following: str, *, stay: bool = False) -> HttpResponse:
    """After a save: the next step, or this one again when the page saved by itself."""
    here = request.resolver_match.kwargs.get("step", "basics") if request.resolver_match else "basics"
    if request.headers.get("HX-Request"):
        programme.refresh_from_db()
        context = {
            "programme": programme,
            "saved_at": timezone.now(),
            "step": here,
            "steps": list_steps(programme, here),
            "changes": open_changes(programme),
        }
        return render(request, "listings/programmes/edit.html#saved", context)
    return redirect("listings:edit", programme.public_id, here if stay else following)


FORM_SAVERS = {"basics": save_basics, "materials": save_materials, "ask": save_asks}
