"""Lists: pages, filters by time, and metadata."""

from typing import Any

from marketplace.tools.stripe_sandbox.context import Context
from marketplace.tools.stripe_sandbox.problems import StripeProblem, no_such
from marketplace.tools.stripe_sandbox.store import Doc, Page

MAX_PAGE_ROWS = 100
PAGING = ("limit", "starting_after", "ending_before", "created")


def listed(
    context: Context,
    kind: str,
    url: str,
    params: dict[str, Any],
    *,
    equal: dict[str, Any] | None = None,
    where: list[tuple[str, list[Any]]] | None = None,
) -> Doc:
    """One page of a kind of object, newest first. Raises StripeProblem for a page that cannot be."""
    limit = params.get("limit", 10)
    if not 1 <= limit <= MAX_PAGE_ROWS:
        raise StripeProblem(f"Invalid limit: must be between 1 and {MAX_PAGE_ROWS}", param="limit")
    after, before = params.get("starting_after"), params.get("ending_before")
    if after and before:
        raise StripeProblem("You may only specify one of these parameters: starting_after, ending_before.")
    for name, cursor in (("starting_after", after), ("ending_before", before)):
        if cursor and context.store.get(cursor, kind) is None:
            raise no_such(kind, cursor, param=name, status=400)
    created = params.get("created", {})
    bounds = created if isinstance(created, dict) else {"gte": created, "lte": created}
    found, more = context.store.list_page(Page(kind, limit, after, before, given(equal or {}), bounds, where or []))
    return a_list(url, found, more=more)


def given(equal: dict[str, Any]) -> dict[str, Any]:
    """The filters that were asked for."""
    return {name: value for name, value in equal.items() if value is not None}


def a_list(url: str, found: list[Doc], *, more: bool = False) -> Doc:
    """Stripe's list object."""
    return {"object": "list", "data": found, "has_more": more, "url": url}


def merged_metadata(old: dict[str, str], change: dict[str, str] | str) -> dict[str, str]:
    """Metadata after a change: an empty text takes a key out, an empty change takes all out."""
    if not isinstance(change, dict):
        return {}
    return {name: text for name, text in {**old, **change}.items() if text != ""}
