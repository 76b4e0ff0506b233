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


def lists_of_objects(body: Mapping[str, Any], names: tuple[str, ...], errors: Errors) -> None:
    """These fields, where given, hold lists of objects."""
    for name in names:
        given = body.get(name, [])
        if not (isinstance(given, list) and all(isinstance(one, Mapping) for one in given)):
            errors[name] = [_("Send a list of objects.")]


def plain_values(body: Mapping[str, Any], but: tuple[str, ...], errors: Errors) -> None:
    """All other fields hold one value each."""
    for name, value in body.items():
        if name not in but and isinstance(value, (list, dict)):
            errors[name] = [_("Send one value.")]


def programme_body(request: Request) -> dict[str, Any]:
    """The body of a programme's facts. Raises Invalid."""
    body, errors = read_body(request), Errors()
    objects = ("texts", "credits", "awards", "identifiers", "permits", "ratings", "versions", "seasons")
    codes = ("production_territories", "genres")
    lists_of_codes(body, codes, errors)
    lists_of_objects(body, objects, errors)
    if "seasons" not in errors:
        for i, season in enumerate(body.get("seasons", [])):
            inner = Errors()
            lists_of_objects(season, ("episodes",), inner)
            errors |= {f"seasons-{i}-{name}": said for name, said in inner.items()}
    plain_values(body, objects + codes, errors)
    if errors:
        raise Invalid(errors)
    return body


def right_body(request: Request) -> dict[str, Any]:
    """The body of a record of rights. Raises Invalid."""
    body, errors = read_body(request), Errors()
    codes = ("territories", "media", "languages", "uses")
    lists_of_codes(body, codes, errors)
    plain_values(body, codes, errors)
    if errors:
        raise Invalid(errors)
    return body


def revision_of(body: Mapping[str, Any]) -> int:
    """The revision that the sender read. Raises Invalid without one."""
    revision = body.get("revision")
    if not isinstance(revision, int) or isinstance(revision, bool) or not 0 <= revision < 10**9:
        raise Invalid({"revision": [_("Send the revision that you read: a number.")]})
    return revision
