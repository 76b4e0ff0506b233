"""An organisation's own page: facts, documents, the way to verification."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts import actions
from accounts.actions.facts import FIELDS, facts_of
from accounts.inputs.organisations import DocumentForm, NewOrganisationForm, OrganisationForm
from accounts.middleware import SESSION_KEY
from accounts.models import OrganisationDocument
from accounts.policies import LEGAL_FIELDS, is_allowed, legal_facts_open, may_manage, may_submit
from accounts.queries import task_list, who_may
from accounts.queries.verification import NAME_LANGUAGES
from accounts.roles import Permission
from accounts.web.access import MemberRequest, PersonRequest, member_required, person_required, post_or_back
from marketplace.kit.problems import Problem
from marketplace.vocabularies import registration


@member_required
@require_http_methods(["GET", "POST"])
def edit_organisation(request: MemberRequest) -> HttpResponse:
    """Show the organisation; take changes of its facts."""
    if request.method == "GET":
        return render_organisation(request, facts_form(request, None))
    if refused := save_typed(request, facts=True):
        return refused
    messages.success(request, _("Changes saved."))
    return redirect("accounts:organisation")


@person_required
@require_http_methods(["GET", "POST"])
def register_organisation(request: PersonRequest) -> HttpResponse:
    """Make an organisation, with a warning where it may be here already."""
    form = NewOrganisationForm(request.POST if request.method == "POST" else None)
    if request.method == "GET":
        return render_new(request, form)
    try:
        made = actions.create_organisation(by=request.person, at=timezone.now(), **form.read_values())
    except Problem as problem:
        form.show_refusal(problem)
        return render_new(request, form, problem)
    request.session[SESSION_KEY] = made.pk
    messages.success(request, _("%(name)s is created. Complete it to have it verified.") % {"name": made.name_en})
    return redirect("accounts:organisation")


def render_new(request: PersonRequest, form: NewOrganisationForm, problem: Problem | None = None) -> HttpResponse:
    """The form; organisations that look the same stand above it, with the box that says it is another one."""
    found = problem.found if isinstance(problem, actions.LooksLikeDuplicate) else []
    context = {
        "form": form,
        "problem": None if found else problem,
        "duplicates": found,
        "frame": "shell.html" if request.actor or request.staff else "public.html",
        "hints": number_hints(str(form["territory"].value() or "")),
    }
    return render(request, "accounts/organisation_new.html", context, status=problem.status if problem else 200)


@person_required
@require_GET
def show_number_hints(request: HttpRequest) -> HttpResponse:
    """The hints at the number fields, when the territory changes."""
    return render(
        request,
        "accounts/part/hints.html",
        {"hints": number_hints(request.GET.get("territory", "")), "tax": "new" not in request.GET},
    )


@member_required
@post_or_back("accounts:organisation")
def submit_organisation(request: MemberRequest) -> HttpResponse:
    """Save what was typed, then send the organisation for verification; what is missing stands at its fields."""
    if refused := save_typed(request):
        return refused
    try:
        actions.submit_organisation(organisation=request.actor.organisation, by=request.actor, at=timezone.now())
    except actions.NotComplete as problem:
        return render_organisation(request, facts_form(request, None), lacking=problem)
    messages.success(request, _("Sent. Our staff usually answer within one working day."))
    return redirect("accounts:organisation")


def save_typed(request: MemberRequest, *, facts: bool = False, paper: bool = False) -> HttpResponse | None:
    """Save the facts that the page's form holds, and a paper that is chosen there, whichever button sent it: nothing that
    was typed is lost. The page again where one of them is refused. `facts`, `paper`: the button is about these."""
    if facts or request.POST.keys() & {*FIELDS}:
        form = facts_form(request, request.POST)
        try:
            actions.update_organisation(
                organisation=request.actor.organisation, by=request.actor, at=timezone.now(), **form.read_values()
            )
        except Problem as problem:
            form.show_refusal(problem)
            return render_organisation(request, form, problem)
    chosen = bool(request.FILES.get("file") or request.POST.get("file"))
    return save_document(request) if paper or chosen else None


def save_document(request: MemberRequest) -> HttpResponse | None:
    """Keep the paper that was sent; the page again where it is refused."""
    form = DocumentForm(request.POST, request.FILES, by=request.actor, at=timezone.now())
    own = request.actor.organisation
    try:
        actions.add_document(organisation=own, by=request.actor, at=timezone.now(), **form.read_values())
    except Problem as problem:
        form.show_refusal(problem)
        return render_organisation(request, facts_form(request, None), document=(form, problem))
    messages.success(request, _("Document uploaded."))
    return None


def facts_form(request: MemberRequest, data: Any) -> OrganisationForm:
    """The facts; those that staff have verified, or are checking, stand still."""
    own = request.actor.organisation
    locked = frozenset() if is_allowed("update_organisation", request.actor) else frozenset(FIELDS)
    if not legal_facts_open(own):
        locked |= LEGAL_FIELDS
    form = OrganisationForm(data, initial=facts_of(own))
    form.lock(locked)
    return form


def render_organisation(
    request: MemberRequest,
    form: OrganisationForm,
    problem: Problem | None = None,
    lacking: actions.NotComplete | None = None,
    document: tuple[DocumentForm, Problem] | None = None,
) -> HttpResponse:
    """The whole page: with what was refused of the facts, what verification lacks, or the paper that was refused."""
    actor, own = request.actor, request.actor.organisation
    own.refresh_from_db()
    context = {
        "form": form,
        "problem": problem,
        "organisation": own,
        "tasks": task_list(own),
        "lacking": lacking.errors if lacking else {},
        "documents": OrganisationDocument.objects.visible_to(actor).select_related("file").order_by("uploaded_at"),
        "document_form": document[0] if document else DocumentForm(),
        "document_problem": document[1] if document else None,
        "hints": number_hints(str(form["territory"].value() or "")),
        "may_manage": may_manage(actor),
        "may_change": is_allowed("update_organisation", actor),
        "facts_open": legal_facts_open(own),
        "may_submit": may_submit(actor, own),
        "owners": who_may(own, Permission.MANAGE),
    }
    refused = problem or lacking or (document and document[1])
    return render(request, "accounts/organisation.html", context, status=refused.status if refused else 200)


def number_hints(territory: str) -> dict[str, Any]:
    """How the numbers look in `territory`, and the language of its register."""
    known = {kind: registration.number_hint(territory, kind) for kind in ("registration", "tax")}
    return {"territory": territory, "name_language": NAME_LANGUAGES.get(territory, ""), **known}
