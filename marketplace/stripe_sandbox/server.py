"""The HTTP server: API under /v1/, the hosted page under /c/pay/, switches for tests under /_sandbox/."""

import json
import secrets
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit

from marketplace.stripe_sandbox import pages, payments
from marketplace.stripe_sandbox.api import Api
from marketplace.stripe_sandbox.store import Store, Thing
from marketplace.stripe_sandbox.webhooks import Sender

CSP = "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'"
LARGEST = 256 * 1024


class Server(ThreadingHTTPServer):
    """Holds what the handlers share."""

    daemon_threads = True

    def __init__(self, address: tuple[str, int], store: Store, api: Api, sender: Sender) -> None:
        super().__init__(address, Handler)
        self.store, self.api, self.sender = store, api, sender


class Handler(BaseHTTPRequestHandler):
    """One request."""

    server: Server
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- the base class's name
        """Say nothing: the launcher shows what matters."""

    def do_GET(self) -> None:
        self.handle_one("GET")

    def do_POST(self) -> None:
        self.handle_one("POST")

    def handle_one(self, method: str) -> None:
        url = urlsplit(self.path)
        length = min(int(self.headers.get("Content-Length") or 0), LARGEST)
        body = self.rfile.read(length).decode()
        if url.path.startswith("/v1/"):
            self.answer_api(method, url.path, url.query, body)
        elif url.path.startswith("/c/pay/"):
            self.answer_page(method, url.path.removeprefix("/c/pay/"), dict(parse_qsl(body)))
        elif url.path == "/_sandbox/pay.css":
            self.send_text(200, pages.CSS, "text/css")
        elif url.path.startswith("/_sandbox/"):
            self.answer_switch(url.path, body)
        else:
            self.send_json(404, {"error": {"type": "invalid_request_error", "message": "Unrecognized request URL."}})

    def answer_api(self, method: str, path: str, query: str, body: str) -> None:
        """An API call, with the fault that was ordered for it."""
        fault = self.next_fault()
        if fault in {"429", "500_before"}:
            kind = "rate_limit_error" if fault == "429" else "api_error"
            self.send_json(int(fault[:3]), {"error": {"type": kind, "message": "ordered by the test"}})
            return
        status, answer = self.server.api.call(method, path, query, body, {k.lower(): v for k, v in self.headers.items()})
        if fault == "500_after":
            self.send_json(500, {"error": {"type": "api_error", "message": "ordered by the test"}})
        elif fault == "drop":
            time.sleep(0.1)
            self.close_connection = True
        else:
            self.send_json(status, answer)

    def next_fault(self) -> str:
        faults = self.server.store.faults
        if not faults.get("next") or int(faults.get("count", 0)) <= 0:
            return ""
        faults["count"] = int(faults["count"]) - 1
        return str(faults["next"])

    def answer_page(self, method: str, session_id: str, typed: dict[str, str]) -> None:
        """The hosted page: card, bank's question, result."""
        store = self.server.store
        session = store.find("checkout.session", session_id)
        if session is None:
            self.send_text(404, "No such payment page.", "text/plain")
            return
        session = payments.fresh(store, session)
        lang = pages.language(session, self.headers.get("Accept-Language", ""))
        if session["status"] == "complete" and method == "POST":
            self.go_back(session)
        elif session["status"] != "open":
            self.send_text(200, pages.closed_page(session, lang))
        elif method == "GET":
            self.send_text(200, pages.card_page(session, lang, {}, {}))
        else:
            self.take_card(session, lang, typed)

    def take_card(self, session: Thing, lang: str, typed: dict[str, str]) -> None:
        if typed.get("bank") == "no":
            self.send_text(402, pages.card_page(session, lang, {}, {"number": "failed"}))
            return
        if typed.get("bank") != "yes":
            if errors := pages.check_card(typed):
                self.send_text(402, pages.card_page(session, lang, typed, errors))
                return
            if pages.asks_bank(typed):
                self.send_text(200, pages.bank_page(session, lang))
                return
        payments.pay(self.server.store, session)
        self.server.sender.wake.set()
        self.go_back(session)

    def go_back(self, session: Thing) -> None:
        """To the shop's success page."""
        self.send_response(303)
        self.send_header("Location", session["success_url"].replace("{CHECKOUT_SESSION_ID}", session["id"]))
        self.send_header("Content-Length", "0")
        self.end_headers()

    def answer_switch(self, path: str, body: str) -> None:
        """Order faults, list calls, send events again."""
        store = self.server.store
        if path == "/_sandbox/faults":
            store.faults.update(json.loads(body or "{}"))
            self.server.sender.wake.set()
            self.send_json(200, store.faults)
        elif path == "/_sandbox/redeliver":
            store.resend()
            self.server.sender.wake.set()
            self.send_json(200, {})
        else:
            self.send_json(200, {"calls": store.calls})

    def send_json(self, status: int, body: Thing) -> None:
        self.send_text(status, json.dumps(body), "application/json")

    def send_text(self, status: int, text: str, kind: str = "text/html; charset=utf-8") -> None:
        data = text.encode()
        self.send_response(status)
        headers = {
            "Content-Type": kind, "Content-Length": str(len(data)), "Content-Security-Policy": CSP, "Cache-Control": "no-store",
            "Request-Id": f"req_{secrets.token_hex(7)}",
        }  # fmt: skip
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)
