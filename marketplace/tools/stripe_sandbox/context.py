"""What a piece of work may use: the store, the time, and who asked."""

import json
import secrets
import string
from dataclasses import dataclass
from typing import Any

from marketplace.tools.stripe_sandbox.problems import no_such
from marketplace.tools.stripe_sandbox.store import Doc, Store

API_VERSION = "2026-10-28.endive"
LETTERS = string.ascii_letters + string.digits
DAY = 24 * 3600


def new_id(prefix: str, length: int = 24) -> str:
    """An identifier as Stripe writes them."""
    return f"{prefix}_{''.join(secrets.choice(LETTERS) for _ in range(length))}"


@dataclass
class Context:
    """One request's means. `at` is the time in whole seconds. Use inside a transaction of the store."""

    store: Store
    at: int
    base_url: str
    request_id: str | None = None
    idempotency_key: str | None = None
    events_lost: bool = False

    def get(self, kind: str, identifier: str, *, param: str = "id", status: int = 404) -> Doc:
        """An object that must be there. Raises StripeProblem."""
        found = self.store.get(identifier, kind)
        if found is None or found.get("deleted"):
            raise no_such(kind.replace("checkout.", "checkout "), identifier, param=param, status=status)
        return found

    def put(self, doc: Doc) -> Doc:
        """Keep an object."""
        return self.store.put(doc)

    def page_url(self, session_id: str) -> str:
        """Where the browser pays. The port may change between starts, so it is never stored."""
        return f"{self.base_url}/c/pay/{session_id}"

    def present(self, doc: Doc) -> Doc:
        """An object as the API shows it: without our own notes, and with what depends on the hour."""
        shown = {name: value for name, value in doc.items() if not name.startswith("_")}
        if doc["object"] == "checkout.session":
            shown["url"] = self.page_url(doc["id"]) if doc["status"] == "open" else None
        elif doc["object"] == "balance_transaction":
            shown["status"] = "available" if doc["available_on"] <= self.at else "pending"
        elif doc["object"] == "event":
            shown["pending_webhooks"] = len(self.waiting(doc["id"]))
        return shown

    def waiting(self, event_id: str) -> list[Any]:
        """The event's delivery, while it is not done."""
        return self.store.rows("select 1 from deliveries where event = ? and state <> 'done'", (event_id,))

    def emit(self, kind: str, doc: Doc, previous: Doc | None = None) -> None:
        """Store an event about an object as it is now; the deliverer sends it once the transaction has committed."""
        if self.events_lost:
            return
        body: Doc = {"object": json.loads(json.dumps(self.present(doc)))}
        if previous is not None:
            body["previous_attributes"] = previous
        event = {
            "id": new_id("evt"),
            "object": "event",
            "api_version": API_VERSION,
            "created": self.at,
            "data": body,
            "livemode": False,
            "pending_webhooks": 1,
            "request": {"id": self.request_id, "idempotency_key": self.idempotency_key},
            "type": kind,
        }
        self.put(event)
        self.store.rows("insert into deliveries (event, state, next_at) values (?, 'pending', ?)", (event["id"], 0))
