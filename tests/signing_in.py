"""Second factors in tests. A plugin: `Client.force_login` makes a session that has just shown one.

Tests of the question itself sign in through the page, with `enrol` and `code_of`, or take the marks away again with
`forget_factor`.
"""

import re
import time
from typing import Any

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest
from django.test import Client
from playwright.sync_api import Page

from accounts.actors import Actor, Staff
from accounts.factors import code_now, secret_of
from accounts.models import User
from tests.factories import PASSWORD


@receiver(user_logged_in)
def show_factor(request: HttpRequest, user: User, **_: Any) -> None:
    """A test's own sign-in comes with a bare request: there nobody could be asked for anything."""
    if not request.path:
        record_authentication(request, user, "mfa", type="totp", reauthenticated=True)


def enrol(user: User) -> Authenticator:
    """Give the user an authenticator app."""
    row: Authenticator = TOTP.activate(user, generate_totp_secret()).instance
    return row


def code_of(user: User) -> str:
    """What the user's app shows now; if that code was used already, it may be used once more (the next half minute)."""
    row = Authenticator.objects.get(user=user, type=Authenticator.Type.TOTP)
    Authenticator.objects.filter(pk=row.pk).update(data={"secret": row.data["secret"]})
    return code_now(secret_of(row))[0]


def forget_factor(client: Client, *, ago: float | None = None) -> Client:
    """The session showed its factor `ago` seconds ago, or never."""
    session = client.session
    rows = session.get(AUTHENTICATION_METHODS_SESSION_KEY, [])
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [] if ago is None else [r | {"at": time.time() - ago} for r in rows]
    session.save()
    return client


def sign_in(page: Page, site: str, who: Actor | Staff, language: str = "en") -> None:
    """Through the sign-in page, as people do: the password, and the code where somebody has an app."""
    page.context.clear_cookies()
    page.context.add_cookies([{"name": "django_language", "value": language, "url": site}])
    page.goto(f"{site}/account/login/")
    page.fill("input[name=login]", who.user.email)
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    if Authenticator.objects.filter(user=who.user, type=Authenticator.Type.TOTP).exists():
        page.fill("#id_code", code_of(who.user))
        page.press("#id_code", "Enter")
    page.wait_for_url(re.compile(r"/(home|catalogue|staff)/"))


def let_in(page: Page, site: str, who: Actor | Staff, language: str = "en") -> None:
    """With a session made beside the pages: for tests of what comes after signing in."""
    client = Client()
    client.force_login(who.user)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    cookies = {settings.SESSION_COOKIE_NAME: session, settings.LANGUAGE_COOKIE_NAME: language}
    page.context.clear_cookies()
    page.context.add_cookies([{"name": name, "value": value, "url": site} for name, value in cookies.items()])
