"""API tokens: shown once, kept as a digest, and no more than the member who made them."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts import actions
from accounts.actors import Actor
from accounts.models import ApiToken, AuditEntry, Membership, Notice
from accounts.tokens import digest_secret
from marketplace.kit.problems import Invalid, Problem
from tests import factories
from tests.factories import NOW

pytestmark = pytest.mark.django_db


def made(by: Actor, **changes: Any) -> tuple[ApiToken, str]:
    values = {"name": "Nightly avails", "scopes": ["deals:read", "catalogue:read"], "expires_at": None, "at": NOW}
    return actions.create_token(by=by, **(values | changes))


def refused(expected: type[Problem], by: Actor, **changes: Any) -> Problem:
    before = ApiToken.objects.count(), AuditEntry.objects.count(), Notice.objects.count()
    with pytest.raises(expected) as caught:
        made(by, **changes)
    assert (ApiToken.objects.count(), AuditEntry.objects.count(), Notice.objects.count()) == before
    return caught.value


def me(secret: str) -> Any:
    return Client().get("/api/v1/me", headers={"Authorization": f"Bearer {secret}"})


def test_the_secret_is_given_once_and_kept_nowhere(ana: Actor) -> None:
    token, secret = made(ana)
    assert re.fullmatch(r"mn_[A-Za-z0-9]{40}", secret)
    assert (token.token_sha256, token.prefix) == (digest_secret(secret), secret[:10])
    entry = AuditEntry.objects.get()
    assert entry.after == {
        "name": "Nightly avails",
        "prefix": secret[:10],
        "scopes": ["catalogue:read", "deals:read"],
        "expires_at": "",
    }
    assert [n.kind for n in Notice.objects.all()] == ["accounts.token_created"]


def test_what_a_token_refuses(ana: Actor, di: Actor) -> None:
    refused(actions.MayNotManage, di)
    assert set(refused(Invalid, ana, name=" ", scopes=["sign"], expires_at=NOW).errors) == {"name", "scopes", "expires"}  # type: ignore[attr-defined]
    refused(Invalid, ana, scopes=[])
    made(ana)
    refused(actions.TokenNameTaken, ana)


def test_a_token_says_for_whom_it_acts(ana: Actor) -> None:
    _, secret = made(ana)
    answer = me(secret)
    assert (answer.status_code, answer.json()) == (
        200,
        {
            "user": {"email": ana.user.email, "name": "Ana Srisai", "language": "en", "time_zone": "Asia/Shanghai"},
            "organisation": {
                "id": ana.organisation.pk,
                "name_en": "Saphan Pictures",
                "name_local": "สะพาน พิคเจอร์ส",
                "territory": "TH",
                "kinds": ["producer"],
                "state": "verified",
                "verified": True,
            },
            "roles": ["owner"],
            "scopes": ["catalogue:read", "deals:read"],
        },
    )


def test_a_revoked_token_is_refused(ana: Actor) -> None:
    token, secret = made(ana)
    actions.revoke_token(token=token, by=ana, at=NOW)
    actions.revoke_token(token=token, by=ana, at=NOW)
    assert AuditEntry.objects.filter(action="accounts.revoke_token").count() == 1
    assert (me(secret).status_code, me(secret).json()["error"]["code"]) == (401, "authentication_failed")
    assert made(ana)[0].name == "Nightly avails"


def test_an_expired_token_is_refused(ana: Actor) -> None:
    past = timezone.now() - timedelta(days=2)
    _, secret = made(ana, at=past, expires_at=past + timedelta(days=1))
    assert me(secret).status_code == 401


def test_a_removed_members_token_is_refused(ana: Actor) -> None:
    fern = factories.actor("Fern Kaew", ana.organisation)
    _, secret = made(fern)
    assert me(secret).status_code == 200
    Membership.objects.filter(user=fern.user).update(ended_at=NOW)
    assert me(secret).status_code == 401


@pytest.mark.parametrize("header", ["", "Basic abc", "Bearer", "Bearer a b", "Bearer mn_unknown", "Bearer é"])
def test_without_a_good_token_nobody_is_anybody(header: str, db: None) -> None:
    answer = Client().get("/api/v1/me", headers={"Authorization": header})
    assert (answer.status_code, set(answer.json())) == (401, {"error"})


def test_a_viewer_revokes_nothing(ana: Actor, di: Actor) -> None:
    token, _ = made(ana)
    with pytest.raises(actions.MayNotManage):
        actions.revoke_token(token=token, by=di, at=NOW)
    token.refresh_from_db()
    assert token.revoked_at is None
