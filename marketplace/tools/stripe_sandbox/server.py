"""The sandbox as a server: one address for the API, the hosted pages and the switches."""

import time
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socket import SHUT_RDWR
from urllib.parse import urlsplit

from marketplace.tools.stripe_sandbox import checkout_pages, control, page_parts
from marketplace.tools.stripe_sandbox.api import Api, refused
from marketplace.tools.stripe_sandbox.context import Context, new_id
from marketplace.tools.stripe_sandbox.faults import Faults, Webhooks
from marketplace.tools.stripe_sandbox.problems import StripeProblem
from marketplace.tools.stripe_sandbox.resources import checkout
from marketplace.tools.stripe_sandbox.store import Store
from marketplace.tools.stripe_sandbox.webhooks import Deliverer
from marketplace.tools.stripe_sandbox.wire import Answer, Request, json_answer

MAX_BODY_BYTES = 1024 * 1024
IDLE_LIMIT = 75


@dataclass(frozen=True)
class Settings:
    """How a sandbox is set up. `webhook_url` may be empty: then events are only stored."""

    data: Path
    api_key: str
    webhook_secret: str
    webhook_url: str
    merchant: str = "Monsoon"
    retry_seconds: float = 1.0


class Sandbox(ThreadingHTTPServer):
    """Everything together."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, address: tuple[str, int], settings: Settings) -> None:
        self.settings = settings
        self.store = Store(settings.data)
        self.faults = Faults()
        self.api = Api(settings.api_key)
        super().__init__(address, Handler)
        self.deliverer = Deliverer(
            *(self.store, self.faults, settings.webhook_url, settings.webhook_secret),
            context=self.context,
            every_round=self.expire_due,
            first_pause=settings.retry_seconds,
        )

    @cached_property
    def base_url(self) -> str:
        """Where browsers find us. Listening everywhere, that is this machine."""
        host = str(self.server_address[0])
        return f"http://{'127.0.0.1' if host in ('0.0.0.0', '::') else host}:{self.server_port}"  # noqa: S104 -- read, not bound

    def context(self, headers: Mapping[str, str] | None = None) -> Context:
        """The means of one piece of work; for an API call with its headers."""
        return Context(
            store=self.store,
            at=int(time.time()),
            base_url=self.base_url,
            request_id=None if headers is None else new_id("req", 14),
            idempotency_key=None if headers is None else headers.get("idempotency-key"),
            events_lost=self.faults.webhooks is Webhooks.LOST,
        )

    def expire_due(self) -> None:
        """What happens by the clock."""
        with self.store.transaction():
            checkout.expire_due(self.context())

    def answer(self, request: Request) -> Answer:
        """The answer to any request."""
        try:
            return self.routed(request)
        except StripeProblem as problem:
            return refused(problem)
        except Exception:  # noqa: BLE001 -- the edge: a bug of ours must look like one of Stripe's to the caller
            traceback.print_exc()
            return refused(StripeProblem("The sandbox itself failed; see its log.", status=500, kind="api_error"))

    def routed(self, request: Request) -> Answer:
        """To the API, the pages or the switches."""
        if request.path.startswith("/v1/") or request.path.startswith("/v2/"):
            fault = self.faults.take(request.method, request.path)
            return self.api.answer(request, self.context(request.headers), fault)
        if request.path.startswith("/c/pay/") and request.method in ("GET", "POST", "HEAD"):
            return checkout_pages.answer(request, self.context(), self.settings.merchant)
        if request.path.startswith("/_sandbox/"):
            return control.answer(request, self.context(), self.faults, self.deliverer)
        if request.path == "/assets/checkout.css":
            return page_parts.serve_stylesheet()
        if request.path == "/health":
            return json_answer(200, {"status": "ok"})
        raise StripeProblem(f"Unrecognized request URL ({request.method}: {request.path}).", status=404)


class Handler(BaseHTTPRequestHandler):
    """HTTP itself. An answer leaves in one piece, or small packets would wait for each other."""

    protocol_version = "HTTP/1.1"
    server_version = "StripeSandbox"
    sys_version = ""
    wbufsize = 64 * 1024
    disable_nagle_algorithm = True
    timeout = IDLE_LIMIT
    server: Sandbox

    def serve(self) -> None:
        """Read a request, answer it, and let the deliverer look for news."""
        length = self.headers.get("Content-Length", "0")
        if not length.isdigit() or int(length) > MAX_BODY_BYTES:
            self.close_connection = True
            self.reply(
                json_answer(413, {"error": {"message": "The body is too large.", "type": "invalid_request_error"}})
            )
            return
        target = urlsplit(self.path)
        headers = {name.lower(): value for name, value in self.headers.items()}
        body = self.rfile.read(int(length))
        request = Request(self.command, target.path, target.query, headers, body, self.client_address[0])
        answer = self.server.answer(request)
        if self.command != "GET":
            self.server.deliverer.wake()
        self.reply(answer)

    def __getattr__(self, name: str) -> Callable[[], None]:
        """The base class asks for `do_GET` and its like: all verbs are served alike."""
        if name.startswith("do_"):
            return self.serve
        raise AttributeError(name)

    def reply(self, answer: Answer) -> None:
        """Send the answer, or hang up."""
        if answer.drop_after is not None:
            time.sleep(answer.drop_after)
            self.close_connection = True
            self.connection.shutdown(SHUT_RDWR)
            return
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.body)

    def log_message(self, format: str, *args: object) -> None:
        """One line per request, without queries."""
        print(f"{self.command} {urlsplit(self.path).path} {args[1] if len(args) > 1 else ''}", flush=True)
