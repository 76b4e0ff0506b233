"""The facts of an organisation: which there are, and what makes them wrong."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.models import Organisation
from accounts.states import OrganisationKind
from marketplace.kit import registration
from marketplace.kit.problems import Invalid
from marketplace.kit.vocab import VOCABULARIES

FIELDS = (
    "kinds", "name_en", "name_local", "name_language", "territory", "registration_number", "tax_number", "address",
    "website", "about", "display_currency",
)  # fmt: skip


def check_facts(organisation: Organisation) -> None:
    """Raise Invalid, with messages at the fields, unless every fact that is given makes sense. Numbers are put in their
    territory's own form."""
    errors: dict[str, list[str]] = {}
    try:
        organisation.clean_fields(exclude=[f.name for f in Organisation._meta.fields if f.name not in FIELDS])
    except ValidationError as error:
        errors |= error.message_dict
    for field, message in codes(organisation).items():
        errors.setdefault(field, [message])
    if "territory" not in errors:
        errors |= numbers(organisation)
    if errors:
        raise Invalid(errors)
