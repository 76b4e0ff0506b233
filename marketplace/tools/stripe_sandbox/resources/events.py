"""Events: what happened, for who missed the webhook."""

from typing import Any

from marketplace.tools.stripe_sandbox.context import Context
from marketplace.tools.stripe_sandbox.problems import StripeProblem
from marketplace.tools.stripe_sandbox.resources.lists import listed
from marketplace.tools.stripe_sandbox.store import Doc

KIND = "event"
MAX_TYPES = 20


def retrieve(context: Context, ids: dict[str, str], params: dict[str, Any]) -> Doc:
    """One event, as it was born."""
    return context.get(KIND, ids["id"])


def every(context: Context, ids: dict[str, str], params: dict[str, Any]) -> Doc:
    """Events, newest first; by type (`charge.*` too) and by whether every webhook arrived."""
    where: list[tuple[str, list[Any]]] = []
    types = params.get("types", [])
    if types and "type" in params:
        raise StripeProblem("You may only specify one of these parameters: type, types.", param="types")
    if len(types) > MAX_TYPES:
        raise StripeProblem(f"You may name at most {MAX_TYPES} types.", param="types")
    if types := types or ([params["type"]] if "type" in params else []):
        like = " or ".join(["json_extract(body, '$.type') glob ?"] * len(types))
        where.append((f"({like})", types))
    if "delivery_success" in params:
        delivered = "exists (select 1 from deliveries where event = id and (state = 'done') = ?)"
        where.append((delivered, [params["delivery_success"]]))
    return listed(context, KIND, "/v1/events", params, where=where)
