"""People of the demo, as processes beside a running market act for them."""

from dataclasses import replace
from datetime import date, timedelta
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlencode, urlsplit


def fill_in(page: str) -> int:
    """Pay on the card service's hosted page, as a browser would. Returns the status: 303 when it is paid."""
    form = {"number": "4242424242424242", "expiry": f"12/{date.today().year % 100 + 2}", "cvc": "123", "name": "Li"}
    address = urlsplit(page)
    connection = HTTPConnection(address.netloc, timeout=60)
    try:
        connection.request("POST", address.path, urlencode(form), {"Content-Type": "application/x-www-form-urlencoded"})
        return connection.getresponse().status
    finally:
        connection.close()


def owner_of(organisation: Any) -> Any:
    """The organisation's owner, acting for it with a second factor."""
    from accounts.models import Membership
    from accounts.queries.acting import find_actor

    member = Membership.objects.filter(organisation=organisation, roles__contains=["owner"], ended_at=None)[0]
    actor = find_actor(member.user, organisation)
    assert actor is not None
    return replace(actor, factor="totp")


def token_of(actor: Any) -> str:
    """A new token that may do everything."""
    from django.utils import timezone

    from accounts.actions import create_token
    from accounts.roles import Scope

    now = timezone.now()
    return create_token(name="beside", scopes=Scope.values, expires_at=now + timedelta(days=1), by=actor, at=now)[1]
