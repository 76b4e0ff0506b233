"""The API's own manners: one JSON shape for every error, pages with a limit."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import gettext as _
from rest_framework import exceptions
from rest_framework.pagination import PageNumberPagination
from rest_framework.response import Response

from marketplace.kit.problems import Problem


class Pages(PageNumberPagination):
    """50 rows a page, at most 200."""

    page_size = 50
    page_size_query_param = "page_size"
    max_page_size = 200


def problem_response(error: Exception, context: dict[str, Any]) -> Response | None:
    """Every error as {"error": {"code", "message", "hint", "fields", "detail"}}; None lets a bug be a bug."""
    if isinstance(error, Problem):
        body = {"code": error.code, "message": error.message(), "hint": error.advice(), **error.detail()}
        return Response({"error": body}, status=error.status)
    if isinstance(error, Http404):
        error = exceptions.NotFound()
    if isinstance(error, PermissionDenied):
        error = exceptions.PermissionDenied()
    if isinstance(error, exceptions.ValidationError):
        body = {"code": "invalid", "message": _("Some of the input is not right."), "fields": error.detail}
        return Response({"error": body}, status=422)
    if isinstance(error, exceptions.APIException):
        body = {"code": error.default_code, "message": str(error.detail)}
        headers = {"WWW-Authenticate": "Bearer"} if error.status_code == 401 else {}
        return Response({"error": body}, status=error.status_code, headers=headers)
    return None
