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
from accounts.middleware import SESSION_KEY
from accounts.models import OrganisationDocument
from accounts.policies import LEGAL_FIELDS, allows, legal_facts_open, may_manage, may_submit
from accounts.queries import task_list, who_may
from accounts.queries.verification import NAME_LANGUAGES
from accounts.roles import Permission
from accounts.web.doors import MemberRequest, PersonRequest, member_required, person_required, post_or_back
from accounts.web.forms import DocumentForm, NewOrganisationForm, OrganisationForm, refuse
from marketplace.kit.problems import Problem
from marketplace.vocabularies import registration


@member_required
@require_http_methods(["GET", "POST"])
def organisation(request: MemberRequest) -> HttpResponse:
    """Show the organisation; take changes of its facts."""
    form = facts_form(request, request.POST if request.method == "POST" else None)
    if request.method == "GET":
        return page(request, form)
    if form.is_valid():
        try:
            actions.update_organisation(
                organisation=request.actor.organisation, by=request.actor, at=timezone.now(), **form.facts()
            )
        except Problem as problem:
            refuse(form, problem)
            return page(request, form, status=problem.status)
        messages.success(request, _("Changes saved."))
        return redirect("accounts:organisation")
    return page(request, form, status=422)


@person_required
@require_http_methods(["GET", "POST"])
def new(request: PersonRequest) -> HttpResponse:
    """Make an organisation, with a warning where it may be here already."""
    form = NewOrganisationForm(request.POST if request.method == "POST" else None)
    if request.method == "GET" or not form.is_valid():
        return render_new(request, form, status=422 if form.errors else 200)
    facts, found = form.facts(), []
    facts["another_one"] = form.cleaned_data["another_one"]
    try:
        made = actions.create_organisation(by=request.person, at=timezone.now(), **facts)
    except actions.LooksLikeDuplicate as problem:
        found = problem.found
        return render_new(request, form, status=problem.status, duplicates=found)
    except Problem as problem:
        refuse(form, problem)
        return render_new(request, form, status=problem.status)
    request.session[SESSION_KEY] = made.pk
    messages.success(request, _("%(name)s is created. Complete it to have it verified.") % {"name": made.name_en})
    return redirect("accounts:organisation")


def render_new(request: PersonRequest, form: NewOrganisationForm, status: int, **more: Any) -> HttpResponse:
    frame = "shell.html" if request.actor or request.staff else "public.html"
    context = {"form": form, "frame": frame, "hints": hints(str(form["territory"].value() or "")), **more}
    return render(request, "accounts/organisation_new.html", context, status=status)


@person_required
@require_GET
def numbers(request: HttpRequest) -> HttpResponse:
    """The hints at the number fields, when the territory changes."""
    return render(
        request,
        "accounts/part/hints.html",
        {"hints": hints(request.GET.get("territory", "")), "tax": "new" not in request.GET},
    )


@member_required
@post_or_back("accounts:organisation")
def submit(request: MemberRequest) -> HttpResponse:
    """Send the organisation for verification; what is missing stands at its fields."""
    try:
        actions.submit_organisation(organisation=request.actor.organisation, by=request.actor, at=timezone.now())
    except actions.NotComplete as problem:
        form = facts_form(request, None)
        return page(request, form, status=problem.status, lacking=problem.errors)
    messages.success(request, _("Sent. Our staff usually answer within one working day."))
    return redirect("accounts:organisation")


def facts_form(request: MemberRequest, data: Any) -> OrganisationForm:
    """The facts; those that staff have verified, or are checking, stand still."""
    own = request.actor.organisation
    locked = frozenset() if allows("update_organisation", request.actor) else frozenset(FIELDS)
    if not legal_facts_open(own):
        locked |= LEGAL_FIELDS
    return OrganisationForm(data, initial=facts_of(own), locked=locked)


def page(
    request: MemberRequest,
    form: OrganisationForm,
    status: int = 200,
    lacking: dict[str, list[str]] | None = None,
    **more: Any,
) -> HttpResponse:
    actor, own = request.actor, request.actor.organisation
    own.refresh_from_db()
    context = {
        "form": form,
        "organisation": own,
        "tasks": task_list(own),
        "lacking": lacking or {},
        "documents": OrganisationDocument.objects.visible_to(actor).order_by("uploaded_at"),
        "document_form": more.pop("document_form", None) or DocumentForm(),
        "hints": hints(str(form["territory"].value() or "")),
        "may_manage": may_manage(actor),
        "may_change": allows("update_organisation", actor),
        "facts_open": legal_facts_open(own),
        "may_submit": may_submit(actor, own),
        "owners": who_may(own, Permission.MANAGE),
        **more,
    }
    return render(request, "accounts/organisation.html", context, status=status)


def hints(territory: str) -> dict[str, Any]:
    """How the numbers look in `territory`, and the language of its register."""
    known = {kind: registration.hint(territory, kind) for kind in ("registration", "tax")} if territory else {}
    return {"territory": territory, "name_language": NAME_LANGUAGES.get(territory, ""), **known}
