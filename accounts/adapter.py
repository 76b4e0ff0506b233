"""How allauth behaves here: addresses in lower case, mail in the reader's language, redirects that stay with us."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.core.mail import EmailMessage
from django.http import HttpRequest
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme

from accounts.models import User


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
