"""Sends stored events to the product: signed, one after the other, again and again until it says yes."""

import hashlib
import hmac
import http.client
import json
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from marketplace.tools.stripe_sandbox.context import Context
from marketplace.tools.stripe_sandbox.faults import Faults, Webhooks
from marketplace.tools.stripe_sandbox.store import Doc, Store

ATTEMPTS = 16
MAX_PAUSE = 60.0
ANSWER_LIMIT = 10.0
ROUND = 1.0
SUCCESS = range(200, 300)


def signature(body: bytes, secret: str, *, at: int) -> str:
    """The `Stripe-Signature` header of a body sent at that second."""
    digest = hmac.new(secret.encode(), f"{at}.".encode() + body, hashlib.sha256).hexdigest()
    return f"t={at},v1={digest}"


def pause(attempts: int, first: float) -> float:
    """Seconds until the next try: doubled each time, up to a minute."""
    return min(first * 2.0 ** (attempts - 1), MAX_PAUSE)


@dataclass
class Deliverer:
    """A thread of its own. `every_round` is called about once a second, for what happens by the clock."""

    store: Store
    faults: Faults
    url: str
    secret: str
    context: Callable[[], Context]
    every_round: Callable[[], None]
    first_pause: float = 1.0
    alarm: threading.Event = field(default_factory=threading.Event)
    stopped: bool = False
    sending: threading.Lock = field(default_factory=threading.Lock)  # from the sending of an event to its being noted

    def start(self) -> threading.Thread:
        """Begin. What was not delivered before a restart is due at once."""
        self.store.rows("update deliveries set next_at = 0 where state = 'pending'")
        thread = threading.Thread(target=self.run, name="webhooks", daemon=True)
        thread.start()
        return thread

    def wake(self) -> None:
        """There may be something new."""
        self.alarm.set()

    def run(self) -> None:
        """Send, rest, send."""
        while not self.stopped:
            self.every_round()
            if not self.send_due(time.time()):
                self.alarm.wait(self.rest(time.time()))
                self.alarm.clear()

    def rest(self, at: float) -> float:
        """Seconds until something is due again, at most one round."""
        if self.faults.webhooks is Webhooks.OFF or not self.url:
            return ROUND
        soonest = self.store.rows("select min(next_at) as at from deliveries where state = 'pending'")[0]["at"]
        return ROUND if soonest is None else min(max(soonest - at, 0.0), ROUND)

    def send_due(self, at: float) -> int:
        """Send what is due, in order of creation. Returns how many events were tried."""
        mode = self.faults.webhooks
        if mode is Webhooks.OFF or not self.url:
            return 0
        sql = "select event from deliveries join objects on id = event where state = 'pending' and next_at <= ? order by seq"
        due = [row["event"] for row in self.store.rows(sql, (at,))]
        for event_id in due[::-1] if mode is Webhooks.REVERSED else due:
            with self.sending:
                event = self.store.get(event_id)
                if event is not None:
                    answers = [self.send(event) for _ in range(2 if mode is Webhooks.TWICE else 1)]
                    self.record_answer(event_id, answers[-1])
        return len(due)

    def send(self, event: Doc) -> str:
        """Post one event. Returns the status as text, or what went wrong."""
        body = json.dumps(self.context().present(event), indent=2, ensure_ascii=False).encode()
        target = urlsplit(self.url)
        line = http.client.HTTPSConnection if target.scheme == "https" else http.client.HTTPConnection
        connection = line(target.hostname or "", target.port, timeout=ANSWER_LIMIT)
        headers = {
            "Content-Type": "application/json; charset=utf-8",
            "Stripe-Signature": signature(body, self.secret, at=int(time.time())),
            "User-Agent": "Stripe/1.0 (sandbox)",
        }
        try:
            connection.request("POST", target.path + (f"?{target.query}" if target.query else ""), body, headers)
            return str(connection.getresponse().status)
        except (OSError, http.client.HTTPException) as error:
            return f"{type(error).__name__}: {error}"
        finally:
            connection.close()

    def record_answer(self, event_id: str, answer: str) -> None:
        """Write down how it went, and when to try again."""
        done = answer.isdigit() and int(answer) in SUCCESS
        with self.store.transaction():
            tried = self.store.rows("select attempts from deliveries where event = ?", (event_id,))[0]["attempts"] + 1
            state = "done" if done else "failed" if tried >= ATTEMPTS else "pending"
            sql = "update deliveries set state = ?, attempts = ?, next_at = ?, last_answer = ? where event = ?"
            self.store.rows(sql, (state, tried, time.time() + pause(tried, self.first_pause), answer, event_id))
        if not done:
            print(f"event {event_id} not delivered ({answer}), attempt {tried}", flush=True)

    def redeliver(self, event_ids: list[str]) -> int:
        """Send these events again (all of them, if none is named). Returns how many."""
        chosen = f"where event in ({','.join('?' * len(event_ids))})" if event_ids else ""
        sql = f"update deliveries set state = 'pending', attempts = 0, next_at = 0 {chosen} returning event"  # noqa: S608 -- marks only
        again = len(self.store.rows(sql, event_ids))
        self.wake()
        return again
