"""What people say of themselves, and how notices reach them."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.actions.change_profile import FIELDS
from accounts.inputs.fields import CurrencyField, LanguageField, ZoneField
from accounts.models import User
from accounts.states import NoticeChannel
from marketplace.kit.inputs import InputForm, OneOfField, TextField

MAX_NAME_LENGTH = 120


class NewPersonForm(InputForm):
    """Who signs up, beside what signs her in, and in which language we speak to her."""

    full_name = TextField(
        label=_("Your name"), max_length=MAX_NAME_LENGTH, help_text=_("As it should appear on contracts")
    )
    job_title = TextField(label=_("Position"), max_length=MAX_NAME_LENGTH, required=False)
    language = LanguageField(label=_("Language"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["language"].initial = get_language()
        self.fields["full_name"].widget.attrs["autocomplete"] = "name"
        self.fields["job_title"].widget.attrs["autocomplete"] = "organization-title"

    def signup(self, request: HttpRequest, user: User) -> None:
        """allauth calls this once the person is stored, before it counts addresses as verified."""
        if request.session.get("account_verified_email") != user.email:
            # The invitation that was opened proved another address: it must not open the door for this one.
            request.session.pop("account_verified_email", None)
        for field in ("full_name", "job_title", "language"):
            setattr(user, field, self.cleaned_data[field])
        user.save(update_fields=["full_name", "job_title", "language"])


class ProfileForm(InputForm):
    """What a person says of herself, and how pages look to her."""

    full_name = TextField(label=_("Name"), max_length=MAX_NAME_LENGTH, help_text=_("As it should appear on contracts"))
    latin_name = TextField(
        label=_("Name in Latin letters"),
        max_length=MAX_NAME_LENGTH,
        required=False,
        help_text=_("As in your passport. Your signature’s certificate bears it beside your name."),
    )
    job_title = TextField(label=_("Position"), max_length=MAX_NAME_LENGTH, required=False)
    language = LanguageField(label=_("Language"), help_text=_("For pages and mail"))
    time_zone = ZoneField(label=_("Time zone"), help_text=_("Deadlines are shown in it"))
    display_currency = CurrencyField(none=_("As the organisation"), required=False)


class ChannelsForm(InputForm):
    """How notices reach a person, by what they are to her."""

    changes_channel = OneOfField(label=_("When something of yours changed"), choices=NoticeChannel.choices)
    news_channel = OneOfField(label=_("What is good to know"), choices=NoticeChannel.choices)


def profile_of(user: User) -> dict[str, Any]:
    """The profile's values as they are."""
    return {field: getattr(user, field) for field in FIELDS}


def channels_of(user: User) -> dict[str, str]:
    """The person's choice as it is."""
    return {field: getattr(user, field) for field in ChannelsForm.base_fields}
