"""The API's routes: authentication, idempotency, faults on demand, expansion, lists."""

import base64
import hashlib
import json
import re
from collections.abc import Callable
from typing import Any

from marketplace.stripe_sandbox import payments
from marketplace.stripe_sandbox.forms import decode
from marketplace.stripe_sandbox.payments import Refused
from marketplace.stripe_sandbox.store import Store, Thing

LISTS = {
    "checkout/sessions": "checkout.session", "payment_intents": "payment_intent", "charges": "charge", "refunds": "refund",
    "balance_transactions": "balance_transaction",
}  # fmt: skip
# Fields that hold an id and may be expanded into the object.
LINKS = {
    "payment_intent": "payment_intent", "latest_charge": "charge", "balance_transaction": "balance_transaction",
    "charge": "charge",
}  # fmt: skip


class Api:
    """Answers one call: (status, body). `base` is our own address."""

    def __init__(self, store: Store, api_key: str, base: str) -> None:
        self.store, self.api_key, self.base = store, api_key, base

    def call(self, method: str, path: str, query: str, body: str, headers: dict[str, str]) -> tuple[int, Thing]:
        """One API call from outside."""
        key = headers.get("idempotency-key", "")
        self.store.calls.append({"method": method, "path": path, "key": key})
        try:
            self.authenticate(headers.get("authorization", ""))
            if method == "POST" and key:
                return self.once(key, path, body, lambda: self.answer(method, path, decode(body)))
            return 200, self.answer(method, path, decode(query if method == "GET" else body))
        except Refused as refusal:
            return refusal.status, refusal.body

    def authenticate(self, header: str) -> None:
        scheme, _space, secret = header.partition(" ")
        if scheme.lower() == "basic":
            secret = base64.b64decode(secret).decode().partition(":")[0]
        if secret != self.api_key:
            raise Refused("Invalid API Key provided", status=401)

    def once(self, key: str, path: str, body: str, act: Callable[[], Thing]) -> tuple[int, Thing]:
        """The same key gives the first answer again; with other parameters it is an error."""
        fingerprint = hashlib.sha256(f"{path}\n{body}".encode()).hexdigest()
        with self.store.lock:
            if found := self.store.answered(key):
                if found[0] != fingerprint:
                    text = "Keys for idempotent requests can only be used with the same parameters they were first used with."
                    raise Refused(text, kind="idempotency_error")
                return found[1], json.loads(found[2])
            status, answer = 200, act()
            self.store.remember(key, fingerprint, status, json.dumps(answer))
        return status, answer

    def answer(self, method: str, path: str, params: Thing) -> Thing:
        """The route's work."""
        route = path.removeprefix("/v1/").strip("/")
        if method == "POST":
            return self.post(route, params)
        if route == "events":
            return listed(self.store.events(), params)
        if route in LISTS:
            return listed(self.store.all(LISTS[route]), params)
        return self.retrieve(route, params)

    def post(self, route: str, params: Thing) -> Thing:
        if route == "checkout/sessions":
            return public(payments.create_session(self.store, params, self.base))
        if route == "refunds":
            return payments.refund(self.store, params)
        if match := re.fullmatch(r"checkout/sessions/([^/]+)/expire", route):
            session = self.find("checkout.session", match[1])
            session |= {"expires_at": 0}
            return public(payments.fresh(self.store, session))
        raise Refused(f"Unrecognized request URL (POST: /v1/{route}).", status=404)

    def retrieve(self, route: str, params: Thing) -> Thing:
        folder, _slash, thing_id = route.rpartition("/")
        if folder == "events":
            found = next((e for e in self.store.events() if e["id"] == thing_id), None)
            if found is None:
                raise Refused(f"No such event: '{thing_id}'", status=404, code="resource_missing")
            return found
        if folder not in LISTS:
            raise Refused(f"Unrecognized request URL (GET: /v1/{route}).", status=404)
        thing = self.find(LISTS[folder], thing_id)
        if thing["object"] == "checkout.session":
            thing = public(payments.fresh(self.store, thing))
        for path in params.get("expand") or ():
            self.expand(thing, path.split("."))
        return thing

    def find(self, kind: str, thing_id: str) -> Thing:
        found = self.store.find(kind, thing_id)
        if found is None:
            raise Refused(f"No such {kind}: '{thing_id}'", status=404, param="id", code="resource_missing")
        return found

    def expand(self, thing: Thing, path: list[str]) -> None:
        """Replace ids along the path by their objects."""
        head, rest = path[0], path[1:]
        value = thing.get(head)
        if isinstance(value, str) and head in LINKS:
            thing[head] = value = self.store.find(LINKS[head], value)
        if rest and isinstance(value, dict):
            self.expand(value, rest)


def public(session: Thing) -> Thing:
    """A session without what is ours alone; a session that is over has no address."""
    shown: dict[str, Any] = {name: value for name, value in session.items() if not name.startswith("x_")}
    return shown | ({} if shown["status"] == "open" else {"url": None})


def listed(things: list[Thing], params: Thing) -> Thing:
    """A page of a list."""
    limit = min(int(params.get("limit") or 10), 100)
    after = params.get("starting_after")
    if after:
        ids = [thing["id"] for thing in things]
        things = things[ids.index(after) + 1 :] if after in ids else []
    page = [public(t) if t["object"] == "checkout.session" else t for t in things[:limit]]
    return {"object": "list", "data": page, "has_more": len(things) > limit, "url": "/v1/"}
