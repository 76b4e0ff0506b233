"""Signing up, signing in, and joining by an invitation, through allauth's own pages."""

import re
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts import actions, demo
from accounts.actors import Actor
from accounts.models import Membership, User
from accounts.tokens import invitation_token
from tests import factories

pytestmark = pytest.mark.django_db

NEWCOMER = {
    "full_name": "Nok  Wongsa",
    "job_title": "Head of sales",
    "email": "Nok@Lantern.Example",
    "password1": "a boat on the slow river",
    "language": "zh-hans",
}


def code_of(letter: Any) -> str:
    found = re.search(r"^([A-Z0-9]{4,}-?[A-Z0-9]+)$", letter.body, re.MULTILINE)
    assert found, letter.body
    return found[1]


def test_somebody_signs_up_with_a_code_and_is_led_to_an_organisation() -> None:
    client = Client()
    answer = client.post(reverse("account_signup"), NEWCOMER)
    assert answer["Location"] == reverse("account_email_verification_sent")
    user = User.objects.get()
    assert (user.email, user.full_name, user.job_title, user.language) == (
        "nok@lantern.example",
        "Nok Wongsa",
        "Head of sales",
        "zh-hans",
    )
    assert client.get(answer["Location"]).status_code == 200
    assert client.get(reverse("accounts:profile")).status_code == 302
    code = code_of(mail.outbox[0])
    wrong = client.post(answer["Location"], {"code": "WRONG1"})
    assert wrong.status_code == 200
    done = client.post(answer["Location"], {"code": code})
    assert done["Location"] == "/home/"
    assert client.get(reverse("accounts:team"))["Location"] == reverse("accounts:organisation-new")


def test_one_address_is_one_person_however_it_is_typed() -> None:
    factories.user("Nok")
    existing = User.objects.get()
    answer = Client().post(reverse("account_signup"), NEWCOMER | {"email": existing.email.upper()})
    assert (answer.status_code, User.objects.count()) == (302, 1)
    assert "already exists" in mail.outbox[0].body


@pytest.mark.parametrize(
    ("field", "value"), [("password1", "short"), ("full_name", ""), ("email", "nobody"), ("language", "tlh")]
)
def test_a_wrong_sign_up_makes_nobody(field: str, value: str) -> None:
    answer = Client().post(reverse("account_signup"), NEWCOMER | {field: value})
    assert (answer.status_code, User.objects.count()) == (200, 0)


def test_the_link_of_an_invitation_proves_the_address_and_leads_back_to_joining(ana: Actor) -> None:
    now, client = timezone.now(), Client()
    invited = actions.invite_member(email="nok@lantern.example", roles=["seller"], by=ana, at=now)
    address = reverse("accounts:invitation", args=[invitation_token(ana.organisation.pk, invited.email, now)])
    page = client.get(address).content.decode()
    link = re.search(r'href="(/account/signup/[^"]+)"', page)
    assert link
    form = client.get(link[1].replace("&amp;", "&")).content.decode()
    assert 'value="nok@lantern.example"' in form
    answer = client.post(reverse("account_signup"), NEWCOMER | {"next": address})
    assert answer["Location"] == address
    assert client.post(address)["Location"] == "/home/"
    member = Membership.objects.get(user__email="nok@lantern.example")
    assert (member.organisation, member.roles) == (ana.organisation, ["seller"])


def test_another_address_than_the_invited_one_still_needs_its_code(ana: Actor) -> None:
    now, client = timezone.now(), Client()
    actions.invite_member(email="pom@lantern.example", roles=["seller"], by=ana, at=now)
    client.get(reverse("accounts:invitation", args=[invitation_token(ana.organisation.pk, "pom@lantern.example", now)]))
    answer = client.post(reverse("account_signup"), NEWCOMER)
    assert answer["Location"] == reverse("account_email_verification_sent")


def test_signing_in_follows_no_address_elsewhere(ana: Actor) -> None:
    data = {"login": ana.user.email.upper(), "password": factories.PASSWORD, "next": "https://elsewhere.example/"}
    assert Client().post(reverse("account_login"), data)["Location"] == "/home/"
    assert Client().post(reverse("account_login"), data | {"next": "/notices/"})["Location"] == "/notices/"


def test_a_wrong_password_says_no_more_than_that(ana: Actor) -> None:
    answer = Client().post(reverse("account_login"), {"login": ana.user.email, "password": "wrong-password"})
    assert (answer.status_code, b'role="alert"' in answer.content) == (200, True)


@pytest.mark.parametrize(
    "name", ["account_login", "account_signup", "account_reset_password", "account_reset_password_done"]
)
@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_every_page_before_signing_in_has_our_frame(name: str, language: str) -> None:
    answer = Client().get(reverse(name) + f"?lang={language}")
    assert (answer.status_code, 'class="pub-top"' in answer.content.decode()) == (200, True)


@pytest.mark.parametrize(
    "name",
    [
        "account_change_password",
        "account_email",
        "account_logout",
        "mfa_index",
        "mfa_list_webauthn",
        "usersessions_list",
        "account_reauthenticate",
    ],
)
def test_every_page_about_signing_in_has_our_frame(name: str, ana: Actor) -> None:
    client = Client()
    client.post(reverse("account_login"), {"login": ana.user.email, "password": factories.PASSWORD})
    answer = client.get(reverse(name))
    assert (answer.status_code, 'class="pub-top"' in answer.content.decode()) == (200, True)


def test_second_factors_can_be_set_up(ana: Actor) -> None:
    client = Client()
    client.post(reverse("account_login"), {"login": ana.user.email, "password": factories.PASSWORD})
    asked = client.get(reverse("mfa_activate_totp"))
    assert asked["Location"].startswith(reverse("account_reauthenticate"))
    client.post(asked["Location"], {"password": factories.PASSWORD})
    assert client.get(reverse("mfa_activate_totp")).status_code == 200
    assert client.get(reverse("mfa_add_webauthn")).status_code == 200


def test_the_demos_log_ins_are_shown_in_the_demo_only(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo, "LOGINS", (("ana@saphan.example", "Seller", "Saphan Pictures"),))
    settings.DEMO = False
    assert "ana@saphan.example" not in Client().get(reverse("account_login")).content.decode()
