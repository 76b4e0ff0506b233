"""Change what a person says of herself, and how pages look to her."""

from datetime import datetime
from typing import Any
from zoneinfo import available_timezones

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actions.state_latin_name import latin_name_problem
from accounts.actors import Person
from accounts.audit import record_entry
from accounts.models import User
from marketplace.kit.fields import unknown_code
from marketplace.kit.problems import Invalid
from marketplace.vocabularies import currencies

FIELDS = ("full_name", "latin_name", "job_title", "language", "time_zone", "display_currency")
THEMES = ("auto", "light", "dark")


def change_profile(
    *,
    full_name: str,
    job_title: str,
    language: str,
    time_zone: str,
    by: Person,
    at: datetime,
    display_currency: str = "",
    latin_name: str = "",
) -> User:
    """Name (and how it is written in Latin letters), position, language, time zone and the currency beside amounts (empty: the organisation's). Raises Invalid.

    A signature compares the typed name with this one, so it is never empty.
    """
    values = {
        "full_name": " ".join(full_name.split()),
        "latin_name": " ".join(latin_name.split()),
        "job_title": job_title.strip(),
        "language": language,
        "time_zone": time_zone,
        "display_currency": display_currency,
    }
    check_names(values)
    with transaction.atomic():
        user = User.objects.select_for_update(no_key=True).get(pk=by.user.pk)
        before = {field: getattr(user, field) for field in FIELDS}
        if before != values:
            for field, value in values.items():
                setattr(user, field, value)
            user.save(update_fields=list(FIELDS))
            record_entry(by=by, did="accounts.change_profile", what=user, at=at, before=before, after=values)
    return user


def check_names(values: dict[str, Any]) -> None:
    errors = {}
    if not 0 < len(values["full_name"]) <= 120:
        errors["full_name"] = [_("Give your name, in up to 120 characters.")]
    if problem := latin_name_problem(values["latin_name"]):
        errors["latin_name"] = [problem]
    if len(values["job_title"]) > 120:
        errors["job_title"] = [_("Use up to 120 characters.")]
    if values["language"] not in dict(settings.LANGUAGES):
        errors["language"] = [_("Choose one of the languages.")]
    if values["time_zone"] not in available_timezones():
        errors["time_zone"] = [_("Choose one of the time zones.")]
    if values["display_currency"] and values["display_currency"] not in currencies.VOCABULARY:
        errors["display_currency"] = [unknown_code(values["display_currency"][:20], currencies.VOCABULARY)]
    if errors:
        raise Invalid(errors)


def change_theme(*, theme: str, by: Person) -> User:
    """Light, dark, or as the device says. A matter of taste: the audit trail does not hold it. Raises Invalid."""
    if theme not in THEMES:
        raise Invalid({"theme": [_("Choose light, dark or automatic.")]})
    User.objects.filter(pk=by.user.pk).update(theme=theme)
    by.user.theme = theme
    return by.user
