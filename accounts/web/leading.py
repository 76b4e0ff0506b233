"""Leading people to another page and back: to sign in, to show a second factor, to set one up."""

import time
from urllib.parse import urlencode, urlsplit

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from accounts.factors import factors_of

# Where the session keeps what was sent until the question in between is answered.
KEPT = "kept_act"


def sign_in_address(request: HttpRequest) -> str:
    """The sign-in page, which leads back to where the person is now (a form's page, not its POST address)."""
    here = request.headers.get("HX-Current-URL") or request.get_full_path()
    if request.method != "GET" and not request.headers.get("HX-Current-URL"):
        here = resolve_url(settings.LOGIN_REDIRECT_URL)
    return f"{reverse('account_login')}?{urlencode({'next': here})}"


def safe_next(request: HttpRequest, address: str, otherwise: str) -> str:
    """`address` if it is a page of ours, else that of the page `otherwise`."""
    if address and url_has_allowed_host_and_scheme(address, {request.get_host()}, request.is_secure()):
        parts = urlsplit(address)
        return f"{parts.path}?{parts.query}" if parts.query else parts.path
    return resolve_url(otherwise)


def redirect_page(request: HttpRequest, address: str) -> HttpResponse:
    """Lead the whole page to `address`, also when htmx asked for a part of it."""
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    return redirect(address)


def lead_to_factor(request: HttpRequest) -> HttpResponse:
    """To the page that asks for the factor, or to the one that sets it up."""
    return lead_and_return(
        request, question_pages(request)[0] if factors_of(request.user) else reverse("accounts:factor")
    )


def question_pages(request: HttpRequest) -> list[str]:
    """The addresses of the pages that ask who it is, the best first."""
    return [str(way["url"]) for way in get_adapter().get_reauthentication_methods(request.user)]


def lead_and_return(request: HttpRequest, page: str, *, keep: bool = True) -> HttpResponse:
    """Go to `page` and come back: what was sent waits in the session, its files do not; nothing without `keep`."""
    request.session.pop(KEPT, None)
    here = request.headers.get("HX-Current-URL") or request.get_full_path()
    if request.method == "POST" and keep:
        here = request.headers.get("HX-Current-URL") or request.headers.get("Referer", "")
        typed = request.POST.copy()
        typed.pop("csrfmiddlewaretoken", None)
        request.session[KEPT] = {"path": request.path, "post": typed.urlencode(), "at": time.time()}
    return redirect_page(request, f"{page}?{urlencode({'next': back_to(safe_next(request, here, 'home'))})}")


def back_to(address: str) -> str:
    """The address that goes on with the act at `address`."""
    return f"{reverse('accounts:go-on')}?{urlencode({'next': address})}"
