"""Second factors: which of them somebody has, what a session has shown of them, and that a code counts once."""

import time
from datetime import timedelta
from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.mfa.utils import decrypt
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.http import HttpRequest

from accounts.models import User

# How long a factor that was shown covers acts that ask for one.
FRESH = timedelta(minutes=15)
OWN_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def factors_of(user: User | AnonymousUser) -> set[str]:
    """The kinds that the person has set up: "totp", "webauthn". Recovery codes only stand in for these."""
    rows = Authenticator.objects.filter(user_id=user.pk, type__in=OWN_FACTORS)
    return set(rows.values_list("type", flat=True))


def factor_shown(request: HttpRequest, within: timedelta | None = None) -> str:
    """The kind of the factor that this session showed last, "" for none; `within` limits how long ago."""
    shown = [row for row in get_authentication_records(request, request.user) if row.get("method") == "mfa"]
    if not shown or (within is not None and time.time() - shown[-1]["at"] > within.total_seconds()):
        return ""
    return str(shown[-1].get("type", ""))


def code_now(secret: str) -> tuple[str, int]:
    """The code that an authenticator app shows now for this secret, and for how many more seconds it does."""
    counter, gone = divmod(int(time.time()), app_settings.TOTP_PERIOD)
    return format_hotp_value(hotp_value(secret, counter)), app_settings.TOTP_PERIOD - gone


def counter_of(secret: str, code: str) -> int | None:
    """The number of the half minute that this code belongs to, None where it is wrong or out of date."""
    for counter in yield_hotp_counters_from_time():
        if compare_user_code(actual=code, expected=format_hotp_value(hotp_value(secret, counter))):
            return int(counter)
    return None


def secret_of(row: Authenticator) -> str:
    """The secret that an authenticator app shares with us, in base 32."""
    return str(decrypt(row.data["secret"]))


def use_code(row: Authenticator, code: str) -> bool:
    """Does the code fit, and was neither it nor a later one used before? It is used up by the question.

    `row` is an authenticator app or a person's recovery codes.
    """
    if row.type != Authenticator.Type.TOTP:
        return bool(row.wrap().validate_code(code))
    counter = counter_of(secret_of(row), code)
    return counter is not None and use_counter(row, counter)


@transaction.atomic
def use_counter(row: Authenticator, counter: int) -> bool:
    """Note that the codes up to this half minute are used; False when they were already."""
    locked = Authenticator.objects.select_for_update().get(pk=row.pk)
    if locked.data.get("used_counter", -1) >= counter:
        return False
    data: dict[str, Any] = {**locked.data, "used_counter": counter}
    Authenticator.objects.filter(pk=row.pk).update(data=data)
    return True
