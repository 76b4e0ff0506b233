"""What every request gets: an id for the logs and the audit trail, and refusals that look like pages."""

import uuid
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from marketplace.kit import storage
from marketplace.kit.outages import StorageFull, outage_page
from marketplace.kit.problems import Problem

Handler = Callable[[HttpRequest], HttpResponse]


class NamedRequest(HttpRequest):
    """A request with its id."""

    request_id: str


class RequestIdMiddleware:
    """Name each request; the id stands in the answer, in the audit trail and on error pages."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: NamedRequest) -> HttpResponse:
        request.request_id = uuid.uuid4().hex[:16]
        response = self.get_response(request)
        response["X-Request-Id"] = request.request_id
        return response


SAFE = ("GET", "HEAD", "OPTIONS")
# What everybody may do although the storage is full: it keeps next to nothing, and staff must get in.
STILL_OPEN = ("/account/login/", "/account/logout/", "/account/2fa/authenticate/", "/i18n/setlang/")


class StorageMiddleware:
    """While the storage is full, pages are read and nothing is written: the request is refused before it begins."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in SAFE and request.path not in STILL_OPEN and storage.is_full():
            return outage_page(request, StorageFull())
        return self.get_response(request)


class TakesForms(Problem):
    """Somebody visits an address that only takes forms: after a refusal it stands in the browser's bar."""

    code, status = "takes_forms", 405
    text = _("This address only takes forms.")
    hint = _("Go back to the page that you came from.")


class ProblemMiddleware:
    """Render a refusal that no view turned into something better: one place, one look, the refusal's own status."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        visited = request.method == "GET" and not request.path.startswith("/api/")
        if visited and response.status_code == TakesForms.status and not response.content:
            page = self.process_exception(request, TakesForms()) or response
            page.headers["Allow"] = response.headers["Allow"]
            return page
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Problem):
            return None
        template = "problem.html#card" if request.headers.get("HX-Request") else "problem.html"
        return render(request, template, {"problem": exception}, status=exception.status)
