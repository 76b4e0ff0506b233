"""Fields of accounts: an e-mail address, a website, a time zone, a currency, codes with their names."""

from functools import cache
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from marketplace.kit.inputs import CodeField, LinkField, OneOfField, TextField
from marketplace.vocabularies import currencies

MAX_MAIL_LENGTH = 254
NEAR_ZONES = frozenset(
    f"Asia/{city}"
    for city in (
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
    )
)


class MailField(TextField):
    """An e-mail address."""

    def __init__(self, **options: Any) -> None:
        widget = forms.EmailInput(attrs={"maxlength": MAX_MAIL_LENGTH, "autocomplete": "off"})
        super().__init__(max_length=MAX_MAIL_LENGTH, widget=widget, **options)

    def read_text(self, text: str) -> str:
        """The address. Raises ValidationError."""
        address = super().read_text(text)
        validate_email(address)
        return address

    def build_schema(self) -> dict[str, Any]:
        return super().build_schema() | {"format": "email"}


class WebsiteField(LinkField):
    """A web address; https where nothing else is written before it."""

    def __init__(self, **options: Any) -> None:
        super().__init__(schemes=("https", "http"), **options)

    def read_text(self, text: str) -> str:
        """The address, whole. Raises ValidationError."""
        return super().read_text(text if "://" in text else f"https://{text}")


class NamedCodeField(CodeField):
    """A code that a page offers beside its name; `none` stands for no choice, also where one is needed."""

    def __init__(self, *, none: Any = "", code_first: bool = False, **options: Any) -> None:
        super().__init__(**options)
        self.none, self.pattern = none, "{code} {name}" if code_first else "{name} ({code})"

    def list_choices(self) -> list[tuple[str, str]]:
        named = [(code, self.pattern.format(code=code, name=name)) for code, name in self.vocabulary.choices()]
        return [("", str(self.none)), *named] if self.none else named


class CurrencyField(NamedCodeField):
    """A currency that amounts are shown in too."""

    def __init__(self, **options: Any) -> None:
        help_text = _("Amounts are also shown in this currency, as “about”.")
        super().__init__(
            vocabulary=currencies.VOCABULARY,
            code_first=True,
            label=_("Display currency"),
            help_text=help_text,
            **options,
        )


class LanguageField(OneOfField):
    """One of the languages of the pages."""

    def __init__(self, **options: Any) -> None:
        super().__init__(choices=settings.LANGUAGES, **options)


class ZoneField(OneOfField):
    """A time zone; `none` stands for no choice."""

    def __init__(self, *, none: Any = "", **options: Any) -> None:
        super().__init__(choices=lambda: [*([("", str(none))] if none else []), *time_zones()], **options)

    def read_text(self, text: str) -> str:
        """The zone's name. Raises ValidationError."""
        if text not in dict(time_zones()):
            raise ValidationError(_("Choose one of the time zones."))
        return text


@cache
def time_zones() -> list[tuple[str, str]]:
    """The zones of the region first, then all others. They are read from the disk, once."""
    zones = sorted(zone for zone in available_timezones() if "/" in zone and not zone.startswith("Etc/"))
    near_first = sorted(zones, key=lambda zone: zone not in NEAR_ZONES)
    return [(zone, zone.replace("_", " ")) for zone in near_first]
