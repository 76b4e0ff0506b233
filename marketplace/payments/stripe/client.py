"""Card payments at Stripe (this package alone imports stripe). Calls leave outside database transactions; objects come back as plain values.

Stripe's library brings half a second of imports along, and few processes ever ask it: it is imported by those that do.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from marketplace.kit.guards import Breaker, CallLimit
from marketplace.kit.problems import Problem

if TYPE_CHECKING:
    import stripe

# Half of a web process's threads: the other half serves pages, whatever Stripe does.
MAX_CALLS = 2


class CardPaymentsOff(Problem):
    code = "card_payments_off"
    text = _("Payment by card is not set up here.")
    hint = _("Pay by bank transfer.")


class ProviderSilent(Problem):
    """Stripe did not answer, or not clearly. Nothing is lost: the charge is stored and asked about again."""

    code = "provider_silent"
    status = 503
    text = _("The card service does not answer at the moment. Nothing has been charged.")
    hint = _("Try again in a minute, or pay by bank transfer.")


class ProviderBusy(ProviderSilent):
    """Stripe was not asked: too many calls wait for it, or the last ones waited in vain."""

    code = "provider_busy"
    text = _("Card payments are slow at the moment. Nothing has been charged.")


class ProviderRefused(Problem):
    """Stripe said no, clearly: asking again with the same words gives the same answer. `kind` is Stripe's error class."""

    code = "provider_refused"
    text = _("The card service refused this payment: %(reason)s")
    hint = _("Nothing has been charged. Try once more, or pay by bank transfer.")

    def __init__(self, *, reason: str, kind: str) -> None:
        super().__init__(reason=reason)
        self.kind = kind


class ProviderShutUsOut(ProviderRefused):
    """Our key is wrong or may not do this: staff must set it right, the payer can do nothing about it."""

    code = "provider_shut_us_out"
    text = _("Payment by card does not work here at the moment: the card service does not let us in.")
    hint = _("Nothing has been charged. Pay by bank transfer; our staff have been told.")


class BadSignature(Exception):
    """A webhook that Stripe did not sign, or signed too long ago or in the future."""


breaker = Breaker(failures=2, seconds=settings.STRIPE_PAUSE_SECONDS, longest=4 * settings.STRIPE_PAUSE_SECONDS)
limited = CallLimit(MAX_CALLS, breaker, silent=ProviderSilent, busy=ProviderBusy)


@dataclass(frozen=True)
class Session:
    """A Checkout Session, as far as we need it. `fee_minor` is known once the charge's balance transaction is;
    `charge_number` is what we gave Stripe to keep."""

    id: str
    url: str
    status: str
    paid: bool
    amount_minor: int
    currency: str
    payment_intent_id: str
    fee_minor: int | None
    balance_transaction_id: str = ""
    charge_number: str = ""


def check_is_set_up() -> None:
    """Raises CardPaymentsOff without a key."""
    if not settings.STRIPE_API_KEY:
        raise CardPaymentsOff


@contextmanager
def asking_stripe() -> Iterator["stripe.StripeClient"]:
    """A client for Stripe, or for the sandbox where one is set; what Stripe refuses within is raised as our Problem."""
    check_is_set_up()
    import stripe  # noqa: PLC0415 -- see above

    addresses: Any = {"api": settings.STRIPE_API_BASE} if settings.STRIPE_API_BASE else {}
    client = stripe.StripeClient(
        settings.STRIPE_API_KEY,
        base_addresses=addresses,
        max_network_retries=1,
        http_client=stripe.RequestsClient(timeout=settings.STRIPE_TIMEOUT_SECONDS),
    )
    try:
        yield client
    except stripe.StripeError as error:
        raise silent_or_refused(error) from error


@limited
def create_session(params: dict[str, Any], *, idempotency_key: str) -> Session:
    """Open a Checkout Session. The same key gives the same session, so asking twice charges once."""
    with asking_stripe() as client:
        made = client.v1.checkout.sessions.create(
            params=params,  # type: ignore[arg-type]  # judged by the sandbox, which knows the types
            options={"idempotency_key": idempotency_key},
        )
    return session_of(made)


@limited
def expire_session(session_id: str) -> Session:
    """Close the session, so that nobody pays on it any more. ProviderRefused where it is paid or over already."""
    with asking_stripe() as client:
        closed = client.v1.checkout.sessions.expire(session_id)
    return session_of(closed)


@limited
def read_session(session_id: str) -> Session:
    """The session as Stripe knows it now, with the fee of its charge."""
    expand = ["payment_intent.latest_charge.balance_transaction"]
    with asking_stripe() as client:
        found = client.v1.checkout.sessions.retrieve(session_id, params={"expand": expand})
    return session_of(found)


# The same call is being worked on at this moment: how it ends is open.
STILL_AT_WORK = "idempotency_key_in_use"


def silent_or_refused(error: "stripe.StripeError") -> Problem:
    """A clear no is a refusal and an end; anything else leaves the outcome open."""
    import stripe  # noqa: PLC0415 -- see above

    reason, kind = str(error.user_message or error.code or "")[:300], type(error).__name__
    if isinstance(error, (stripe.AuthenticationError, stripe.PermissionError)):
        return ProviderShutUsOut(reason=reason, kind=kind)
    refusals = (stripe.InvalidRequestError, stripe.IdempotencyError, stripe.CardError)
    if isinstance(error, refusals) and error.code != STILL_AT_WORK:
        return ProviderRefused(reason=reason, kind=kind)
    return ProviderSilent()


def session_of(found: Any) -> Session:
    """Stripe's object as our value."""
    intent = found.payment_intent
    intent_id = intent if isinstance(intent, str) else getattr(intent, "id", "")
    charge = getattr(intent, "latest_charge", None)
    balance = getattr(charge, "balance_transaction", None)
    return Session(
        id=found.id,
        url=found.url or "",
        status=found.status,
        paid=found.payment_status == "paid",
        amount_minor=found.amount_total,
        currency=found.currency.upper(),
        payment_intent_id=intent_id or "",
        fee_minor=getattr(balance, "fee", None),
        balance_transaction_id=getattr(balance, "id", "") or "",
        charge_number=str(getattr(found.metadata, "charge", "")),
    )
