"""Decorators of views: signed in, member, staff. What an actor may do inside is the policies' business."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor, Person, Staff
from accounts.middleware import ActorRequest
from accounts.web.leading import lead_to_factor, redirect_page, sign_in_address
from marketplace.kit.problems import Problem

P = ParamSpec("P")
# What the map of pages sees: Django calls it with its own request, which ActorMiddleware has completed.
Door = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


class PersonRequest(ActorRequest):
    """The request of everybody who is signed in."""

    person: Person


class MemberRequest(PersonRequest):
    """The request of a member: somebody acts for an organisation."""

    actor: Actor


class StaffRequest(PersonRequest):
    """The request of staff."""

    staff: Staff


class NotVerified(Problem):
    """The organisation is not verified, and this needs it to be."""

    code = "not_verified"
    status = 403
    text = _("This is open once your organisation is verified.")
    hint = _("Complete the organisation page and send it for verification; it usually takes one working day.")


def person_required(view: Callable[Concatenate[Any, P], HttpResponseBase]) -> Door[P]:
    """Signed in, with or without an organisation; everybody else signs in first and comes back."""

    @wraps(view)
    def wrapper(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_page(request, sign_in_address(request))
        return view(cast("Any", request), *args, **kwargs)

    return wrapper


def member_required(view: Callable[Concatenate[Any, P], HttpResponseBase]) -> Door[P]:
    """Signed in and acting for an organisation; who has none yet is led to making one."""

    @wraps(view)
    def wrapper(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_page(request, sign_in_address(request))
        if cast("ActorRequest", request).actor is None:
            return redirect_page(request, reverse("accounts:organisation-new"))
        return view(cast("Any", request), *args, **kwargs)

    return wrapper


def verified_required(view: Callable[Concatenate[Any, P], HttpResponseBase]) -> Door[P]:
    """A member of a verified organisation; the refusal says what to do."""

    @wraps(view)
    def checked(request: MemberRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not request.actor.verified:
            raise NotVerified
        return view(request, *args, **kwargs)

    return member_required(checked)


def staff_required(view: Callable[Concatenate[Any, P], HttpResponseBase]) -> Door[P]:
    """Monsoon's staff, with a second factor. For everybody else the page does not exist; signed out, one may sign in."""

    @wraps(view)
    def wrapper(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_page(request, sign_in_address(request))
        if not request.user.is_staff:
            raise Http404
        if cast("ActorRequest", request).staff is None:
            return lead_to_factor(request)
        return view(cast("Any", request), *args, **kwargs)

    return wrapper


def post_or_back(
    page: str,
) -> Callable[[Callable[Concatenate[Any, P], HttpResponseBase]], Callable[..., HttpResponseBase]]:
    """Take POST only. The refused form is shown at this address: opening or reloading it leads to its own page."""

    def decorate(view: Callable[Concatenate[Any, P], HttpResponseBase]) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def wrapper(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            return view(request, *args, **kwargs) if request.method == "POST" else redirect(page)

        return wrapper

    return decorate
