"""Input that no door should see: null characters, half characters, numbers and depths beyond reason."""

import json
import math
from collections.abc import Callable, Iterator
from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser

from marketplace.kit.problems import Problem

Handler = Callable[[HttpRequest], HttpResponse]
NULL, NULL_ESCAPED = "\x00", "%00"
MAX_NUMBER = 2**63 - 1
DEEPEST = 32
FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


class Unreadable(Problem):
    """A body that is JSON, and yet cannot be kept or shown: `errors` says where."""

    code = "unreadable"
    status = 400
    text = gettext_lazy("This request cannot be read.")

    def __init__(self, place: str, why: str) -> None:
        super().__init__()
        self.errors = {place or "body": [why]}

    def detail(self) -> dict[str, Any]:
        return {"fields": self.errors}


class ReadableMiddleware:
    """A null character in the path names nothing (404); in what people type or paste it carries nothing and is dropped.

    Numbers in the path that no row can have name nothing either.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if NULL in request.path_info:
            raise Http404
        query = request.META.get("QUERY_STRING", "")
        while NULL_ESCAPED in query or NULL in query:
            query = query.replace(NULL_ESCAPED, "").replace(NULL, "")
        request.META["QUERY_STRING"] = query
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, arguments: tuple[Any, ...], named: dict[str, Any]
    ) -> HttpResponse | None:
        """Look at what the route took from the path, and at a form's fields."""
        if any(isinstance(value, int) and value > MAX_NUMBER for value in (*arguments, *named.values())):
            raise Http404
        if request.method == "POST" and request.content_type in FORMS and not getattr(view, "csrf_exempt", False):
            drop_nulls(request)
        return None


def drop_nulls(request: HttpRequest) -> None:
    """Take null characters out of the form's fields; a form without any is left as it is."""
    if not any(NULL in value for values in dict(request.POST.lists()).values() for value in map(str, values)):
        return
    clean = QueryDict(mutable=True, encoding=request.encoding)
    for name, values in request.POST.lists():
        clean.setlist(name.replace(NULL, ""), [str(value).replace(NULL, "") for value in values])
    clean._mutable = False
    request.POST = cast("Any", clean)


class ReadableJSONParser(JSONParser):
    """JSON whose texts, numbers and depth make sense. Raises ParseError, Unreadable."""

    def parse(self, stream: Any, media_type: Any = None, parser_context: Any = None) -> Any:
        try:
            data = json.loads(stream.read().decode("utf-8"))
        except (ValueError, RecursionError) as error:
            raise ParseError(_("This is not JSON: %(error)s") % {"error": str(error)[:200]}) from error
        for place, depth, value in walk_values(data):
            if why := refusal_of(depth, value):
                raise Unreadable(place, why)
        return data


def walk_values(data: Any) -> Iterator[tuple[str, int, Any]]:
    """Every value and every name in it, with its place ("terms.cells.0") and depth; no deeper than it may be."""
    waiting: list[tuple[str, int, Any]] = [("", 0, data)]
    while waiting:
        place, depth, value = waiting.pop()
        yield place, depth, value
        inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        for name, one in inside:
            where = f"{place}.{name}" if place else str(name)
            if isinstance(name, str):
                yield place, depth, name
            waiting.append((where, depth + 1, one))


def refusal_of(depth: int, value: Any) -> str:
    """What is wrong with one value, or nothing."""
    if depth > DEEPEST:
        return _("This goes deeper than %(most)s levels.") % {"most": DEEPEST}
    if isinstance(value, str) and not is_keepable(value):
        return _("This text holds a character that no text may hold (null, or half of one).")
    if isinstance(value, int) and abs(value) > MAX_NUMBER:
        return _("This number is too large.")
    if isinstance(value, float) and not math.isfinite(value):
        return _("This number is too large.")
    return ""


def is_keepable(text: str) -> bool:
    """Can the text be stored: no null character, no lone half of a pair?"""
    return NULL not in text and not any("\ud800" <= character <= "\udfff" for character in text)
