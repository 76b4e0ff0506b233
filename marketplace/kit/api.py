"""The API's own manners: one JSON shape for every error, pages with a limit."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework import exceptions
from rest_framework.pagination import PageNumberPagination
from rest_framework.request import Request
from rest_framework.response import Response

from marketplace.kit.problems import Invalid, Problem


class Pages(PageNumberPagination):
    """50 rows a page, at most 200."""

    page_size = 50
    page_size_query_param = "page_size"
    max_page_size = 200


class TooLarge(exceptions.APIException):
    """A body larger than is read."""

    status_code = 413
    default_code = "too_large"
    default_detail = gettext_lazy("This body is too large.")


def read_body(request: Request) -> dict[str, Any]:
    """The body, a JSON object. Raises Invalid."""
    if not isinstance(request.data, Mapping):
        raise Invalid({"body": [_("Send a JSON object.")]})
    return dict(request.data)


def flatten_errors(detail: Any, place: str = "") -> dict[str, list[str]]:
    """What is wrong, by field; a field of an inner object is named with dots: terms.fee."""
    if isinstance(detail, dict):
        inside = [flatten_errors(value, f"{place}.{name}" if place else str(name)) for name, value in detail.items()]
        return {name: said for one in inside for name, said in one.items()}
    if isinstance(detail, list) and any(isinstance(one, dict | list) for one in detail):
        inside = [flatten_errors(value, f"{place}.{number}") for number, value in enumerate(detail) if value]
        return {name: said for one in inside for name, said in one.items()}
    return {place: [str(one) for one in (detail if isinstance(detail, list) else [detail])]}


def problem_response(error: Exception, context: dict[str, Any]) -> Response | None:
    """Every error as {"error": {"code", "message", "hint", "fields", "detail"}}; None lets a bug be a bug."""
    if isinstance(error, Problem):
        body = {"code": error.code, "message": error.message(), "hint": error.advice(), **error.detail()}
        return Response({"error": body}, status=error.status)
    if isinstance(error, RequestDataTooBig):
        error = TooLarge()
    if isinstance(error, Http404):
        error = exceptions.NotFound()
    if isinstance(error, PermissionDenied):
        error = exceptions.PermissionDenied()
    if isinstance(error, exceptions.ValidationError):
        body = {
            "code": "invalid",
            "message": _("Some fields need attention."),
            "hint": "",
            "fields": flatten_errors(error.detail),
        }
        return Response({"error": body}, status=422)
    if isinstance(error, exceptions.APIException):
        hint = _("Send one token: “Authorization: Bearer mn_…”.") if error.status_code == 401 else ""
        body = {"code": error.default_code, "message": str(error.detail), "hint": hint}
        headers = {"WWW-Authenticate": "Bearer"} if error.status_code == 401 else {}
        return Response({"error": body}, status=error.status_code, headers=headers)
    return None
