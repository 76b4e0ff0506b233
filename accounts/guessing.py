"""Guessing passwords and codes ends soon, wherever it comes from; who owns the account gets in all the same.

Three counts: of the account from one address, of the account from anywhere, of the address for any account. A device on
which the account was signed in before has a count of its own, so that nobody far away can lock its owner out, and no
neighbour behind the same address either.
"""

from collections.abc import Iterator
from datetime import timedelta
from hashlib import sha256
from typing import NamedTuple

from django.conf import settings
from django.core import signing
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.crypto import get_random_string

from accounts.limits import TooManyTries, count_try, forget_tries, give_back

COOKIE = "known_device"
COOKIE_AGE = timedelta(days=180)
MAX_ACCOUNTS = 12


class Limit(NamedTuple):
    """`most` tries of `whose` `within` that time."""

    whose: str
    most: int
    within: timedelta


def count_guess(request: HttpRequest, what: str, account: str) -> None:
    """Count a guess of this account's secret before it is looked at. Raises TooManyTries.

    `account` is the same text at every call for one account: its address, or its number.
    """
    counted: list[Limit] = []
    for limit in limits_of(request, account):
        try:
            count_try(what, limit.whose, most=limit.most, within=limit.within)
        except TooManyTries:
            # What this refusal stopped was no guess: it uses up nothing of the other counts.
            for other in counted:
                give_back(what, other.whose)
            raise
        counted.append(limit)


def guessed_right(request: HttpRequest, what: str, account: str) -> None:
    """It was no guess: take it back from all counts."""
    for limit in limits_of(request, account):
        give_back(what, limit.whose)


def forget_guesses(request: HttpRequest, what: str, account: str) -> None:
    """The account's owner has proved it otherwise: its counts begin anew. That of the address stays."""
    for limit in limits_of(request, account):
        if account in limit.whose:
            forget_tries(what, limit.whose)


def limits_of(request: HttpRequest, account: str) -> Iterator[Limit]:
    """The counts that hold for this request."""
    device, address = known_device(request, account), request.META.get("REMOTE_ADDR", "")
    if device:
        yield Limit(f"{account} on {device}", 10, timedelta(minutes=15))
        return
    yield Limit(f"{account} from {address}", 5, timedelta(minutes=5))
    yield Limit(account, 30, timedelta(hours=1))
    yield Limit(f"from {address}", 100, timedelta(minutes=10))


def known_device(request: HttpRequest, account: str) -> str:
    """The name of this device, if the account was signed in on it before; else nothing."""
    device, accounts = read_cookie(request)
    return device if hash_account(account) in accounts else ""


def remember_device(request: HttpRequest, response: HttpResponseBase, *accounts: str) -> None:
    """These names of an account have been signed in with here. At most twelve are remembered, the newest."""
    device, known = read_cookie(request)
    fresh = [hash_account(account) for account in accounts]
    known = [one for one in known if one not in fresh] + fresh
    value = signing.dumps([device or get_random_string(16), known[-MAX_ACCOUNTS:]], salt=COOKIE)
    response.set_cookie(
        COOKIE, value, max_age=COOKIE_AGE, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
    )


def read_cookie(request: HttpRequest) -> tuple[str, list[str]]:
    """The device's name and the digests of the accounts it knows; ("", []) where the cookie is missing or not ours."""
    try:
        device, accounts = signing.loads(request.COOKIES.get(COOKIE, ""), salt=COOKIE, max_age=COOKIE_AGE)
    except (signing.BadSignature, ValueError):
        return "", []
    return str(device), list(accounts)


def hash_account(account: str) -> str:
    return sha256(account.encode()).hexdigest()[:16]
