"""What happens to a session: paying, authenticating, expiring. The hosted page and the API both come here."""

from typing import Any

from marketplace.tools.stripe_sandbox.cards import Card, Outcome
from marketplace.tools.stripe_sandbox.context import Context
from marketplace.tools.stripe_sandbox.problems import StripeProblem
from marketplace.tools.stripe_sandbox.resources import customers, payments
from marketplace.tools.stripe_sandbox.resources.sessions import KIND, details
from marketplace.tools.stripe_sandbox.store import Doc

AUTHENTICATION_FAILED = {
    "code": "payment_intent_authentication_failure",
    "message": "The provided PaymentMethod has failed authentication. You can provide payment_method_data or a new "
    "PaymentMethod to attempt to fulfill this PaymentIntent again.",
    "type": "invalid_request_error",
}


def current(context: Context, session_id: str) -> Doc | None:
    """The session, expired by now if its time is over."""
    session = context.store.get(session_id, KIND)
    if session is not None and session["status"] == "open" and session["expires_at"] <= context.at:
        return expire_now(context, session)
    return session


def pay(context: Context, session: Doc, card: Card) -> Outcome:
    """Send a card to the bank. The session must be open; call inside the transaction that read it."""
    intent = intent_of(context, session)
    method = payments.new_method(context, intent, card, (session["customer_details"] or {}).get("email"))
    if card.outcome is Outcome.AUTHENTICATE:
        page = context.page_url(session["id"]) + "/authenticate"
        payments.ask_to_authenticate(context, intent, page=page, back=session["success_url"])
    elif card.outcome is Outcome.PAID:
        complete(context, session, intent, method)
    else:
        payments.decline(context, intent, method, card.outcome)
    return card.outcome


def intent_of(context: Context, session: Doc) -> Doc:
    """The session's intent. As with Stripe it is made when the buyer first submits a card, not before."""
    if session["payment_intent"]:
        return context.get(payments.INTENT, session["payment_intent"])
    intent = payments.new_intent(
        context,
        amount=session["amount_total"],
        currency=session["currency"],
        customer=session["customer"],
        details=session["_intent_details"],
    )
    session["payment_intent"] = intent["id"]
    context.put(session)
    return intent


def complete(context: Context, session: Doc, intent: Doc, method: Doc) -> None:
    """Paid: the session is over."""
    name, email = method["billing_details"]["name"], method["billing_details"]["email"]
    if session["customer_creation"] == "always":
        made = customers.create(context, {}, {"name": name} | ({"email": email} if email else {}))
        session["customer"] = intent["customer"] = made["id"]
    payments.succeed(context, intent, method)
    session |= {"status": "complete", "payment_status": "paid", "customer_details": details(email, name)}
    context.put(session)
    context.emit("checkout.session.completed", session)


def waiting_for_authentication(context: Context, session: Doc) -> Doc | None:
    """The session's intent, if the bank asked the buyer to show who they are."""
    intent = context.store.get(session["payment_intent"] or "")
    return intent if intent and intent["status"] == "requires_action" else None


def authenticate(context: Context, session: Doc, intent: Doc, *, passed: bool) -> None:
    """The buyer has come back from 3-D Secure."""
    method = context.get(payments.METHOD, intent["payment_method"])
    if passed:
        complete(context, session, intent, method)
    else:
        payments.fail(context, intent, AUTHENTICATION_FAILED, method)


def expire(context: Context, ids: dict[str, str], params: dict[str, Any]) -> Doc:
    """End a session before its time. Raises StripeProblem unless it is open."""
    session = current(context, ids["session"]) or context.get(KIND, ids["session"], param="session")
    if session["status"] != "open":
        message = (
            f"Only Checkout Sessions with a status in ['open'] can be expired. "
            f"This Checkout Session has a status of {session['status']}."
        )
        raise StripeProblem(message, param="session")
    return expire_now(context, session)


def expire_now(context: Context, session: Doc) -> Doc:
    """The session is over, unpaid; its intent is given up."""
    intent = context.store.get(session["payment_intent"] or "")
    if intent and intent["status"] in payments.CANCELLABLE:
        payments.cancel(context, intent, "expired")
    session["status"] = "expired"
    context.put(session)
    context.emit("checkout.session.expired", session)
    return session


def expire_due(context: Context) -> int:
    """Expire every session whose time is over. Returns how many."""
    sql = "select id from objects where kind = ? and json_extract(body, '$.status') = 'open' "
    sql += "and json_extract(body, '$.expires_at') <= ?"
    due = [row["id"] for row in context.store.rows(sql, (KIND, context.at))]
    for identifier in due:
        current(context, identifier)
    return len(due)
