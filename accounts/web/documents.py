"""The papers of an organisation: for its members and for staff, nobody else."""

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts import actions
from accounts.middleware import ActorRequest
from accounts.models import OrganisationDocument
from accounts.queries.verification import papers_for_staff
from accounts.web.access import MemberRequest, member_required, person_required, post_or_back
from accounts.web.organisation import save_typed
from marketplace.files.serve import serve_file


@member_required
@post_or_back("accounts:organisation")
def add_document(request: MemberRequest) -> HttpResponse:
    """Keep the paper, and what else was typed."""
    return save_typed(request, paper=True) or redirect("accounts:organisation")


@person_required
@require_GET
def show_document(request: ActorRequest, pk: int) -> HttpResponseBase:
    """The paper itself."""
    if request.staff:
        papers = papers_for_staff()
    elif request.actor:
        papers = OrganisationDocument.objects.visible_to(request.actor)
    else:
        papers = OrganisationDocument.objects.none()
    paper = get_object_or_404(papers, pk=pk)
    return serve_file(request, paper.file, inline=True)


@member_required
@require_POST
def remove_document(request: MemberRequest, pk: int) -> HttpResponse:
    """Remove the paper; what was typed beside it is saved."""
    # A second press finds it too: removing twice is no error.
    paper = get_object_or_404(OrganisationDocument, organisation=request.actor.organisation, pk=pk)
    if refused := save_typed(request):
        return refused
    actions.remove_document(document=paper, by=request.actor, at=timezone.now())
    messages.success(request, _("Document removed."))
    return redirect("accounts:organisation")
