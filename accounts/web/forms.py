"""What people type, as forms. The rules are the actions'; a form gives values their types and keeps the input."""

from datetime import datetime, timedelta
from functools import cache
from typing import Any
from zoneinfo import available_timezones

from allauth.account.forms import SignupForm
from django import forms
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.actions.change_profile import FIELDS as PROFILE_FIELDS
from accounts.models import User
from accounts.roles import Role, Scope
from accounts.states import DocumentKind, NoticeChannel, OrganisationKind
from marketplace.files.policies import PAPER
from marketplace.kit.problems import Invalid, Problem
from marketplace.vocabularies import VOCABULARIES, currencies


def currency_choices() -> list[tuple[str, str]]:
    """Every currency that amounts may be shown in."""
    language = get_language() or "en"
    return [(code, f"{code} {currencies.name(code, language)}") for code in currencies.codes]


def own_currency_choices() -> list[tuple[str, str]]:
    return [("", str(_("As the organisation"))), *currency_choices()]


def vocabulary_choices(name: str, empty: str = "") -> list[tuple[str, str]]:
    """The codes of a vocabulary with their names in the language of the page."""
    vocabulary = VOCABULARIES[name]
    named = [(code, f"{vocabulary.name(code, get_language() or 'en')} ({code})") for code in vocabulary.codes]
    return [("", empty), *named] if empty else named


def territories() -> list[tuple[str, str]]:
    return vocabulary_choices("territories", str(_("Choose a territory")))


def languages() -> list[tuple[str, str]]:
    return vocabulary_choices("languages", str(_("Choose a language")))


@cache
def time_zones() -> list[tuple[str, str]]:
    """The zones of the region first, then all others. They are read from the disk, once."""
    all_zones = sorted(zone for zone in available_timezones() if "/" in zone and not zone.startswith("Etc/"))
    near = [zone for zone in all_zones if zone in NEAR_ZONES]
    return [(zone, zone.replace("_", " ")) for zone in [*near, *(zone for zone in all_zones if zone not in NEAR_ZONES)]]


def office_zones() -> list[tuple[str, str]]:
    """The zone of the organisation's territory, unless it chooses another."""
    return [("", str(_("The time of the territory of registration"))), *time_zones()]


NEAR_ZONES = frozenset(
    f"Asia/{city}"
    for city in [
        "Bangkok",
        "Brunei",
        "Dili",
        "Ho_Chi_Minh",
        "Hong_Kong",
        "Jakarta",
        "Jayapura",
        "Kuala_Lumpur",
        "Kuching",
        "Macau",
        "Makassar",
        "Manila",
        "Phnom_Penh",
        "Shanghai",
        "Singapore",
        "Taipei",
        "Urumqi",
        "Vientiane",
        "Yangon",
    ]
)


def refuse(form: forms.Form, problem: Problem) -> None:
    """Put a refusal where it belongs: at its field, at several fields, or above the form."""
    if isinstance(problem, Invalid):
        for field, messages in problem.errors.items():
            form.add_error(field if field in form.fields else None, [forms.ValidationError(m) for m in messages])
        return
    text = " ".join(part for part in (problem.message(), problem.advice()) if part)
    form.add_error(problem.field if problem.field in form.fields else None, text)


class SignUpForm(SignupForm):  # type: ignore[misc]  # allauth carries no types
    """Who signs up, and in which language we speak to them. Address, password and the code are allauth's."""

    full_name = forms.CharField(label=_("Your name"), max_length=120, help_text=_("As it stands on contracts you sign"))
    job_title = forms.CharField(label=_("Position"), max_length=120, required=False)
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    field_order = ("full_name", "job_title", "email", "password1", "language")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("Work e-mail")
        self.fields["language"].initial = get_language()
        self.fields["full_name"].widget.attrs["autocomplete"] = "name"
        self.fields["job_title"].widget.attrs["autocomplete"] = "organization-title"

    def signup(self, request: HttpRequest, user: User) -> None:
        """allauth calls this once the person is stored, before it counts addresses as verified."""
        if request.session.get("account_verified_email") != user.email:
            # The invitation that was opened proved another address: it must not open the door for this one.
            request.session.pop("account_verified_email", None)
        user.full_name = " ".join(self.cleaned_data["full_name"].split())
        user.job_title = self.cleaned_data["job_title"].strip()
        user.language = self.cleaned_data["language"]
        user.save(update_fields=["full_name", "job_title", "language"])


class OrganisationForm(forms.Form):
    """What an organisation says of itself."""

    kinds = forms.MultipleChoiceField(
        label=_("What you do"),
        choices=OrganisationKind.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Choose all that apply: one organisation can both buy and sell."),
    )
    territory = forms.ChoiceField(label=_("Territory of registration"), choices=lazy(territories, list)())
    name_en = forms.CharField(label=_("Legal name in English"), max_length=200)
    name_local = forms.CharField(
        label=_("Legal name in local script"),
        max_length=200,
        required=False,
        help_text=_("Exactly as in the company register"),
    )
    name_language = forms.ChoiceField(
        label=_("Language of the local name"), choices=lazy(languages, list)(), required=False
    )
    registration_number = forms.CharField(label=_("Registration number"), max_length=40, required=False)
    tax_number = forms.CharField(label=_("Tax number"), max_length=40, required=False)
    address = forms.CharField(label=_("Registered address"), max_length=300, required=False)
    website = forms.URLField(label=_("Website"), required=False, assume_scheme="https")
    about = forms.CharField(
        label=_("Introduction"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Shown beside your programmes and offers"),
    )
    display_currency = forms.ChoiceField(
        label=_("Display currency"),
        choices=lazy(currency_choices, list)(),
        help_text=_("Amounts are also shown in this currency, as “about”."),
    )
    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        choices=lazy(office_zones, list)(),
        required=False,
        help_text=_("Contract dates, due dates and “today” are days of this zone"),
    )

    def __init__(self, *args: Any, locked: frozenset[str] = frozenset(), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # The hints at the numbers follow the territory. Without JavaScript the refusal names the mask.
        self.fields["territory"].widget.attrs |= {
            "hx-get": reverse("accounts:organisation-numbers"),
            "hx-trigger": "change",
            "hx-swap": "none",
        }
        for name in locked & self.fields.keys():
            self.fields[name].disabled = True

    def facts(self) -> dict[str, Any]:
        """What may be changed now, as the action takes it."""
        return {name: value for name, value in self.cleaned_data.items() if not self.fields[name].disabled}


class NewOrganisationForm(OrganisationForm):
    """The few facts that make an organisation; the rest follows on its page."""

    another_one = forms.BooleanField(label=_("Mine is another organisation: create it"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["territory"].widget.attrs["hx-get"] += "?new=1"
        for later in ("tax_number", "address", "website", "about", "display_currency", "time_zone"):
            del self.fields[later]


class DocumentForm(forms.Form):
    kind = forms.ChoiceField(label=_("Kind of document"), choices=DocumentKind.choices)
    file = forms.FileField(
        label=_("File"),
        help_text=_("PDF, JPEG or PNG, up to 10 MB"),
        widget=forms.FileInput(attrs={"accept": PAPER.offered}),
    )


class RolesForm(forms.Form):
    roles = forms.MultipleChoiceField(label=_("Roles"), choices=Role.choices, widget=forms.CheckboxSelectMultiple)


class InviteForm(RolesForm):
    email = forms.EmailField(label=_("Work e-mail"), widget=forms.EmailInput(attrs={"autocomplete": "off"}))
    language = forms.ChoiceField(label=_("Language of the mail"), choices=settings.LANGUAGES)
    field_order = ("email", "roles", "language")


class TokenForm(forms.Form):
    """A token's name, scopes and life."""

    LIVES = (("30", _("30 days")), ("90", _("90 days")), ("365", _("1 year")), ("", _("Until it is revoked")))

    name = forms.CharField(label=_("Name"), max_length=80, help_text=_("Which system uses it"))
    scopes = forms.MultipleChoiceField(
        label=_("The token may"), choices=Scope.choices, widget=forms.CheckboxSelectMultiple
    )
    expires = forms.ChoiceField(label=_("Expires after"), choices=LIVES, required=False, initial="90")

    def expires_at(self, now: datetime) -> datetime | None:
        days = self.cleaned_data["expires"]
        return now + timedelta(days=int(days)) if days else None


class ProfileForm(forms.Form):
    full_name = forms.CharField(label=_("Name"), max_length=120, help_text=_("As it stands on contracts you sign"))
    latin_name = forms.CharField(
        label=_("Name in Latin letters"),
        max_length=120,
        required=False,
        help_text=_("As in your passport. Your signature’s certificate bears it beside your name."),
    )
    job_title = forms.CharField(label=_("Position"), max_length=120, required=False)
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES, help_text=_("For pages and mail"))
    time_zone = forms.ChoiceField(label=_("Time zone"), choices=time_zones, help_text=_("Deadlines are shown in it"))
    display_currency = forms.ChoiceField(
        label=_("Display currency"),
        choices=lazy(own_currency_choices, list)(),
        required=False,
        help_text=_("Amounts are also shown in this currency, as “about”."),
    )

    @classmethod
    def of(cls, user: User) -> "ProfileForm":
        return cls(initial={field: getattr(user, field) for field in PROFILE_FIELDS})


class ChannelsForm(forms.Form):
    """How notices reach a person, by what they are to her."""

    changes_channel = forms.ChoiceField(label=_("When something of yours changed"), choices=NoticeChannel.choices)
    news_channel = forms.ChoiceField(label=_("What is good to know"), choices=NoticeChannel.choices)

    @classmethod
    def of(cls, user: User) -> "ChannelsForm":
        """The form as it stands for the person now."""
        return cls(initial={field: getattr(user, field) for field in cls.base_fields})
