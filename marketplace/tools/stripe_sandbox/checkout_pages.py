"""The hosted Checkout page: what the buyer sees and sends. Without JavaScript."""

from dataclasses import dataclass
from urllib.parse import parse_qsl

from marketplace.tools.stripe_sandbox import cards, money
from marketplace.tools.stripe_sandbox.context import Context
from marketplace.tools.stripe_sandbox.page_parts import Html, fill_template, redirect_away, write_page
from marketplace.tools.stripe_sandbox.page_text import pick_texts
from marketplace.tools.stripe_sandbox.resources import checkout
from marketplace.tools.stripe_sandbox.resources.sessions import PLACEHOLDER
from marketplace.tools.stripe_sandbox.store import Doc
from marketplace.tools.stripe_sandbox.wire import Answer, Request

DECLINED_FIELD = {"expired_card": "expiry", "incorrect_cvc": "cvc"}
PAGES = ("", "authenticate")
FIELDS = {
    "number": ("cc-number", "23", ' inputmode="numeric"'),
    "expiry": ("cc-exp", "9", ' inputmode="numeric"'),
    "cvc": ("cc-csc", "4", ' inputmode="numeric"'),
    "name": ("cc-name", "200", ""),
}


@dataclass(frozen=True)
class Visit:
    """One buyer at one session. `merchant` is whom they pay."""

    context: Context
    session: Doc
    text: dict[str, str]
    merchant: str

    @property
    def amount(self) -> str:
        """What is due."""
        return money.amount_text(self.session["amount_total"], self.session["currency"])

    @property
    def success(self) -> str:
        """Where a paid buyer goes."""
        return str(self.session["success_url"]).replace(PLACEHOLDER, self.session["id"])

    @property
    def path(self) -> str:
        """The page's own path."""
        return f"/c/pay/{self.session['id']}"

    def say(self, name: str, **values: str) -> str:
        """A text with its values."""
        return self.text[name].format(merchant=self.merchant, amount=self.amount, **values)

    def write_page(self, status: int, title: str, main: Html) -> Answer:
        """A page of this session."""
        ways_out = [self.session["success_url"], self.session["cancel_url"]]
        return write_page(status, title, main, self.text, leaving_to=ways_out)


def answer(request: Request, context: Context, merchant: str) -> Answer:
    """The page at `/c/pay/<session>` and at `/c/pay/<session>/authenticate`, read or sent."""
    session_id, _, rest = request.path.removeprefix("/c/pay/").partition("/")
    with context.store.transaction():
        session = checkout.current(context, session_id)
        if session is None or rest not in PAGES:
            return missing(request, merchant)
        text = pick_texts(session["locale"], request.headers.get("accept-language", ""))
        visit = Visit(context, session, text, merchant)
        form = dict(parse_qsl(request.body.decode(errors="replace"))) if request.method == "POST" else None
        if session["status"] != "open":
            return over(visit, sent=form is not None)
        return authenticate(visit, form) if rest else pay(visit, form)


def missing(request: Request, merchant: str) -> Answer:
    """No such session."""
    text = pick_texts(None, request.headers.get("accept-language", ""))
    main = fill_template("notice", {"heading": text["missing_heading"], "text": text["missing_text"], "link": Html("")})
    return write_page(404, text["missing_heading"], main, text, leaving_to=[])


def over(visit: Visit, *, sent: bool) -> Answer:
    """A session that is paid or expired. Who sends its form again has paid once, and goes on."""
    paid = visit.session["status"] == "complete"
    if paid and sent:
        return redirect_away(visit.success)
    heading = visit.text["paid_heading" if paid else "expired_heading"]
    link = return_link(visit, visit.success if paid else visit.session["cancel_url"], visit.say("return"))
    text = visit.say("paid_text" if paid else "expired_text")
    return visit.write_page(
        200 if paid else 410, heading, fill_template("notice", {"heading": heading, "text": text, "link": link})
    )


def return_link(visit: Visit, url: str | None, text: str) -> Html:
    """A way out, if there is one."""
    return (
        fill_template("link", {"url": url.replace(PLACEHOLDER, visit.session["id"]), "text": text}) if url else Html("")
    )


def pay(visit: Visit, form: dict[str, str] | None) -> Answer:
    """The form with the card, read or sent."""
    waiting = checkout.waiting_for_authentication(visit.context, visit.session)
    if waiting is not None:
        return redirect_away(f"{visit.path}/authenticate")
    if form is None:
        return card_form(visit, {}, {})
    errors = cards.find_mistakes(form, at=visit.context.at)
    if errors:
        return card_form(visit, form, errors)
    outcome = checkout.pay(visit.context, visit.session, cards.read_card(form))
    if outcome is cards.Outcome.PAID:
        return redirect_away(visit.success)
    if outcome is cards.Outcome.AUTHENTICATE:
        return redirect_away(f"{visit.path}/authenticate")
    return card_form(visit, form, {DECLINED_FIELD.get(outcome, "number"): str(outcome)})


def authenticate(visit: Visit, form: dict[str, str] | None) -> Answer:
    """The bank's question, read or answered."""
    intent = checkout.waiting_for_authentication(visit.context, visit.session)
    if intent is None:
        return redirect_away(visit.path)
    if form is None or form.get("outcome") not in ("pass", "fail"):
        return question(visit)
    passed = form["outcome"] == "pass"
    checkout.authenticate(visit.context, visit.session, intent, passed=passed)
    return redirect_away(visit.success) if passed else card_form(visit, {}, {"number": "authentication_failed"})


def question(visit: Visit) -> Answer:
    """Complete or fail?"""
    values = {**visit.text, "text": visit.say("authenticate_text"), "action": f"{visit.path}/authenticate"}
    return visit.write_page(200, visit.text["authenticate_heading"], fill_template("authenticate", values))


def card_form(visit: Visit, form: dict[str, str], errors: dict[str, str]) -> Answer:
    """The page with the order and the form. Of what was typed, only the name comes back."""
    text = visit.text
    alert = fill_template("alert", {"text": text["again"]}) if errors else Html("")
    values = {
        **text,
        "pay_to": visit.say("pay_to"),
        "pay": visit.say("pay"),
        "amount": visit.amount,
        "lines": Html("".join(line(visit, item) for item in visit.session["_lines"])),
        "cancel_link": return_link(visit, visit.session["cancel_url"], text["cancel"]),
        "alert": alert,
        "action": visit.path,
        "cards_open": Html(" open" if "number" in errors else ""),
        "card_list": Html("".join(test_card(visit, number) for number in cards.TEST_CARDS)),
    }
    for name in FIELDS:
        values[f"{name}_field"] = field(visit, name, form.get("name", "") if name == "name" else "", errors)
    return visit.write_page(422 if errors else 200, visit.say("pay_to"), fill_template("pay", values))


def line(visit: Visit, item: Doc) -> Html:
    """One line of the order."""
    each = money.amount_text(item["price"]["unit_amount"], item["currency"])
    several = visit.say("quantity", count=str(item["quantity"]), each=each) if item["quantity"] > 1 else ""
    note = " · ".join(part for part in (item["_note"], several) if part)
    return fill_template(
        "line",
        {"title": item["description"], "note": note, "sum": money.amount_text(item["amount_total"], item["currency"])},
    )


def test_card(visit: Visit, number: str) -> Html:
    """One number and what it does."""
    spaced = " ".join(number[place : place + 4] for place in range(0, len(number), 4))
    return fill_template("card", {"number": spaced, "meaning": visit.text[f"card_{cards.TEST_CARDS[number]}"]})


def field(visit: Visit, name: str, value: str, errors: dict[str, str]) -> Html:
    """One input, with its error."""
    autocomplete, length, extra = FIELDS[name]
    error = Html("")
    if name in errors:
        error = fill_template("error", {"id": name, "text": visit.text[errors[name]]})
        extra += f' aria-invalid="true" aria-describedby="{name}-error"'
        extra += " autofocus" if name == next(one for one in FIELDS if one in errors) else ""
    values = {"id": name, "label": visit.text[name], "value": value, "hint": visit.text.get(f"{name}_hint", "")}
    return fill_template(
        "field", {**values, "autocomplete": autocomplete, "length": length, "extra": Html(extra), "error": error}
    )
