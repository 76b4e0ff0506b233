"""Codes of second factors in allauth's forms and in our own: each counts once, and guessing ends soon."""

from typing import Any

from allauth.account.adapter import get_adapter as get_account_adapter
from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import ReauthenticateWebAuthnForm
from allauth.mfa.webauthn.internal.auth import begin_authentication
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.factors import factors_of, use_code
from accounts.guessing import count_guess, guessed_right
from accounts.limits import TooManyTries
from marketplace.kit.problems import Problem


class WrongCode(Problem):
    code = "wrong_code"
    status = 422
    text = _("This code is wrong, out of date or was used before.")
    hint = _("An authenticator app shows a new one every half minute.")
    field = "code"


class OnceMixin:
    """A code of an authenticator app that was used is wrong from then on, also at another door."""

    user: Any
    cleaned_data: dict[str, Any]

    def clean_code(self) -> str:
        """Take the code of the app, or an unused recovery code; note which it was in `authenticator`."""
        account = str(self.user.pk)
        try:
            count_guess(context.request, "code", account)
        except TooManyTries as refusal:
            raise get_account_adapter().validation_error("too_many_login_attempts") from refusal
        code = "".join(self.cleaned_data["code"].split())
        # The app's code before the recovery codes: its name comes later in the alphabet.
        rows = list(
            Authenticator.objects.filter(user=self.user).exclude(type=Authenticator.Type.WEBAUTHN).order_by("-type")
        )
        for row in rows:
            if use_code(row, code):
                self.authenticator = row
                guessed_right(context.request, "code", account)
                return code
        if rows:
            self._emit_authentication_failed(rows[0])  # type: ignore[attr-defined]  # allauth's form has it
        raise get_adapter().validation_error("incorrect_code")


class AuthenticateForm(OnceMixin, forms.AuthenticateForm):  # type: ignore[misc]  # allauth carries no types
    """At sign-in."""


class ReauthenticateForm(OnceMixin, forms.ReauthenticateForm):  # type: ignore[misc]  # allauth carries no types
    """Asked again, inside a session."""


def factor_choice(request: HttpRequest) -> dict[str, Any]:
    """What a form offers that asks for a factor: `code`, `passkey` (its request for the browser), or nothing."""
    mine = factors_of(request.user)
    choice: dict[str, Any] = {"code": Authenticator.Type.TOTP in mine}
    if Authenticator.Type.WEBAUTHN in mine:
        choice["passkey"] = {"request_options": begin_authentication(request.user)}
    return choice if mine else {}


def take_factor(request: HttpRequest) -> str:
    """The kind of the factor that the posted form shows: `credential` of a passkey, else `code`. Raises WrongCode."""
    passkey = bool(request.POST.get("credential"))
    kind = ReauthenticateWebAuthnForm if passkey else ReauthenticateForm
    form = kind(data=request.POST, user=request.user)
    if not form.is_valid():
        raise WrongCode
    row = form.cleaned_data["credential"] if passkey else form.authenticator
    post_authentication(request, row, reauthenticated=True)
    return str(row.type)
