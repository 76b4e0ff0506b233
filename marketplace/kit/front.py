"""What stands before every page: headers for browsers, and a limit to what may be sent."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _

Handler = Callable[[HttpRequest], HttpResponse]
PERSONAL = ("Cookie", "Accept-Language")
PERMISSIONS = (
    "camera=(), geolocation=(), microphone=(), payment=(), usb=(), "
    "publickey-credentials-create=(self), publickey-credentials-get=(self)"
)


class HeadersMiddleware:
    """What browsers may do with our pages: no devices, no use from elsewhere, and no copy of private pages kept."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        # By the cookie, not by the user: this must work while the database is away.
        private = settings.SESSION_COOKIE_NAME in (*request.COOKIES, *response.cookies)
        if private or request.headers.get("Authorization"):
            response.headers.setdefault("Cache-Control", "private, no-store")
        if "public" in response.headers.get("Cache-Control", ""):
            forget_person(response)
        return response


def forget_person(response: HttpResponse) -> None:
    """What is the same for everybody is kept whoever asks: a new cookie must not fetch it again."""
    named = [one.strip() for one in response.headers.get("Vary", "").split(",")]
    others = [one for one in named if one and one not in PERSONAL]
    response.headers["Vary"] = ", ".join(others)
    if not others:
        del response.headers["Vary"]


def too_large(request: HttpRequest) -> HttpResponse:
    """The refusal, in the API's shape under /api/."""
    said = _("This is too large to be sent.")
    if request.path.startswith("/api/"):
        return JsonResponse({"error": {"code": "too_large", "message": said, "hint": ""}}, status=413)
    return HttpResponse(said, status=413, content_type="text/plain; charset=utf-8")


class BodyLimitMiddleware:
    """Refuse what is too large before anything reads it. Views have smaller limits of their own."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not length.isdecimal() or int(length) > settings.MAX_BODY_BYTES:
            return too_large(request)
        return self.get_response(request)
