"""What Django itself answers when no view did: pages for people, JSON under /api/. (Faults: `marketplace.kit.outages`.)"""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext_lazy as _
from django.views import defaults

API = "/api/"
SAID = {
    400: ("bad_request", _("This request cannot be read.")),
    403: ("permission_denied", _("You do not have permission to perform this action.")),
    404: ("not_found", _("There is nothing at this address.")),
}


def of_api(status: int) -> HttpResponse:
    """The API's one shape of an error."""
    code, message = SAID[status]
    return JsonResponse({"error": {"code": code, "message": str(message), "hint": ""}}, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return of_api(400) if request.path.startswith(API) else defaults.bad_request(request, exception)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return of_api(403) if request.path.startswith(API) else defaults.permission_denied(request, exception)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return of_api(404) if request.path.startswith(API) else defaults.page_not_found(request, exception)
