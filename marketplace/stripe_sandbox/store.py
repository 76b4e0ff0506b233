"""Objects, idempotency keys and events in one SQLite file. One lock: a sandbox needs no more."""

import json
import secrets
import sqlite3
import threading
import time
from typing import Any

Thing = dict[str, Any]

TABLES = """
create table if not exists thing (id text primary key, kind text, created integer, body text);
create table if not exists idempotency (key text primary key, fingerprint text, status integer, body text);
create table if not exists event (id text primary key, created integer, body text, sent integer default 0, tries integer default 0);
"""


class Store:
    """Keeps Stripe's objects as JSON. Every method is safe to call from any thread; `lock` groups several."""

    def __init__(self, path: str) -> None:
        self.lock = threading.RLock()
        self.db = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        self.db.executescript(TABLES)
        self.calls: list[Thing] = []
        self.faults: Thing = {}

    def new_id(self, prefix: str) -> str:
        return f"{prefix}_{secrets.token_hex(12)}"

    def save(self, thing: Thing) -> Thing:
        with self.lock:
            row = (thing["id"], thing["object"], thing["created"], json.dumps(thing))
            self.db.execute("insert or replace into thing values (?, ?, ?, ?)", row)
        return thing

    def find(self, kind: str, thing_id: str) -> Thing | None:
        with self.lock:
            row = self.db.execute("select body from thing where id = ? and kind = ?", (thing_id, kind)).fetchone()
        return json.loads(row[0]) if row else None

    def all(self, kind: str) -> list[Thing]:
        """Newest first."""
        with self.lock:
            rows = self.db.execute("select body from thing where kind = ? order by created desc, rowid desc", (kind,))
            return [json.loads(row[0]) for row in rows]

    def answered(self, key: str) -> tuple[str, int, str] | None:
        with self.lock:
            query = "select fingerprint, status, body from idempotency where key = ?"
            found: tuple[str, int, str] | None = self.db.execute(query, (key,)).fetchone()
        return found

    def remember(self, key: str, fingerprint: str, status: int, body: str) -> None:
        with self.lock:
            self.db.execute("insert or ignore into idempotency values (?, ?, ?, ?)", (key, fingerprint, status, body))

    def add_event(self, kind: str, thing: Thing) -> Thing:
        """Store an event; the sender delivers it."""
        event = {
            "id": self.new_id("evt"), "object": "event", "api_version": "2026-10-28.endive", "created": int(time.time()),
            "type": kind, "livemode": False, "pending_webhooks": 1, "data": {"object": thing},
            "request": {"id": None, "idempotency_key": None},
        }  # fmt: skip
        with self.lock:
            row = (event["id"], event["created"], json.dumps(event))
            self.db.execute("insert into event (id, created, body) values (?, ?, ?)", row)
        return event

    def unsent(self) -> list[Thing]:
        with self.lock:
            rows = self.db.execute("select body from event where sent = 0 order by rowid")
            return [json.loads(row[0]) for row in rows]

    def events(self) -> list[Thing]:
        with self.lock:
            return [json.loads(row[0]) for row in self.db.execute("select body from event order by rowid desc")]

    def mark_sent(self, event_id: str) -> None:
        with self.lock:
            self.db.execute("update event set sent = 1, tries = tries + 1 where id = ?", (event_id,))

    def resend(self) -> None:
        with self.lock:
            self.db.execute("update event set sent = 0")
