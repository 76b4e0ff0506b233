"""The facts of an organisation: which there are, and what makes them wrong."""

from typing import Any
from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.models import Organisation
from accounts.states import OrganisationKind
from marketplace.kit.fields import unknown_code
from marketplace.kit.problems import Invalid
from marketplace.vocabularies import VOCABULARIES, currencies, registration

FIELDS = (
    "kinds",
    "name_en",
    "name_local",
    "name_language",
    "territory",
    "registration_number",
    "tax_number",
    "address",
    "website",
    "about",
    "display_currency",
    "time_zone",
)
NUMBERS = {"registration_number": "registration", "tax_number": "tax"}


def facts_of(organisation: Organisation) -> dict[str, Any]:
    """The facts as JSON, for the audit trail and for comparing."""
    return {field: getattr(organisation, field) for field in FIELDS}


def check_facts(organisation: Organisation) -> None:
    """Raise Invalid, with messages at the fields, unless every fact that is given makes sense.

    Numbers are put in their territory's own form.
    """
    errors: dict[str, list[str]] = {}
    try:
        organisation.clean_fields(exclude=[f.name for f in Organisation._meta.fields if f.name not in FIELDS])
    except ValidationError as error:
        errors |= error.message_dict
    errors |= {field: [message] for field, message in check_codes(organisation).items()}
    if "territory" not in errors:
        errors |= check_numbers(organisation)
    if errors:
        raise Invalid(errors)


def check_codes(organisation: Organisation) -> dict[str, str]:
    """Messages for codes that no vocabulary knows."""
    wrong = {}
    if organisation.territory not in VOCABULARIES["territories"]:
        wrong["territory"] = unknown_code(organisation.territory, VOCABULARIES["territories"])
    if organisation.name_language and organisation.name_language not in VOCABULARIES["languages"]:
        wrong["name_language"] = unknown_code(organisation.name_language, VOCABULARIES["languages"])
    if not set(organisation.kinds) <= set(OrganisationKind.values) or not organisation.kinds:
        wrong["kinds"] = _("Choose at least one of the kinds.")
    if organisation.display_currency not in currencies.VOCABULARY:
        wrong["display_currency"] = unknown_code(organisation.display_currency[:20], currencies.VOCABULARY)
    if organisation.time_zone and organisation.time_zone not in available_timezones():
        wrong["time_zone"] = _("Choose one of the time zones.")
    return wrong


def check_numbers(organisation: Organisation) -> dict[str, list[str]]:
    """Messages for numbers that do not fit their territory's mask; those that fit are normalised in place."""
    wrong: dict[str, list[str]] = {}
    for field, kind in NUMBERS.items():
        value = getattr(organisation, field).strip()
        if not value:
            continue
        try:
            setattr(organisation, field, registration.check_number(organisation.territory, kind, value))
        except ValueError as error:
            wrong[field] = [str(error)]
    return wrong
