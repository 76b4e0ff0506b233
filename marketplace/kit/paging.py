"""Lists in pages: none ends without saying so."""

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

ROWS_PER_PAGE = 50


def page_of(request: HttpRequest, rows: QuerySet[Any] | Sequence[Any], size: int | None = None) -> Page[Any]:
    """The page of `rows` that ?page= names: the first one for nonsense, the last one for too much."""
    return Paginator(rows, size or ROWS_PER_PAGE).get_page(request.GET.get("page"))
