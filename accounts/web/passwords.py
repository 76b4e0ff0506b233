"""Changing and resetting the password: allauth's forms and pages, with what we ask besides."""

from typing import Any

from allauth.account import views
from allauth.account.forms import ChangePasswordForm as AllauthChangeForm
from allauth.account.forms import ResetPasswordForm as AllauthResetForm
from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate
from allauth.core import context
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from accounts.addresses import may_be_objected
from accounts.factors import factors_of
from accounts.guessing import count_guess, guessed_right
from accounts.limits import TooManyTries
from accounts.web.access import PersonRequest, person_required
from accounts.web.leading import lead_and_return, question_pages


class ResetPasswordForm(AllauthResetForm):  # type: ignore[misc]  # allauth carries no types
    """A password is reset by an address that nobody may object to any more; else as for an address unknown to us."""

    def clean_email(self) -> str:
        """The address as typed; `users` are those it opens."""
        email = str(super().clean_email())
        if may_be_objected(email):
            self.users: list[Any] = []
        return email


class ChangePasswordForm(AllauthChangeForm):  # type: ignore[misc]  # allauth carries no types
    """The old password is not to be guessed here either."""

    def clean_oldpassword(self) -> str:
        """The old password, if it is the right one and was not tried too often."""
        request: HttpRequest = context.request
        try:
            count_guess(request, "password", self.user.email)
        except TooManyTries as refusal:
            self.add_error("oldpassword", refusal.message())
            return ""
        given = str(super().clean_oldpassword())
        guessed_right(request, "password", self.user.email)
        return given


@person_required
def change_password(request: PersonRequest) -> HttpResponseBase:
    """The old password is asked by the form; whoever has a second factor shows it first."""
    if factors_of(request.user) and not did_recently_reauthenticate(request):
        return lead_and_return(request, question_pages(request)[0], keep=False)
    answer: HttpResponseBase = views.password_change(request)
    return answer
