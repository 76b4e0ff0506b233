"""Whoever holds somebody's session does not get the account: each step of the take-over fails, and the owner is told."""

import re
from datetime import timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts import actions
from accounts.actors import Actor
from accounts.models import ApiToken, NewAddress, Notice, User
from accounts.tasks import send_notices
from tests.accounts.web.test_sign_up import code_of as code_in
from tests.factories import PASSWORD
from tests.signing_in import code_of, enrol, forget_factor

pytestmark = pytest.mark.django_db
THEIRS = "attacker@elsewhere.example"


def stolen(who: Actor) -> Client:
    """Somebody's session, in which nothing was asked again."""
    client = Client()
    client.force_login(who.user)
    return forget_factor(client)


def add_address(client: Client, email: str = THEIRS) -> None:
    """As it would be, had the password been given again."""
    page = reverse("account_email")
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    client.post(page, {"email": email, "action_add": ""})
    client.post(reverse("account_email_verification_sent"), {"code": code_in(mail.outbox[-1])})


def told(kind: str) -> list[str]:
    return [row.mail_to or row.user.email for row in Notice.objects.filter(kind=kind)]


def test_h2_a_stolen_session_adds_no_address(bo: Actor) -> None:
    client = stolen(bo)
    answer = client.post(reverse("account_email"), {"email": THEIRS, "action_add": ""})
    assert answer["Location"].startswith(reverse("account_reauthenticate"))
    assert (EmailAddress.objects.filter(email=THEIRS).exists(), mail.outbox) == (False, [])
    for name in ("mfa_activate_totp", "mfa_add_webauthn"):
        assert "reauthenticate" in client.post(reverse(name), {})["Location"]
    enrol(bo.user)
    for name in ("mfa_generate_recovery_codes", "account_change_password"):
        assert "reauthenticate" in client.post(reverse(name), {})["Location"]


def test_h2_the_old_address_is_told_and_the_new_one_resets_no_password(bo: Actor) -> None:
    client = stolen(bo)
    add_address(client)
    assert EmailAddress.objects.get(email=THEIRS).verified
    assert told("accounts.address_added") == [bo.user.email]
    sent = len(mail.outbox)
    Client().post(reverse("account_reset_password"), {"email": THEIRS})
    assert not re.search(r"reset/key", "".join(str(letter.body) for letter in mail.outbox[sent:]))
    send_notices()
    letter = next(one for one in mail.outbox if one.to == [bo.user.email])
    assert "/objection/" in letter.body
    # The control: the old address still resets it.
    Client().post(reverse("account_reset_password"), {"email": bo.user.email})
    assert (mail.outbox[-1].to, "reset/key" in mail.outbox[-1].body) == ([bo.user.email], True)


@pytest.mark.parametrize("move", ["action_primary", "action_remove"])
def test_h2_the_new_address_does_not_replace_the_old_one_within_72_hours(move: str, bo: Actor) -> None:
    client = stolen(bo)
    add_address(client)
    email = THEIRS if move == "action_primary" else bo.user.email
    client.post(reverse("account_email"), {"email": email, move: ""})
    rows = EmailAddress.objects.filter(user=bo.user).order_by("pk").values_list("email", "primary")
    assert list(rows) == [(bo.user.email, True), (THEIRS, False)]
    assert User.objects.get(pk=bo.user.pk).email == bo.user.email


def test_h2_control_after_72_hours_it_does(bo: Actor) -> None:
    client = stolen(bo)
    add_address(client)
    NewAddress.objects.update(added_at=timezone.now() - timedelta(hours=73), free_at=timezone.now())
    client.post(reverse("account_email"), {"email": THEIRS, "action_primary": ""})
    assert User.objects.get(pk=bo.user.pk).email == THEIRS
    assert told("accounts.address_changed") == [bo.user.email]
    Client().post(reverse("account_reset_password"), {"email": THEIRS})
    assert "reset/key" in mail.outbox[-1].body


def test_h2_the_old_address_undoes_it_and_everybody_is_out(bo: Actor, cy: Actor) -> None:
    client, bystander = stolen(bo), stolen(cy)
    add_address(client)
    enrol(bo.user)
    actions.create_token(name="Theirs", scopes=["deals:read"], expires_at=None, by=bo, at=timezone.now())
    send_notices()
    warning = next(one for one in mail.outbox if one.to == [bo.user.email])
    link = re.search(r"/objection/\S+/", str(warning.body))
    assert link
    page = Client().get(link[0])
    assert (page.status_code, THEIRS in page.content.decode()) == (200, True)
    assert EmailAddress.objects.filter(email=THEIRS).exists()
    done = Client().post(link[0])
    assert (done.status_code, EmailAddress.objects.filter(email=THEIRS).exists()) == (200, False)
    assert (client.get("/settings/").status_code, bystander.get("/settings/").status_code) == (302, 200)
    assert not Authenticator.objects.filter(user=bo.user).exists()
    assert ApiToken.objects.get().revoked_at is not None
    login = Client().post(reverse("account_login"), {"login": bo.user.email, "password": PASSWORD})
    assert login.status_code == 200
    assert (Client().post(link[0]).status_code, Client().get("/objection/1:forged/").status_code) == (410, 404)
    Client().post(reverse("account_reset_password"), {"email": bo.user.email})
    assert (mail.outbox[-1].to, "reset/key" in mail.outbox[-1].body) == ([bo.user.email], True)


def test_a07_a_reset_keeps_the_factor_ends_every_session_and_is_told(bo: Actor) -> None:
    enrol(bo.user)
    session = Client()
    session.force_login(bo.user)
    Client().post(reverse("account_reset_password"), {"email": bo.user.email})
    link = re.search(r"/account/password/reset/key/\S+", str(mail.outbox[-1].body))
    assert link
    client, fresh = Client(), "a boat on the slow river"
    address = client.get(link[0])["Location"]
    client.post(address, {"password1": fresh, "password2": fresh})
    assert told("accounts.password_reset") == [bo.user.email]
    assert session.get("/settings/").status_code == 302
    login = client.post(reverse("account_login"), {"login": bo.user.email, "password": fresh})
    assert (login["Location"], client.get("/settings/").status_code) == (reverse("mfa_authenticate"), 302)
    client.post(reverse("mfa_authenticate"), {"code": code_of(bo.user)})
    assert client.get("/settings/").status_code == 200


def test_h7_the_old_password_is_not_guessed_where_it_is_changed(bo: Actor) -> None:
    client, fresh = stolen(bo), "a boat on the slow river"
    for number in range(6):
        client.post(reverse("account_change_password"), {"oldpassword": f"wrong{number}"})
    client.post(reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": fresh, "password2": fresh})
    assert User.objects.get(pk=bo.user.pk).check_password(PASSWORD)


def test_h15_what_changes_about_signing_in_is_told_in_the_persons_language(
    bo: Actor, django_capture_on_commit_callbacks: Any
) -> None:
    client = Client()
    client.force_login(bo.user)
    enrol(bo.user)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("mfa_generate_recovery_codes"))
    client.post(reverse("mfa_deactivate_totp"))
    client.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": "a boat on the slow river", "password2": "a boat on the slow river"},
    )
    kinds = {"accounts.recovery_codes", "accounts.app_off", "accounts.password_changed"}
    assert kinds == set(Notice.objects.values_list("kind", flat=True))
    send_notices()
    letters = [letter for letter in mail.outbox if letter.to == [bo.user.email]]
    assert {"您的密码已更改", "验证器应用已关闭", "新的恢复码"} == {letter.subject for letter in letters}
    assert all("127.0.0.1" in letter.body for letter in letters)


def sign_in(client: Client, email: str, password: str, address: str = "203.0.113.7") -> bool:
    client.post(reverse("account_login"), {"login": email, "password": password}, REMOTE_ADDR=address)
    return "_auth_user_id" in client.session


def test_a08_guesses_from_many_addresses_end_and_the_owner_still_gets_in(bo: Actor, ana: Actor) -> None:
    """H7: 60 guesses from 50 addresses; the right password among the later ones opens nothing."""
    owner = Client()
    assert sign_in(owner, bo.user.email, PASSWORD)
    owner.post(reverse("account_logout"))
    for number in range(60):
        sign_in(Client(), bo.user.email, f"wrong{number}", f"198.51.100.{number % 50}")
    assert not sign_in(Client(), bo.user.email, PASSWORD, "198.51.100.200")
    assert sign_in(owner, bo.user.email, PASSWORD)
    assert sign_in(Client(), ana.user.email, PASSWORD, "198.51.100.3")


def test_a08_who_resets_the_password_is_not_kept_out_by_the_guesses(bo: Actor) -> None:
    fresh = "a boat on the slow river"
    for number in range(40):
        sign_in(Client(), bo.user.email, f"wrong{number}", f"198.51.100.{number}")
    assert not sign_in(Client(), bo.user.email, PASSWORD)
    Client().post(reverse("account_reset_password"), {"email": bo.user.email})
    link = re.search(r"/account/password/reset/key/\S+", str(mail.outbox[-1].body))
    assert link
    client = Client()
    client.post(client.get(link[0])["Location"], {"password1": fresh, "password2": fresh})
    assert sign_in(Client(), bo.user.email, fresh)


def test_h9_a_neighbour_behind_the_same_address_locks_nobody_out(bo: Actor, ana: Actor, cy: Actor) -> None:
    for number in range(18):
        sign_in(Client(), [bo, cy][number % 2].user.email, f"wrong{number}")
    assert not sign_in(Client(), bo.user.email, PASSWORD)
    assert sign_in(Client(), ana.user.email, PASSWORD)


def test_a08_codes_are_not_guessed_either(bo: Actor) -> None:
    enrol(bo.user)
    client = Client()
    sign_in(client, bo.user.email, PASSWORD)
    for _ in range(6):
        client.post(reverse("mfa_authenticate"), {"code": "000000"})
    client.post(reverse("mfa_authenticate"), {"code": code_of(bo.user)})
    assert "_auth_user_id" not in client.session


def test_a08_a_cookie_of_another_account_or_of_nobody_gives_no_tries(bo: Actor, cy: Actor) -> None:
    theirs = Client()
    assert sign_in(theirs, cy.user.email, PASSWORD)
    theirs.post(reverse("account_logout"))
    for number in range(6):
        sign_in(theirs, bo.user.email, f"wrong{number}")
    assert not sign_in(theirs, bo.user.email, PASSWORD)
    forged = Client()
    forged.cookies["known_device"] = theirs.cookies["known_device"].value[:-2] + "xx"
    assert not sign_in(forged, bo.user.email, PASSWORD)
