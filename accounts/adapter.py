"""How allauth behaves here: addresses in lower case, mail in the reader's language, redirects that stay with us."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.models import Authenticator
from django.core.mail import EmailMessage
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.http import url_has_allowed_host_and_scheme

from accounts.factors import factor_shown, factors_of
from accounts.guessing import count_guess, forget_guesses, guessed_right, remember_device
from accounts.limits import TooManyTries
from accounts.models import User
from accounts.notices import draft_for_person, send_loose_notices

# allauth's mails about changes -> our notices
NOTICES = {
    "account/email/password_changed": "accounts.password_changed",
    "account/email/password_reset": "accounts.password_reset",
    "account/email/password_set": "accounts.password_set",
    "account/email/email_changed": "accounts.address_changed",
    "account/email/email_deleted": "accounts.address_removed",
    "mfa/email/totp_activated": "accounts.app_on",
    "mfa/email/totp_deactivated": "accounts.app_off",
    "mfa/email/webauthn_added": "accounts.passkey_on",
    "mfa/email/webauthn_removed": "accounts.passkey_off",
    "mfa/email/recovery_codes_generated": "accounts.recovery_codes",
}


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth carries no types
    """Sign-up is open to everybody; what an unverified organisation may do is the policies' business."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return True

    def clean_email(self, email: str) -> str:
        """One address is one person, however it is typed."""
        return str(super().clean_email(email)).strip().lower()

    def is_safe_url(self, url: str | None) -> bool:
        """Only addresses of this very host are followed, so that no link to us leads elsewhere."""
        host = self.request.get_host() if self.request else None
        return url_has_allowed_host_and_scheme(url, allowed_hosts={host} if host else set())

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the guess of a password; our own counts instead of allauth's. Raises its ValidationError."""
        self.account = str(credentials.get("email", "")).lower()
        try:
            count_guess(request, "password", self.account)
        except TooManyTries as refusal:
            raise self.validation_error("too_many_login_attempts") from refusal

    def _rollback_login_failed_rl_usage(self) -> None:
        """The password was right: allauth calls this then."""
        guessed_right(self.request, "password", self.account)

    def _delete_login_attempts_cached_email(self, request: HttpRequest, **credentials: Any) -> None:
        """A new password was set by mail: what was guessed before does not keep its owner out."""
        forget_guesses(request, "password", str(credentials.get("email", "")).lower())

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        """From now on this device has counts of its own for the account."""
        response: HttpResponse = super().post_login(request, user, **kwargs)
        remember_device(request, response, user.email, str(user.pk))
        return response

    def get_reauthentication_methods(self, user: User) -> list[dict[str, Any]]:
        """Who has a second factor shows it: the password alone is for those who have none."""
        ways: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        factors = [way for way in ways if way["id"] != "reauthenticate"]
        if factors and Authenticator.Type.TOTP not in factors_of(user):
            factors.reverse()
        return factors or ways

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Staff who have no second factor yet set it up first."""
        if request.user.is_staff and not factor_shown(request):
            return reverse("accounts:factor")
        return str(super().get_login_redirect_url(request))

    def send_notification_mail(
        self, template_prefix: str, user: User, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        """What changed about signing in is told like everything else: a row first, then a mail that is tried again."""
        values = {
            "address": self.get_client_ip(self.request),
            "browser": self.get_http_user_agent(self.request)[:120] or "?",
        }
        kind = NOTICES[template_prefix]
        draft = draft_for_person(user, kind, mail_to=email or "", **values, **(context or {}))
        send_loose_notices(draft, at=timezone.now())

    def render_mail(
        self,
        template_prefix: str,
        email: str | list[str],
        context: dict[str, Any],
        headers: dict[str, str] | None = None,
    ) -> EmailMessage:
        """Word the mail in the language of the person who reads it, else of the page that caused it."""
        reader = context.get("user") or User.objects.filter(email=str(email).lower()).first()
        language = getattr(reader, "language", "") or translation.get_language()
        with translation.override(language):
            message: EmailMessage = super().render_mail(template_prefix, email, context, headers)
        return message
