"""Test cards: what is checked on the page, and what each number does."""

import calendar
import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

GENUINE_NUMBER = re.compile(r"^\d{13,19}$")
EXPIRY = re.compile(r"^(\d{1,2})\s*/?\s*(\d{4}|\d{2})$")
FARTHEST_YEAR = 50


class Outcome(StrEnum):
    """What the bank says. The values are Stripe's codes, where it says no."""

    PAID = "paid"
    AUTHENTICATE = "authenticate"
    GENERIC_DECLINE = "generic_decline"
    INSUFFICIENT_FUNDS = "insufficient_funds"
    EXPIRED_CARD = "expired_card"
    INCORRECT_CVC = "incorrect_cvc"


TEST_CARDS = {
    "4242424242424242": Outcome.PAID,
    "4000002500003155": Outcome.AUTHENTICATE,
    "4000000000000002": Outcome.GENERIC_DECLINE,
    "4000000000009995": Outcome.INSUFFICIENT_FUNDS,
    "4000000000000069": Outcome.EXPIRED_CARD,
    "4000000000000127": Outcome.INCORRECT_CVC,
    "5555555555554444": Outcome.PAID,
    "6200000000000005": Outcome.PAID,
}
MESSAGES = {
    Outcome.GENERIC_DECLINE: "Your card was declined.",
    Outcome.INSUFFICIENT_FUNDS: "Your card has insufficient funds.",
    Outcome.EXPIRED_CARD: "Your card has expired.",
    Outcome.INCORRECT_CVC: "Your card's security code is incorrect.",
}
BRANDS = {"4": "visa", "5": "mastercard", "6": "unionpay"}


@dataclass(frozen=True)
class Card:
    """What we remember of a card. The number and its code are never kept."""

    brand: str
    last4: str
    exp_month: int
    exp_year: int
    name: str
    outcome: Outcome


def plain(text: str) -> str:
    """Full-width digits as ordinary ones, without spaces and dashes."""
    return re.sub(r"[\s\-]", "", unicodedata.normalize("NFKC", text))


def passes_luhn(number: str) -> bool:
    """Is the last digit right?"""
    doubled = [int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(number))]
    return sum(digit - 9 if digit > 9 else digit for digit in doubled) % 10 == 0


def expiry(text: str) -> tuple[int, int] | None:
    """`12 / 34` as (12, 2034)."""
    found = EXPIRY.match(unicodedata.normalize("NFKC", text).strip())
    if found is None or not 1 <= int(found[1]) <= 12:
        return None
    year = int(found[2])
    return int(found[1]), year + 2000 if year < 100 else year


def over_at(month: int, year: int) -> int:
    """The first second after a card's last month."""
    days = calendar.monthrange(year, month)[1]
    return int(datetime(year, month, days, tzinfo=UTC).timestamp()) + 24 * 3600


def find_mistakes(form: dict[str, str], *, at: int) -> dict[str, str]:
    """Field → the name of what is wrong with it. Empty when the card can be sent to the bank."""
    found: dict[str, str] = {}
    number = plain(form.get("number", ""))
    if not number:
        found["number"] = "number_missing"
    elif not GENUINE_NUMBER.match(number) or not passes_luhn(number):
        found["number"] = "number_wrong"
    elif number not in TEST_CARDS:
        found["number"] = "number_not_a_test_card"
    when = expiry(form.get("expiry", ""))
    if when is None or when[1] > datetime.fromtimestamp(at, UTC).year + FARTHEST_YEAR:
        found["expiry"] = "expiry_wrong"
    elif over_at(*when) <= at:
        found["expiry"] = "expiry_past"
    if not re.fullmatch(r"\d{3}", plain(form.get("cvc", ""))):
        found["cvc"] = "cvc_wrong"
    if not form.get("name", "").strip():
        found["name"] = "name_missing"
    return found


def read_card(form: dict[str, str]) -> Card:
    """The card of a form without mistakes."""
    number, when = plain(form["number"]), expiry(form["expiry"])
    if when is None:
        raise ValueError("check for mistakes first")
    return Card(BRANDS[number[0]], number[-4:], *when, form["name"].strip()[:200], TEST_CARDS[number])
