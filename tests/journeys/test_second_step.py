"""A second factor is set up in the browser at the first act that asks for it: an app's code, and a passkey."""

import re

import pytest
from allauth.mfa.models import Authenticator
from playwright.sync_api import Page

from accounts import factors
from accounts.actors import Actor
from accounts.models import ApiToken
from listings.models import Programme
from marketplace.contracts.models import Contract, Signature
from tests import factories
from tests.factories import PASSWORD
from tests.signing_in import sign_in

# The browser's own security key, unlocked and always touched.
VIRTUAL = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def confirm_password(page: Page) -> None:
    page.fill("#id_password", PASSWORD)
    page.press("#id_password", "Enter")


def test_a06_an_app_is_set_up_at_the_first_token_which_then_is_made(site: str, page: Page, ana: Actor) -> None:
    sign_in(page, site, ana)
    page.goto(f"{site}/organisation/tokens/")
    page.fill("input[name=name]", "Nightly export")
    page.check("input[name=scopes][value='deals:read']")
    page.click("form[action='/organisation/tokens/'] button.primary")
    page.click("#use-app")
    confirm_password(page)
    page.fill("#id_code", factors.code_now(page.inner_text("#totp-secret").strip())[0])
    page.press("#id_code", "Enter")
    assert page.locator("#recovery-codes span").count() == 10
    page.click("#go-on")
    assert page.inner_text("#secret").startswith("mn_")
    assert ApiToken.objects.get().name == "Nightly export"


@pytest.fixture
def contract(site: str, programme: Programme, bo: Actor, ana: Actor) -> Contract:
    return factories.contract(factories.offer(programme, bo), ana)


def test_a06_a_passkey_is_set_up_before_the_first_signature_and_signs(
    site: str, page: Page, contract: Contract, bo: Actor
) -> None:
    browser = page.context.new_cdp_session(page)
    browser.send("WebAuthn.enable")
    browser.send("WebAuthn.addVirtualAuthenticator", {"options": VIRTUAL})
    sign_in(page, site, bo)
    Contract.objects.update(sign_by="2099-01-01T00:00Z")
    page.goto(f"{site}/deal/{contract.deal.public_id}/contract/")
    page.click("#set-up-factor")
    page.click("#make-passkey")
    confirm_password(page)
    page.click("#make-passkey")
    page.click("#go-on")
    page.wait_for_url(re.compile("/contract/"))
    page.fill("#id_typed_name", bo.user.full_name)
    page.fill("#id_password", PASSWORD)
    page.click("#use-passkey")
    page.wait_for_selector("#sign", state="detached")
    assert (Signature.objects.get().factor, Authenticator.objects.filter(type="webauthn").count()) == ("webauthn", 1)

    # And it signs in, without a password.
    page.context.clear_cookies()
    page.goto(f"{site}/account/login/")
    page.click("#passkey_login")
    page.wait_for_url(re.compile("/(home|catalogue)/"))
