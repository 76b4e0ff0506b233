"""Who acts in this request, and in which language. (API requests: `accounts.authentication`.)"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

from accounts.actors import Actor, Person, Staff
from accounts.factors import FRESH, factor_shown
from accounts.models import Membership, User

Handler = Callable[[HttpRequest], HttpResponse]
SESSION_KEY = "organisation"


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
        if user.is_authenticated and user.is_active:
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
