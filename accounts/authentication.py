"""Who acts in an API request: the second of the two places that make an Actor."""

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from accounts.actors import Actor
from accounts.models import ApiToken, Membership, User
from accounts.refusals import OrganisationSuspended
from accounts.states import OrganisationState
from accounts.tokens import digest_secret

if TYPE_CHECKING:
    # rest_framework.views reads the settings, which name this module.
    from rest_framework.views import APIView


class ApiTokenAuthentication(BaseAuthentication):
    """`Authorization: Bearer mn_…`. A token acts as its maker, as long as that person is a member and the organisation is not suspended."""

    def authenticate(self, request: Request) -> tuple[User, Actor] | None:
        words = get_authorization_header(request).split()
        if not words or words[0].lower() != b"bearer":
            return None
        if len(words) != 2:
            raise AuthenticationFailed(_("Send one token: “Authorization: Bearer mn_…”."))
        actor = self.actor(words[1].decode("latin-1"), request)
        # Until the end of this request, where `LanguageMiddleware` puts the visitor's zone back.
        timezone.activate(actor.user.time_zone)
        return actor.user, actor

    def actor(self, secret: str, request: Request) -> Actor:
        now = timezone.now()
        usable = Q(revoked_at=None) & (Q(expires_at=None) | Q(expires_at__gt=now)) & Q(user__is_active=True)
        tokens = ApiToken.objects.select_related("user", "organisation")
        token = tokens.filter(usable, token_sha256=digest_secret(secret)).first()
        places = Membership.objects.filter(ended_at=None)
        member = token and places.filter(user=token.user, organisation=token.organisation).first()
        if not token or not member:
            raise AuthenticationFailed(_("This token is unknown, expired or revoked."))
        if token.organisation.state == OrganisationState.SUSPENDED:
            raise OrganisationSuspended
        if not token.last_used_at or now - token.last_used_at > timedelta(minutes=1):
            ApiToken.objects.filter(pk=token.pk).update(last_used_at=now)
        roles, scopes = frozenset(member.roles), frozenset(token.scopes)
        request_id = getattr(request, "request_id", "")
        return Actor(token.user, token.organisation, roles, scopes, request_id, request.META.get("REMOTE_ADDR", ""))

    def authenticate_header(self, request: Request) -> str:
        return "Bearer"


class HasActor(BasePermission):
    """Every API view needs a token; what the actor may do is the policies' business."""

    def has_permission(self, request: Request, view: "APIView") -> bool:
        return isinstance(request.auth, Actor)
