"""Confirm the rights of many titles at once."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from accounts.web.access import MemberRequest, member_required
from listings import actions
from listings.inputs import ConfirmTitlesForm
from listings.models import Programme
from listings.programmes.queries.stale import stale_titles
from marketplace.kit.problems import Problem


@member_required
@require_POST
def confirm_titles(request: MemberRequest) -> HttpResponse:
    """Confirm the titles that are ticked, or all that were not confirmed for ninety days."""
    now = timezone.now()
    try:
        named = ConfirmTitlesForm(request.POST, by=request.actor, at=now).read_values()
        own = Programme.objects.owned_by(request.actor)
        rows = list(stale_titles(request.actor, now) if named["stale"] else own.filter(public_id__in=named["title"]))
        if not rows:
            messages.warning(request, _("Tick the titles to confirm first."))
            return redirect("listings:titles")
        many = actions.confirm_rights(programmes=rows, by=request.actor, at=now)
    except Problem as problem:
        messages.warning(request, problem.message())
        return redirect("listings:titles")
    said = ngettext("%(n)s title confirmed as of today.", "%(n)s titles confirmed as of today.", many) % {"n": many}
    messages.success(request, said)
    return redirect("listings:titles")
