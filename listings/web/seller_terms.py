"""What a seller decides for all of its programmes: to whom it shows until when rights are taken."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.web.doors import MemberRequest, member_required
from listings.actions.seller_terms import show_dates_to
from listings.models import SellerTerms
from listings.policies import may_list
from listings.states import DatesShown
from marketplace.kit.problems import Problem


@member_required
def seller_terms(request: MemberRequest) -> HttpResponse:
    """The setting; for organisations that sell."""
    if not request.actor.organisation.sells:
        raise Http404
    if request.method != "POST":
        return page(request)
    try:
        show_dates_to(shown=request.POST.get("dates_shown", ""), by=request.actor, at=timezone.now())
    except Problem as problem:
        return page(request, problem)
    messages.success(request, _("Saved. It holds for all your titles from now on."))
    return redirect("listings:seller-terms")


def page(request: MemberRequest, problem: Problem | None = None) -> HttpResponse:
    """The form; without a decision everybody sees the dates."""
    terms = SellerTerms.objects.filter(organisation=request.actor.organisation).first()
    context = {
        "shown": terms.dates_shown if terms else DatesShown.ALL, "choices": meanings(), "problem": problem,
        "errors": getattr(problem, "errors", {}), "may_list": may_list(request.actor),
    }  # fmt: skip
    return render(request, "listings/seller_terms.html", context, status=problem.status if problem else 200)


def meanings() -> list[tuple[str, str, str]]:
    """(choice, name, what a buyer then sees)."""
    said = {
        DatesShown.ALL: _("Everybody who opens a title sees when it is free again."),
        DatesShown.VERIFIED: _("Organisations that our staff verified see the dates; others may ask you."),
        DatesShown.REQUEST: _("Buyers see that it is taken, not until when. They may ask you."),
    }
    return [(choice, str(choice.label), said[choice]) for choice in DatesShown]
