"""What Stripe sends us, judged before anything of it is kept: the signature, the mode, the account, the shape."""

import json
from typing import Any

from django.conf import settings

SIGNATURE_TOLERANCE_SECONDS = 300
MAX_LENGTH = 80


class BadSignature(Exception):
    """A webhook that Stripe did not sign for us: wrong, too old, from the future, of another mode or account, no event."""


def verified_event(body: bytes, header: str, *, now: float) -> dict[str, Any]:
    """The event in a webhook's body, if Stripe signed it for this site. Raises BadSignature.

    The library refuses old stamps; a stamp in the future it accepts, so that bound is ours (reliability design, 2.2).
    """
    secret = settings.STRIPE_WEBHOOK_SECRET
    if not secret:
        raise BadSignature("no secret")
    import stripe  # noqa: PLC0415 -- as in `client`

    try:
        stripe.WebhookSignature.verify_header(body.decode(), header, secret, SIGNATURE_TOLERANCE_SECONDS)
        stamp = next(int(part[2:]) for part in header.split(",") if part.startswith("t="))
        event = json.loads(body)
    except (stripe.SignatureVerificationError, ValueError, StopIteration, RecursionError) as error:
        raise BadSignature(str(error)) from error
    if stamp > now + SIGNATURE_TOLERANCE_SECONDS:
        raise BadSignature("signed in the future")
    check_shape(event)
    check_is_ours(event)
    return dict(event)


def check_shape(event: Any) -> None:
    """Raise BadSignature for what is no event, or cannot be stored as PostgreSQL stores text."""
    if not isinstance(event, dict) or not isinstance(event.get("data"), dict):
        raise BadSignature("not an event")
    for name in ("id", "type"):
        if not isinstance(event.get(name), str) or not 0 < len(event[name]) <= MAX_LENGTH:
            raise BadSignature(f"no {name}")
    try:
        text = json.dumps(event, ensure_ascii=False, allow_nan=False)
        text.encode()
    except (ValueError, RecursionError) as error:
        raise BadSignature("text that is none") from error
    if "\\u0000" in text:
        raise BadSignature("a null byte")


def check_is_ours(event: dict[str, Any]) -> None:
    """Raise BadSignature for an event of the other mode, or of an account that is connected to ours."""
    live = "_live_" in settings.STRIPE_API_KEY
    if event.get("livemode") is not live:
        raise BadSignature(f"of the other mode: {event['id']}")
    if event.get("account"):
        raise BadSignature(f"of another account: {event['id']}")
