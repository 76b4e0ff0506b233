"""Signing up: allauth's form on ours."""

from typing import Any

from allauth.account.forms import SignupForm
from django.utils.translation import gettext_lazy as _


class SignUpForm(SignupForm):  # type: ignore[misc]  # allauth carries no types
    """Address, password and the code are allauth's; the rest is `NewPersonForm`, from which allauth derives its form."""

    field_order = ("full_name", "job_title", "email", "password1", "language")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["email"].label = _("Work e-mail")
        self.fields["email"].widget.attrs |= {"placeholder": "", "maxlength": 254}
        self.fields["password1"].widget.attrs["placeholder"] = ""
        self.fields["password1"].help_text = _("At least 10 characters; a sentence is better than a puzzle.")
