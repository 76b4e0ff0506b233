"""One's own settings: profile, theme, for which organisation one acts."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from accounts import actions
from accounts.inputs.people import ChannelsForm, ProfileForm, channels_of, profile_of
from accounts.middleware import SESSION_KEY
from accounts.queries import security_of
from accounts.web.access import PersonRequest, person_required
from accounts.web.leading import safe_next
from marketplace.kit.problems import Problem

THEMES = (("auto", gettext_lazy("As the device")), ("light", gettext_lazy("Light")), ("dark", gettext_lazy("Dark")))


@person_required
@require_http_methods(["GET", "POST"])
def edit_profile(request: PersonRequest) -> HttpResponse:
    """Show the profile with the ways to password, second factor and sessions; take changes."""
    if request.method == "GET":
        return render_profile(request, ProfileForm(initial=profile_of(request.user)))
    form = ProfileForm(request.POST)
    try:
        user = actions.change_profile(by=request.person, at=timezone.now(), **form.read_values())
    except Problem as problem:
        form.show_refusal(problem)
        return render_profile(request, form, problem)
    with translation.override(user.language):
        messages.success(request, _("Changes saved."))
    answer = redirect("accounts:profile")
    answer.set_cookie(settings.LANGUAGE_COOKIE_NAME, user.language, samesite="Lax")
    return answer


def render_profile(request: PersonRequest, form: ProfileForm, problem: Problem | None = None) -> HttpResponse:
    """The profile beside the ways to password, second factor and sessions."""
    context = {"themes": THEMES, "security": security_of(request.user), "frame": frame_of(request)}
    refused = {"form": form, "problem": problem}
    return render(request, "accounts/profile.html", context | refused, status=problem.status if problem else 200)


def frame_of(request: PersonRequest) -> str:
    """Whoever acts for nobody yet has no navigation."""
    return "shell.html" if request.actor or request.staff else "public.html"


@person_required
@require_http_methods(["GET", "POST"])
def notice_settings(request: PersonRequest) -> HttpResponse:
    """Show how notices reach the person; take another choice."""
    if request.method == "GET":
        return channels_page(request, ChannelsForm(initial=channels_of(request.user)))
    form = ChannelsForm(request.POST)
    try:
        actions.choose_notice_channels(by=request.person, at=timezone.now(), **form.read_values())
    except Problem as problem:
        form.show_refusal(problem)
        return channels_page(request, form, problem)
    messages.success(request, _("Changes saved."))
    return redirect("accounts:notice-settings")


def channels_page(request: PersonRequest, form: ChannelsForm, problem: Problem | None = None) -> HttpResponse:
    """The choice, with what was refused of it."""
    context = {"form": form, "problem": problem, "frame": frame_of(request)}
    return render(request, "accounts/notice_settings.html", context, status=problem.status if problem else 200)


@person_required
@require_POST
def switch_theme(request: PersonRequest) -> HttpResponse:
    actions.change_theme(theme=request.POST.get("theme", ""), by=request.person)
    return HttpResponseRedirect(page_before(request, "accounts:profile"))


@person_required
@require_POST
def switch_organisation(request: PersonRequest) -> HttpResponse:
    """Act for another of one's organisations; the next request finds it in the session."""
    own = {str(member.organisation_id): member.organisation_id for member in request.memberships}
    chosen = own.get(request.POST.get("organisation", ""))
    if chosen is None:
        raise Http404
    request.session[SESSION_KEY] = chosen
    return HttpResponseRedirect(page_before(request, "home"))


def page_before(request: HttpRequest, otherwise: str) -> str:
    """The page that the form names, if it is one of ours."""
    return safe_next(request, request.POST.get("next", ""), otherwise)
