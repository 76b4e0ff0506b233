"""What a seller decides for all of its programmes: to whom it shows until when rights are taken."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.web.access import MemberRequest, member_required
from listings.inputs import DatesShownForm
from listings.models import SellerTerms
from listings.policies import may_list
from listings.programmes.actions.seller_terms import show_dates_to
from listings.states import DatesShown
from marketplace.kit.problems import Problem


@member_required
def seller_terms(request: MemberRequest) -> HttpResponse:
    """The setting; for organisations that sell."""
    if not request.actor.organisation.sells:
        raise Http404
    who: dict[str, Any] = {"by": request.actor, "at": timezone.now()}
    if request.method != "POST":
        return render_seller_terms(request, DatesShownForm(initial=read_seller_terms(request), **who))
    form = DatesShownForm(request.POST, **who)
    try:
        show_dates_to(shown=form.read_values()["dates_shown"], **who)
    except Problem as problem:
        form.show_refusal(problem)
        return render_seller_terms(request, form, problem)
    messages.success(request, _("Saved. It holds for all your titles from now on."))
    return redirect("listings:seller-terms")


def read_seller_terms(request: MemberRequest) -> dict[str, str]:
    """What was decided; without a decision everybody sees the dates."""
    terms = SellerTerms.objects.filter(organisation=request.actor.organisation).first()
    return {"dates_shown": terms.dates_shown if terms else DatesShown.ALL.value}


def render_seller_terms(request: MemberRequest, form: DatesShownForm, problem: Problem | None = None) -> HttpResponse:
    """The form; who may not decide sees what was decided."""
    allowed = may_list(request.actor)
    if not allowed:
        form.fields["dates_shown"].widget.attrs["disabled"] = True
    context = {"form": form, "problem": problem, "may_list": allowed}
    return render(request, "listings/programmes/seller_terms.html", context, status=problem.status if problem else 200)
