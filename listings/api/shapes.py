"""Is a body of the API shaped as its description says? What it means is judged by the actions, as for the pages."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from rest_framework.request import Request

from marketplace.kit.api import read_body
from marketplace.kit.problems import Invalid

Errors = dict[str, list[str]]


def lists_of_codes(body: Mapping[str, Any], names: tuple[str, ...], errors: Errors) -> None:
    """These fields, where given, hold lists of texts."""
    for name in names:
        given = body.get(name, [])
        if not (isinstance(given, list) and all(isinstance(one, str) for one in given)):
            errors[name] = [_("Send a list of texts.")]


def plain_values(body: Mapping[str, Any], but: tuple[str, ...], errors: Errors) -> None:
    """All other fields hold one value each."""
    for name, value in body.items():
        if name not in but and isinstance(value, (list, dict)):
            errors[name] = [_("Send one value.")]


def right_body(request: Request) -> dict[str, Any]:
    """The body of a record of rights. Raises Invalid."""
    body, errors = read_body(request), Errors()
    codes = ("territories", "media", "languages", "uses")
    lists_of_codes(body, codes, errors)
    plain_values(body, codes, errors)
    if errors:
        raise Invalid(errors)
    return body
