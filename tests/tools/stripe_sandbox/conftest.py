"""The sandbox as a real process, a product that hears its webhooks, and Stripe's own library as the client."""

import json
import queue
import signal
import subprocess
import sys
import threading
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import stripe

ROOT = Path(__file__).resolve().parents[3]
KEY, SECRET = "sk_test_of_these_tests", "whsec_of_these_tests"
LONG = 10.0
GOOD = {"number": "4242 4242 4242 4242", "expiry": "12 / 39", "cvc": "123", "name": "Bo Lin"}


@dataclass
class Letter:
    """A webhook as it arrived."""

    body: bytes
    signature: str

    @property
    def event(self) -> Any:
        return json.loads(self.body)

    @property
    def type(self) -> str:
        return str(self.event["type"])


class Inbox(ThreadingHTTPServer):
    """The product's webhook door. `answers` are the next statuses; after them it says 200."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Door)
        self.letters: queue.Queue[Letter] = queue.Queue()
        self.answers: list[int] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/hook?from=stripe"

    def clear(self) -> None:
        """Begin anew: nothing came, and everything will be taken."""
        self.letters, self.answers = queue.Queue(), []

    def next(self, count: int = 1) -> list[Letter]:
        return [self.letters.get(timeout=LONG) for _ in range(count)]

    def until(self, kind: str) -> Letter:
        while True:
            letter = self.letters.get(timeout=LONG)
            if letter.type == kind:
                return letter


class Door(BaseHTTPRequestHandler):
    server: Inbox

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.letters.put(Letter(body, self.headers["Stripe-Signature"]))
        self.send_response(self.server.answers.pop(0) if self.server.answers else 200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *args: object) -> None:
        pass


@dataclass
class Seen:
    """What a browser got."""

    status: int
    headers: Message
    text: str


class NoRedirects(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        return None


@dataclass
class Box:
    """A running sandbox."""

    data: Path
    webhook_url: str
    process: subprocess.Popen[str] | None = None
    base: str = ""
    port: str = "0"
    opener: Any = field(default_factory=lambda: urllib.request.build_opener(NoRedirects))

    def start(self) -> None:
        program = [sys.executable, "-m", "tests.clock", "marketplace.tools.stripe_sandbox"]
        command = [*program, "--port", self.port, "--data", str(self.data)]
        command += ["--api-key", KEY, "--webhook-secret", SECRET, "--webhook-url", self.webhook_url]
        command += ["--retry-seconds", "0.05"]
        self.process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        self.base = self.process.stdout.readline().split()[-1]
        self.port = self.base.rpartition(":")[2]
        # what it prints must be read, or it would stop at a full pipe
        threading.Thread(target=self.process.stdout.read, daemon=True).start()

    @property
    def runs(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def end(self, how: signal.Signals = signal.SIGTERM) -> int:
        assert self.process is not None
        self.process.send_signal(how)
        return self.process.wait(LONG)

    @property
    def client(self) -> stripe.StripeClient:
        return stripe.StripeClient(KEY, base_addresses={"api": self.base}, max_network_retries=0)

    def fetch(self, path: str, *, data: bytes | None = None, method: str | None = None, **headers: str) -> Seen:
        """One request, redirects not followed. `path` may be a whole address."""
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        request = urllib.request.Request(urllib.parse.urljoin(self.base, path), data, given, method=method)
        try:
            with self.opener.open(request, timeout=LONG) as answer:
                return Seen(answer.status, answer.headers, answer.read().decode())
        except urllib.error.HTTPError as answer:
            with answer:
                return Seen(answer.code, answer.headers, answer.read().decode())

    def submit(self, url: str, form: dict[str, str], **headers: str) -> Seen:
        return self.fetch(url, data=urllib.parse.urlencode(form).encode(), **headers)

    def pay(self, session: Any, **changed: str) -> Seen:
        """Send the hosted page's form."""
        return self.submit(session.url, {**GOOD, **changed})

    def switch(self, switch: str, /, **wish: Any) -> Any:
        seen = self.fetch(f"/_sandbox/{switch}", data=json.dumps(wish).encode(), Content_Type="application/json")
        return json.loads(seen.text)

    def calls(self, **chosen: str) -> list[Any]:
        seen = self.fetch("/_sandbox/calls?" + urllib.parse.urlencode(chosen))
        found: list[Any] = json.loads(seen.text)["data"]
        return found

    def raw(self, method: str, path: str, form: str = "", key: str = KEY, **headers: str) -> tuple[int, Any]:
        """An API call without Stripe's library."""
        data = form.encode() if form else None
        seen = self.fetch(path, data=data, method=method, Authorization=f"Bearer {key}", **headers)
        return seen.status, json.loads(seen.text)


def order(**changed: Any) -> Any:
    """The parameters of a session of USD 24,000."""
    price = {"currency": "usd", "unit_amount": 2_400_000, "product_data": {"name": "Instalment 1 of 3"}}
    return {
        "mode": "payment",
        "client_reference_id": "charge-1",
        "success_url": "http://localhost:9/paid?session={CHECKOUT_SESSION_ID}",
        "cancel_url": "http://localhost:9/back",
        "line_items": [{"quantity": 1, "price_data": price}],
        "payment_intent_data": {"transfer_group": "deal-1", "metadata": {"instalment": "1"}},
        **changed,
    }


@pytest.fixture(scope="session")
def door() -> Iterator[Inbox]:
    """The product's door of this pytest process. Tests ask for `inbox`."""
    server = Inbox()
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def sandbox(door: Inbox, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Box]:
    """The sandbox of this pytest process. Tests ask for `box`."""
    running = Box(tmp_path_factory.mktemp("sandbox") / "stripe.sqlite3", door.url)
    running.start()
    yield running
    running.end(signal.SIGKILL)


@pytest.fixture
def box(sandbox: Box, door: Inbox) -> Box:
    """The sandbox, which has forgotten all that was before. A test may end it and start it again."""
    if not sandbox.runs:
        sandbox.start()
    sandbox.switch("forget")
    door.clear()
    return sandbox


@pytest.fixture
def inbox(box: Box, door: Inbox) -> Inbox:
    """What the sandbox sends in this test."""
    return door


@pytest.fixture
def session(box: Box) -> Any:
    """An open session."""
    return box.client.v1.checkout.sessions.create(params=order())
