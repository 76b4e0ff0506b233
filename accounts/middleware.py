"""Who acts in this request, and in which language. (API requests: `accounts.authentication`.)"""

import time
from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

from accounts.actors import Actor, Person, Staff
from accounts.factors import FRESH, factor_shown
from accounts.limits import TooManyTries, count_try
from accounts.models import Membership, User

Handler = Callable[[HttpRequest], HttpResponse]
SESSION_KEY, SEEN_KEY = "organisation", "seen_at"
UNLIMITED = ("/api/", "/health/", "/payments/stripe/", "/static/", "/drawn/")


class ActorRequest(HttpRequest):
    """What views get: the request with who acts."""

    actor: Actor | None
    person: Person | None
    staff: Staff | None
    memberships: list[Membership]
    request_id: str
    user: User


class ActorMiddleware:
    """Set `request.actor` (the user acting for the organisation chosen in the session), `request.person`,
    `request.staff` and `request.memberships`. Rights are read anew each time: a removed member is out.

    Whoever is of the staff acts as such only in a session that has shown a second factor."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: ActorRequest) -> HttpResponse:
        request.actor, request.person, request.staff, request.memberships = None, None, None, []
        user = request.user
        if user.is_authenticated and user.is_staff and is_idle(request):
            logout(request)
        elif user.is_authenticated and user.is_active:
            self.identify(request, user)
        return self.get_response(request)

    def identify(self, request: ActorRequest, user: User) -> None:
        places = Membership.objects.filter(user=user, ended_at=None).select_related("organisation")
        request.memberships = list(places.order_by("joined_at"))
        chosen = request.session.get(SESSION_KEY)
        address = request.META.get("REMOTE_ADDR", "")
        member = next((m for m in request.memberships if m.organisation_id == chosen), None)
        member = member or next(iter(request.memberships), None)
        if member:
            roles = frozenset(member.roles)
            factor = factor_shown(request, FRESH)
            request.actor = Actor(user, member.organisation, roles, None, request.request_id, address, factor)
        request.person = Person(user, request.request_id, address)
        if user.is_staff and factor_shown(request):
            request.staff = Staff(user, request.request_id, address)


def is_idle(request: HttpRequest) -> bool:
    """Has nobody used this session of the staff's for too long? Notes the use, once a minute."""
    now, seen = time.time(), request.session.get(SEEN_KEY)
    if seen is None or now - seen > 60:
        request.session[SEEN_KEY] = now
    return seen is not None and now - seen > settings.STAFF_IDLE.total_seconds()


class PageLimitMiddleware:
    """Too many pages a minute for a person to read are refused: of one account, or, signed out, of one address."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: ActorRequest) -> HttpResponse:
        kind, whose = ("account", request.user.pk) if request.person else ("address", request.META.get("REMOTE_ADDR"))
        # The API has a limit of its own; who watches our health or tells of a payment is never refused.
        if whose and not request.path.startswith(UNLIMITED):
            try:
                count_try("pages", f"{kind} {whose}", most=settings.PAGES_PER_MINUTE[kind], within=timedelta(minutes=1))
            except TooManyTries as refusal:
                answer = HttpResponse(refusal.message(), status=429, content_type="text/plain; charset=utf-8")
                answer["Retry-After"] = "60"
                return answer
        return self.get_response(request)


class LanguageMiddleware:
    """`?lang=` for this page, else the language cookie, else the person's own, else what the browser asks for."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: ActorRequest) -> HttpResponse:
        language = self.choose(request)
        zone = request.user.time_zone if request.user.is_authenticated else "Asia/Shanghai"
        # For this request only: the thread's next one, or the next test, begins without it.
        with translation.override(language), timezone.override(zone):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response

    def choose(self, request: ActorRequest) -> str:
        known = dict(settings.LANGUAGES)
        for language in (request.GET.get("lang"), request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)):
            if language and language.lower() in known:
                return language.lower()
        if request.user.is_authenticated and request.user.language in known:
            return request.user.language
        return translation.get_language_from_request(request)
