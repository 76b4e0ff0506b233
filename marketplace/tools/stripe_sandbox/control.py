"""`/_sandbox/…`: switches and looks inside, for tests. Only for callers on this machine."""

import ipaddress
import json
from typing import Any
from urllib.parse import parse_qsl

from marketplace.tools.stripe_sandbox.context import Context
from marketplace.tools.stripe_sandbox.faults import Faults
from marketplace.tools.stripe_sandbox.problems import StripeProblem
from marketplace.tools.stripe_sandbox.resources import disputes
from marketplace.tools.stripe_sandbox.resources.payments import MOVE
from marketplace.tools.stripe_sandbox.store import Store
from marketplace.tools.stripe_sandbox.webhooks import Deliverer
from marketplace.tools.stripe_sandbox.wire import Answer, Request, json_answer, nested


def answer(request: Request, context: Context, faults: Faults, deliverer: Deliverer) -> Answer:
    """The answer to one switch. Raises StripeProblem."""
    check_is_near(request)
    store = context.store
    match request.method, request.path:
        case "GET", "/_sandbox/faults":
            return json_answer(200, faults.describe_plan())
        case "POST", "/_sandbox/faults":
            faults.change_plan(wish(request))
            deliverer.wake()
            return json_answer(200, faults.describe_plan())
        case "GET", "/_sandbox/calls":
            return json_answer(200, {"data": calls(store, dict(parse_qsl(request.query)))})
        case "GET", "/_sandbox/deliveries":
            rows = store.rows("select deliveries.* from deliveries join objects on id = event order by seq")
            return json_answer(200, {"data": [dict(row) for row in rows]})
        case "POST", "/_sandbox/redeliver":
            return json_answer(200, {"events": deliverer.redeliver(list(map(str, wish(request).get("events", []))))})
        case "POST", "/_sandbox/forget_keys":
            return json_answer(200, {"forgotten": len(store.rows("delete from answers returning key"))})
        case "POST", "/_sandbox/forget":
            with deliverer.sending:
                forget_all(store, faults)
            return json_answer(200, {})
        case "POST", "/_sandbox/disputes":
            return json_answer(200, dispute(context, wish(request)))
        case "POST", "/_sandbox/alter":
            return json_answer(200, alter(context, wish(request)))
    raise StripeProblem("No such switch.", status=404)


def forget_all(store: Store, faults: Faults) -> None:
    """As if nothing had ever been asked; what was planned is off as well."""
    with store.transaction():
        for table in ("deliveries", "answers", "objects", "calls"):
            store.rows(f"delete from {table}")  # noqa: S608 -- four tables of ours
    faults.change_plan({"clear": True})


def dispute(context: Context, wanted: dict[str, Any]) -> dict[str, Any]:
    """Open a dispute over a `charge` (or an intent), or decide `dispute`: `won` or not. Raises StripeProblem."""
    with context.store.transaction():
        if "dispute" in wanted:
            return context.present(disputes.decide(context, str(wanted["dispute"]), won=bool(wanted.get("won"))))
        return context.present(disputes.open_one(context, str(wanted.get("charge"))))


def alter(context: Context, wanted: dict[str, Any]) -> dict[str, Any]:
    """Falsify a line of the balance by `minor` units, for tests of those who compare. Raises StripeProblem."""
    with context.store.transaction():
        move = context.get(MOVE, str(wanted.get("id")))
        return context.present(context.put(move | {"net": move["net"] + int(wanted["minor"])}))


def check_is_near(request: Request) -> None:
    """Only this machine, and no web page that a browser on it happens to show."""
    if not ipaddress.ip_address(request.client).is_loopback:
        raise StripeProblem("Only for callers on this machine.", status=403)
    if "origin" in request.headers or request.headers.get("sec-fetch-site", "none") != "none":
        raise StripeProblem("Not for web pages.", status=403)


def wish(request: Request) -> dict[str, Any]:
    """The JSON object of a request. Raises StripeProblem."""
    try:
        found = json.loads(request.body or b"{}")
    except ValueError as error:
        raise StripeProblem(f"Not JSON: {error}") from error
    if not isinstance(found, dict):
        raise StripeProblem("Send a JSON object.")
    return found


def calls(store: Store, chosen: dict[str, str]) -> list[dict[str, Any]]:
    """The API calls so far, oldest first; by `method`, `path` and `idempotency_key` if wanted."""
    found = []
    for row in store.rows("select * from calls order by seq"):
        call = dict(row)
        call["parameters"] = nested([(name, value) for name, value in json.loads(call["parameters"])])
        call["replayed"] = bool(call["replayed"])
        if all(call.get(name) == value for name, value in chosen.items()):
            found.append(call)
    return found
