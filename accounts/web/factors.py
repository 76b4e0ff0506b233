"""Setting up the second factor where an act asks for it, and, in the demo, everybody's codes."""

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from accounts.factors import code_now, factors_of, secret_of
from accounts.web.access import PersonRequest, person_required
from accounts.web.leading import safe_next


@person_required
@require_GET
def ask_for_factor(request: PersonRequest) -> HttpResponse:
    """Why a second factor is asked for, and the two ways of having one. `next` is where it goes on afterwards."""
    address = safe_next(request, request.GET.get("next", ""), "home")
    if factors_of(request.user):
        return redirect(address)
    request.session["after_factor"] = address
    frame = "shell.html" if request.actor or request.staff else "public.html"
    return render(request, "accounts/factor.html", {"frame": frame})


@require_GET
def show_codes(request: HttpRequest) -> HttpResponse:
    """The current codes of the demo's accounts, as their authenticator apps would show them; 404 elsewhere."""
    if not settings.DEMO:
        raise Http404
    address = request.GET.get("to", "").strip().lower()
    rows = Authenticator.objects.filter(type=Authenticator.Type.TOTP, user__email__contains=address)
    shown = [(row.user, *code_now(secret_of(row))) for row in rows.select_related("user").order_by("user__email")]
    frame = "shell.html" if getattr(request, "actor", None) else "public.html"
    context = {"codes": shown, "to": address, "frame": frame, "seconds": code_now("")[1]}
    return render(request, "accounts/codes.html", context)
