"""The API: who may call, the idempotency of calls, and their answers."""

import base64
import binascii
import hashlib
import hmac
import json
import threading
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from marketplace.tools.stripe_sandbox import parameters, routes, sdk_types
from marketplace.tools.stripe_sandbox.context import API_VERSION, DAY, Context
from marketplace.tools.stripe_sandbox.expansion import expanded
from marketplace.tools.stripe_sandbox.faults import Fault, Trouble
from marketplace.tools.stripe_sandbox.problems import StripeProblem, not_here_yet
from marketplace.tools.stripe_sandbox.wire import Answer, Request, json_answer, nested

MAX_KEY_LENGTH = 255
SERVER_ERROR = StripeProblem("Sandbox: an error was asked for.", status=500, kind="api_error")
TOO_MANY = StripeProblem("Too many requests hit the API too quickly.", status=429, code="rate_limit")


@dataclass
class Api:
    """Answers calls. `busy` holds the idempotency keys at work at this moment."""

    key: str
    busy: set[str] = field(default_factory=set)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def answer(self, request: Request, context: Context, fault: Fault | None) -> Answer:
        """The answer to one call, written down in the list of calls."""
        answer = self.troubled(request, context, fault)
        replayed = "Idempotent-Replayed" in answer.headers
        sql = (
            "insert into calls (at, method, path, idempotency_key, parameters, status, replayed, request_id) "
            "values (?, ?, ?, ?, ?, ?, ?, ?)"
        )
        key, status = context.idempotency_key, None if answer.drop_after is not None else answer.status
        given = json.dumps(request.form(), ensure_ascii=False)
        context.store.rows(
            sql, (context.at, request.method, request.path, key, given, status, replayed, context.request_id)
        )
        standard = {"Request-Id": context.request_id or "", "Stripe-Version": API_VERSION}
        if key:
            standard["Idempotency-Key"] = key
        return Answer(answer.status, answer.body, {**answer.headers, **standard}, answer.drop_after)

    def troubled(self, request: Request, context: Context, fault: Fault | None) -> Answer:
        """The answer, or the trouble that was planned for it."""
        trouble = fault.trouble if fault else None
        if trouble is Trouble.RATE_LIMIT:
            return refused(TOO_MANY)
        if trouble is Trouble.ERROR_BEFORE:
            return refused(SERVER_ERROR)
        if fault and trouble is Trouble.DROP_BEFORE:
            return Answer(0, drop_after=fault.seconds)
        answer = self.guarded(request, context, spoiled=trouble is Trouble.ERROR_AFTER)
        if fault and trouble is Trouble.DROP:
            return Answer(0, drop_after=fault.seconds)
        return answer

    def guarded(self, request: Request, context: Context, *, spoiled: bool) -> Answer:
        """The answer, with a refusal where there is one."""
        try:
            self.check_key(request)
            return self.once(request, context, spoiled=spoiled)
        except StripeProblem as problem:
            return refused(problem)

    def check_key(self, request: Request) -> None:
        """Is it our API key, as a bearer token or as a basic user name? Raises StripeProblem."""
        given = credentials(request.headers.get("authorization", ""))
        if not given:
            message = (
                "You did not provide an API key. You need to provide your API key in the Authorization header, "
                "using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY')."
            )
            raise StripeProblem(message, status=401)
        if not hmac.compare_digest(given.encode(), self.key.encode()):
            shown = given[:8] + "*" * max(len(given) - 12, 0) + given[-4:] if len(given) > 12 else "*" * len(given)
            raise StripeProblem(f"Invalid API Key provided: {shown}", status=401)
        if account := request.headers.get("stripe-account"):
            message = f"The provided key does not have access to account '{account}' (or that account does not exist)."
            raise StripeProblem(message, status=403, code="account_invalid")

    def once(self, request: Request, context: Context, *, spoiled: bool) -> Answer:
        """Do a call; one with an idempotency key only once. Raises StripeProblem."""
        key = context.idempotency_key
        if request.method != "POST" or not key:
            with context.store.transaction():
                return performed(request, context, spoiled=spoiled)
        if len(key) > MAX_KEY_LENGTH:
            raise StripeProblem(
                f"Idempotency keys may have at most {MAX_KEY_LENGTH} characters.", kind="idempotency_error"
            )
        self.enter(key)
        try:
            with context.store.transaction():
                return replay(request, context, key) or kept(request, context, key, spoiled=spoiled)
        finally:
            with self.lock:
                self.busy.discard(key)

    def enter(self, key: str) -> None:
        """Take the key. Raises StripeProblem while another call with it is at work."""
        with self.lock:
            if key in self.busy:
                message = "There is currently another in-progress request using this Idempotent Key."
                raise StripeProblem(message, status=409, kind="idempotency_error", code="idempotency_key_in_use")
            self.busy.add(key)


def credentials(header: str) -> str:
    """The key in an Authorization header, or nothing."""
    scheme, _, rest = header.partition(" ")
    if scheme.lower() == "bearer":
        return rest.strip()
    if scheme.lower() == "basic":
        try:
            return base64.b64decode(rest, validate=True).decode().partition(":")[0]
        except (binascii.Error, UnicodeDecodeError):
            return ""
    return ""


def refused(problem: StripeProblem) -> Answer:
    """A problem as an answer."""
    headers = {"WWW-Authenticate": 'Basic realm="Stripe"'} if problem.status == 401 else {}
    return json_answer(problem.status, problem.body(), headers)


def fingerprint(request: Request) -> str:
    """Tells two calls apart by their parameters, in whatever order."""
    return hashlib.sha256(json.dumps(sorted(request.form())).encode()).hexdigest()


def replay(request: Request, context: Context, key: str) -> Answer | None:
    """The first answer to this key, if there was one in the last day. Raises StripeProblem for another call."""
    context.store.rows("delete from answers where created <= ?", (context.at - DAY,))
    found = context.store.rows("select * from answers where key = ?", (key,))
    if not found:
        return None
    first = found[0]
    if first["path"] != request.path:
        message = (
            f"Keys for idempotent requests can only be used for the same endpoint they were first used for "
            f"('{request.path}' vs '{first['path']}'). Try using a key other than '{key}' if you meant to execute "
            "a different request."
        )
        raise StripeProblem(message, kind="idempotency_error")
    if first["fingerprint"] != fingerprint(request):
        message = (
            "Keys for idempotent requests can only be used with the same parameters they were first used with. "
            f"Try using a key other than '{key}' if you meant to execute a different request."
        )
        raise StripeProblem(message, kind="idempotency_error")
    headers = {"Content-Type": "application/json", "Idempotent-Replayed": "true"}
    return Answer(first["status"], first["body"], headers)


def kept(request: Request, context: Context, key: str, *, spoiled: bool) -> Answer:
    """Do a call and keep its answer. A call that was refused has no effect, so its key stays free."""
    answer = performed(request, context, spoiled=spoiled)
    sql = "insert into answers (key, fingerprint, path, created, status, body) values (?, ?, ?, ?, ?, ?)"
    values = (key, fingerprint(request), request.path, context.at, answer.status, answer.body)
    context.store.rows(sql, values)
    return answer


def performed(request: Request, context: Context, *, spoiled: bool) -> Answer:
    """Judge and do a call. `spoiled`: it is done, and the answer is an error all the same. Raises StripeProblem."""
    method, path = request.method.lower(), unquote(request.path)
    found = routes.find(method, path)
    if found is None:
        raise nowhere(method, path)
    route, ids = found
    given: dict[str, Any] = parameters.judge_parameters(
        method, route.template, nested(request.form()), takes=route.takes
    )
    result = expanded(context, route.act(context, ids, given), given.get("expand", []))
    return refused(SERVER_ERROR) if spoiled else json_answer(200, result)


def nowhere(method: str, path: str) -> StripeProblem:
    """No such call: because Stripe has none, or because we do not have it yet."""
    for verb, template in sdk_types.endpoints():
        if verb == method and routes.pattern_of(template).match(path):
            return not_here_yet(f"{method.upper()} {template}", status=404)
    return StripeProblem(f"Unrecognized request URL ({method.upper()}: {path}).", status=404)
