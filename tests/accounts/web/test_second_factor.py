"""A second factor is asked of staff, of whoever pays, signs or makes tokens; once, at the act, and nothing is lost."""

from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from accounts import actions, factors
from accounts.actors import Actor, Staff
from accounts.models import ApiToken, Invitation, Membership
from accounts.roles import Role
from listings.models import Programme
from marketplace.contracts.evidence import evidence_of
from marketplace.contracts.models import Contract
from marketplace.payments.actions import open_charge
from tests import factories
from tests.factories import NOW, PASSWORD
from tests.signing_in import code_of, enrol, forget_factor
from tests.worlds import shareable

pytestmark = pytest.mark.django_db
TOKEN = {"name": "Nightly", "scopes": ["deals:read"], "expires": "90"}


def signed_in(who: Actor | Staff) -> Client:
    """Through the sign-in page, with the password only."""
    client = Client()
    client.post(reverse("account_login"), {"login": who.user.email, "password": PASSWORD})
    return client


def set_up_app(client: Client) -> str:
    """With the password again and the app's first code, which it returns."""
    client.post(client.get(reverse("mfa_activate_totp"))["Location"], {"password": PASSWORD})
    code = factors.code_now(client.get(reverse("mfa_activate_totp")).context["form"].secret)[0]
    done = client.post(reverse("mfa_activate_totp"), {"code": code})
    assert done["Location"] == reverse("mfa_view_recovery_codes")
    return code


def next_of(address: str) -> str:
    return parse_qs(urlsplit(address).query)["next"][0]


@pytest.fixture
@shareable
def contract(programme: Programme, bo: Actor, ana: Actor) -> Contract:
    return factories.contract(factories.offer(programme, bo), ana)


def test_h1_the_admin_has_no_door_of_its_own(sam: Staff) -> None:
    enrol(sam.user)
    client = Client()
    for password in ["wrong"] * 12 + [PASSWORD]:
        answer = client.post("/admin/login/?next=/staff/", {"username": sam.user.email, "password": password})
        assert (answer.status_code, answer["Location"].partition("?")[0]) == (302, reverse("account_login"))
    assert client.get("/staff/")["Location"].startswith(reverse("account_login"))
    assert client.get(reverse("admin:password_change")).status_code == 302


@pytest.mark.parametrize("place", ["/staff/", "/staff/transfers/", "/admin/", "/admin/accounts/user/"])
def test_h1_staff_come_in_with_a_second_factor_only(place: str, sam: Staff) -> None:
    client = signed_in(sam)
    answer = client.get(place, follow=True)
    assert answer.redirect_chain[-1][0].startswith(reverse("accounts:factor")), answer.redirect_chain
    enrol(sam.user)
    client = signed_in(sam)
    assert client.get("/settings/").status_code == 302
    client.post(reverse("mfa_authenticate"), {"code": code_of(sam.user)})
    assert client.get(place).status_code == 200


def test_h1_control_the_password_alone_opens_no_staff_page_even_where_it_signs_in(sam: Staff, ana: Actor) -> None:
    staff, member = signed_in(sam), signed_in(ana)
    assert [client.get("/settings/").status_code for client in (staff, member)] == [200, 200]
    assert [client.get("/staff/").status_code for client in (staff, member)] == [302, 404]
    assert staff.post("/staff/rates/", {}).status_code == 302


def test_h1_staff_without_a_factor_set_one_up_first(sam: Staff) -> None:
    answer = Client().post(reverse("account_login"), {"login": sam.user.email, "password": PASSWORD})
    assert answer["Location"] == reverse("accounts:factor")


def test_a06_no_factor_no_token_no_payment(ana: Actor, bo: Actor, contract: Contract) -> None:
    bare = Actor(ana.user, ana.organisation, ana.roles)
    with pytest.raises(actions.FactorNeeded):
        actions.create_token(name="Nightly", scopes=["deals:read"], expires_at=None, by=bare, at=NOW)
    assert ApiToken.objects.count() == 0
    for who in (bo, ana):
        factories.sign(contract, who)
    with pytest.raises(actions.FactorNeeded):
        open_charge(instalment=contract.instalments.get(number=1), by=Actor(bo.user, bo.organisation, bo.roles), at=NOW)
    by_token = Actor(bo.user, bo.organisation, bo.roles, frozenset({"payments:write"}))
    actions.must_show_factor(by_token)


@pytest.mark.django_db(transaction=True)
def test_a06_set_up_at_the_first_act_which_then_is_done(ana: Actor) -> None:
    client, page = signed_in(ana), reverse("accounts:tokens")
    asked = client.post(page, TOKEN, headers={"referer": "http://testserver" + page})
    assert asked["Location"].startswith(reverse("accounts:factor"))
    shown = client.get(asked["Location"]).content.decode()
    assert "in less than a minute" in shown
    set_up_app(client)
    codes = client.get(reverse("mfa_view_recovery_codes"))
    assert len(codes.context["unused_codes"]) == 10
    assert next_of(asked["Location"]) in codes.content.decode().replace("&amp;", "&")
    answer = client.get(next_of(asked["Location"]))
    assert (answer.status_code, ApiToken.objects.get().name) == (200, "Nightly")
    assert client.get(next_of(asked["Location"]))["Location"] == page
    assert ApiToken.objects.count() == 1


def test_a06_a_stale_factor_is_shown_again_and_the_act_is_done(ana: Actor) -> None:
    enrol(ana.user)
    client, page = Client(), reverse("accounts:tokens")
    client.force_login(ana.user)
    forget_factor(client, ago=16 * 60)
    asked = client.post(page, TOKEN)
    assert asked["Location"].startswith(reverse("mfa_reauthenticate"))
    assert ApiToken.objects.count() == 0
    refused = client.post(asked["Location"], {"code": "000000"})
    assert (refused.status_code, ApiToken.objects.count()) == (200, 0)
    answer = client.post(asked["Location"], {"code": code_of(ana.user)}, follow=True)
    assert (answer.status_code, ApiToken.objects.get().name) == (200, "Nightly")


def test_a06_the_password_does_not_stand_in_for_a_factor(ana: Actor) -> None:
    enrol(ana.user)
    client = Client()
    client.force_login(ana.user)
    forget_factor(client)
    answer = client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    assert answer["Location"].startswith(reverse("mfa_reauthenticate"))
    assert client.get(reverse("mfa_deactivate_totp"))["Location"].startswith(reverse("mfa_reauthenticate"))


@pytest.mark.django_db(transaction=True)
def test_h21_a_code_works_once_also_the_one_that_switched_it_on(ana: Actor) -> None:
    code = set_up_app(signed_in(ana))
    row = Authenticator.objects.get(user=ana.user, type="totp")
    assert row.data["used_counter"] > 0
    second = signed_in(ana)
    refused = second.post(reverse("mfa_authenticate"), {"code": code})
    assert (refused.status_code, "_auth_user_id" in second.session) == (200, False)
    code = code_of(ana.user)
    assert [factors.use_code(row, code) for _ in range(2)] == [True, False]


def test_h21_control_without_the_note_a_used_code_fits_again(ana: Actor) -> None:
    row = enrol(ana.user)
    code = factors.code_now(factors.secret_of(row))[0]
    assert factors.use_code(row, code)
    assert not factors.use_code(row, code)
    Authenticator.objects.filter(pk=row.pk).update(data={"secret": row.data["secret"]})
    assert factors.use_code(row, code)


@pytest.mark.django_db(transaction=True)
def test_setting_a_factor_up_ends_the_sessions_elsewhere(ana: Actor) -> None:
    elsewhere, client = signed_in(ana), signed_in(ana)
    assert elsewhere.get("/settings/").status_code == 200
    set_up_app(client)
    assert (elsewhere.get("/settings/").status_code, client.get("/settings/").status_code) == (302, 200)


def test_h2_team_roles_and_tokens_ask_again_who_it_is(ana: Actor, di: Actor) -> None:
    client = signed_in(ana)
    place = Membership.objects.get(user=di.user)
    invite = {"email": "pom@saphan.example", "roles": ["seller"], "language": "en"}
    for address, data in (
        (reverse("accounts:team"), invite),
        (reverse("accounts:member-roles", args=[place.pk]), {"roles": ["owner"]}),
        (reverse("accounts:member-remove", args=[place.pk]), {}),
    ):
        assert client.post(address, data)["Location"].startswith(reverse("account_reauthenticate"))
    place.refresh_from_db()
    assert (Invitation.objects.count(), place.roles, place.ended_at) == (0, [Role.VIEWER], None)
    asked = client.post(reverse("accounts:team"), invite)["Location"]
    client.post(asked, {"password": PASSWORD}, follow=True)
    assert Invitation.objects.get().email == "pom@saphan.example"


def sign(client: Client, contract: Contract, who: Actor, **changes: str) -> Any:
    data = {"typed_name": who.user.full_name, "password": PASSWORD, "document": contract.document_sha256}
    return client.post(reverse("contracts:sign", args=[contract.deal.public_id]), data | changes)


def test_a06_signing_asks_for_the_factor_every_time(contract: Contract, bo: Actor) -> None:
    client = Client()
    client.force_login(bo.user)
    page = reverse("contracts:contract", args=[contract.deal.public_id])
    assert 'id="set-up-factor"' in client.get(page).content.decode()
    assert sign(client, contract, bo).status_code == 422
    enrol(bo.user)
    assert 'id="id_code"' in client.get(page).content.decode()
    for code in ("", "000000"):
        refused = sign(client, contract, bo, code=code)
        assert (refused.status_code, contract.signatures.count()) == (422, 0)
    code = code_of(bo.user)
    assert sign(client, contract, bo, code=code, password="wrong").status_code == 422
    assert sign(client, contract, bo, code=code).status_code == 302
    assert evidence_of(contract, bo)["signatures"][0]["identified_by"] == (
        "password, entered again; code of an authenticator app"
    )


def test_h7_the_signing_form_is_no_oracle_for_passwords(contract: Contract, bo: Actor, cy: Actor) -> None:
    enrol(bo.user)
    client = Client()
    client.force_login(bo.user)
    statuses = [sign(client, contract, bo, password=f"wrong{n}", code="1").status_code for n in range(7)]
    assert statuses == [422] * 5 + [429] * 2
    assert sign(client, contract, bo, code=code_of(bo.user)).status_code == 429
    assert contract.signatures.count() == 0


@pytest.mark.urls("tests.accounts.web.demo_urls")
def test_the_demos_codes_are_shown_in_the_demo_only(settings: Any, ana: Actor) -> None:
    row = enrol(ana.user)
    with time_machine.travel(datetime.now(UTC), tick=False):  # a code is good for half a minute
        code = factors.code_now(factors.secret_of(row))[0]
        assert Client().get("/codes/").status_code == 404
        settings.DEMO = True
        page = Client().get("/codes/", {"to": ana.user.email}).content.decode()
        assert f'data-copy="{code}"' in page
        assert "Nobody of this name" in Client().get("/codes/?to=nobody").content.decode()
        assert f'<b id="demo-code">{code}</b>' in signed_in(ana).get(reverse("mfa_authenticate")).content.decode()


def test_outside_the_demo_no_page_shows_a_code(ana: Actor) -> None:
    enrol(ana.user)
    assert Client().get("/codes/").status_code == 404
    assert "demo-code" not in signed_in(ana).get(reverse("mfa_authenticate")).content.decode()
