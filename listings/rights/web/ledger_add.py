"""The page of the ledger's new record."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.web.access import MemberRequest, member_required
from listings.catalogue.web.cards import Card
from listings.models import Programme, RightIn
from listings.policies import may_edit
from listings.rights.web.ledger import own_programme
from listings.rights.web.recording import RecordForms
from marketplace.kit.problems import Problem


@member_required
def add_record(request: MemberRequest, public_id: str) -> HttpResponse:
    """Add a record, in or out. What is wrong stands at its field; the rest stays as it was typed."""
    programme = own_programme(request, public_id)
    forms = RecordForms(request, programme, posted=request.method == "POST")
    if request.method != "POST":
        return render_form(request, programme, forms)
    try:
        made = forms.record()
    except Problem as problem:
        forms.show_refusal(problem)
        return render_form(request, programme, forms, problem)
    messages.success(request, _("Recorded. This confirms the rights as of today."))
    answer = redirect("listings:ledger", programme.public_id)
    answer["Location"] += f"#{'in' if isinstance(made, RightIn) else 'out'}-{made.pk}"
    return answer


def render_form(
    request: MemberRequest, programme: Programme, forms: RecordForms, problem: Problem | None = None
) -> HttpResponse:
    """The page, with what was typed and the messages at their fields."""
    context = {
        "programme": programme,
        "card": Card(programme, get_language() or "en"),
        "record": forms,
        "problem": problem,
        "may_edit": may_edit(request.actor, programme),
        "errors_in_title": bool(problem),
    }
    return render(request, "listings/rights/ledger_add.html", context, status=problem.status if problem else 200)
