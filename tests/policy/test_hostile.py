"""H13, G20, A-11: what no door should see. Every route, asked by who may open it: never a 500, and the API answers JSON."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.test.client import MULTIPART_CONTENT
from django.urls import reverse
from django.utils.http import urlencode

from accounts.actors import Actor, Staff
from accounts.roles import Scope
from listings.models import Programme
from tests.api.test_scopes import ROUTES, api_routes, token
from tests.pages.test_isolation import OPEN, OTHERS, OWN, STAFF, things  # noqa: F401 -- a fixture

ROOT = Path(__file__).resolve().parent.parent.parent
NAMES = sorted(
    {
        name
        for path in ROOT.glob("*/**/templates/**/*.html")
        for name in re.findall(r'name="([a-z_-]+)"', path.read_text(encoding="utf-8"))
    }
    | {"move", "round", "notice", "cells", "kind", "key", "row", "cell", "right", "case", "do"}
)
VALUES = ("²", "9" * 40, "a\x00b", "－1")
# Every field gets another value in each form; one is sent as those with files are, the other like all others.
FORMS = [{name: VALUES[(place + shift) % 4] for place, name in enumerate(NAMES)} for shift in (0, 1)]
SENT_FORMS: list[tuple[Any, str]] = [
    (FORMS[0], MULTIPART_CONTENT),
    (urlencode(FORMS[1]), "application/x-www-form-urlencoded"),
]
NO_FORMS = {
    "drawn",
    "icons",
    "listings:choices",
    "fees",
    "accounts:objection",
    "accounts:factor-reset-objection",
    "account_email",
    "account_change_password",
    "listings:artwork",
    "accounts:invitation",
    "accounts:mailbox",
    "accounts:codes",
    "payments:webhook",
    "kit",
    "contracts:certificate",
}
TITLED = {
    "listings:programme",
    "listings:why",
    "offers:new",
    "offers:check",
    "listings:wait",
    "listings:watch",
    "listings:ask-dates",
}
BODIES = {
    "depth": "[" * 200_000,
    "closed depth": "[" * 40 + "]" * 40,
    "lone half": '{"original_title": "\\ud800x"}',
    "null": '{"text": "a\\u0000b"}',
    "null in a name": '{"a\\u0000": 1}',
    "infinite": '{"round": 1e400}',
    "digits": '{"round": ' + "9" * 5000 + "}",
    "large": '{"round": 99999999999999999999}',
    "NaN": '{"fee": NaN}',
    "no JSON": "{",
    "no UTF-8": b"\xff\xfe{",
}
FIELDS = [
    "programme",
    "terms",
    "message",
    "round",
    "reason",
    "text",
    "name",
    "territories",
    "media",
    "languages",
    "uses",
    "from",
    "to",
    "on",
    "exclusive",
    "purpose",
    "grade",
    "source",
    "original_title",
    "kind",
    "year",
    "revision",
    "texts",
    "credits",
    "mapping",
    "cells",
    "link",
    "note",
    "note",
    "runs",
    "catch_up_days",
    "latest_end",
    "plan",
    "fee",
]
ODD: list[Any] = ["²", -1, 10**18, [], {}, None, True, ["²"], [{"x": "²"}], "9" * 5000]


def browser(actor: Actor | Staff | None) -> Client:
    made = Client(raise_request_exception=False)
    if actor:
        made.force_login(actor.user)
    return made


def test_h13_null_in_a_path_names_nothing_for_anybody(programme: Programme, ana: Actor) -> None:
    paths = [
        "/title/MN%00/",
        "/title/%00/why/",
        "/title/%00/offer/",
        "/deal/%00/",
        "/studio/titles/%00/basics/",
        "/%00",
        "/admin/%00/",
        *(f"/api/v1/{kind}/%00/" for kind in ("programmes", "offers", "contracts")),
        "/api/v1/programmes/%00/availability/",
        "/account/%00/",
    ]
    for path in paths:
        for who in (None, ana):
            answer = browser(who).get(path)
            assert answer.status_code == 404, path
            assert ("application/json" in answer["Content-Type"]) == path.startswith("/api/"), path


def test_h13_null_in_a_query_is_dropped(programme: Programme, ana: Actor) -> None:
    for path in ("/studio/titles/?show=a%00b&q=%0%000", "/catalogue/?q=%00", "/deals/?show=%00open"):
        assert browser(ana).get(path).status_code == 200, path


def test_h13_no_form_of_any_page_ends_in_a_500(
    things: dict[str, list[Any]],  # noqa: F811
    programme: Programme,
    ana: Actor,
    sam: Staff,
) -> None:
    routes: list[tuple[str, list[Any], Client]] = []
    member, staff = browser(ana), browser(sam)
    routes += [(name, things[key], member) for name, key in OTHERS.items()]
    routes += [(name, things[key], staff) for name, key in STAFF.items()]
    routes += [(name, [], member) for name in OWN]
    routes += [(name, [programme.public_id] if name in TITLED else [], member) for name in OPEN - NO_FORMS]
    failed = []
    for name, arguments, client in routes:
        path = reverse(name, args=arguments)
        for number, (body, kind) in enumerate(SENT_FORMS):
            if client.post(path, body, content_type=kind).status_code >= 500 and name != "health-queues":
                failed.append((name, "post", number))
    assert failed == []


@pytest.mark.parametrize("way", BODIES)
def test_h13_a_body_that_cannot_be_read_is_a_400_in_our_shape(way: str, ana: Actor, bo: Actor) -> None:
    client = token(bo if way in {"depth", "NaN"} else ana, *Scope)
    for path in ("offers/", "programmes/", "territory-sets/"):
        answer = client.post(f"/api/v1/{path}", BODIES[way], content_type="application/json")
        assert answer.status_code == 400, (path, answer.status_code, answer.content[:200])
        assert set(answer.json()["error"]) >= {"code", "message"}


def test_a11_h13_no_odd_value_in_any_field_of_the_api_ends_in_a_500(
    things: dict[str, list[Any]],  # noqa: F811
    programme: Programme,
    ana: Actor,
    bo: Actor,
) -> None:
    deal, right = things["deal"][0], programme.rights_in.get().pk
    failed = []
    for actor in (ana, bo):
        client = token(actor, *Scope)
        for name, (path, _view) in api_routes().items():
            row = deal if name.startswith("offer") else programme.public_id
            path = path.replace("MN-XX-1", row).replace("987654", str(right))
            for method in set(ROUTES.get(name, {})) - {"get", "delete"}:
                for shift in (0, 3, 6):
                    answer = client.generic(method.upper(), path, odd_body(shift), content_type="application/json")
                    if answer.status_code >= 500 or (answer.status_code >= 400 and "error" not in answer.json()):
                        failed.append((name, method, shift, answer.status_code))
    assert failed == []


def odd_body(shift: int) -> str:
    """Every field, and every field of the terms, with another odd value."""
    fields = {name: ODD[(place + shift) % len(ODD)] for place, name in enumerate(FIELDS)}
    return json.dumps(fields | ({"terms": fields} if shift else {}))


def test_h13_errors_of_the_api_are_json_whoever_raises_them(ana: Actor) -> None:
    client = token(ana, *Scope)
    nowhere = client.get("/api/v1/nowhere/")
    assert (nowhere.status_code, nowhere.json()["error"]["code"]) == (404, "not_found")
    large = client.post("/api/v1/programmes/", "x" * (2 * 1024 * 1024 + 1), content_type="application/json")
    assert (large.status_code, large.json()["error"]["code"]) == (413, "too_large")
    far = client.get(f"/api/v1/imports/{10**30}/")
    assert (far.status_code, far.json()["error"]["code"]) == (404, "not_found")


def test_h13_a_fault_of_ours_is_json_under_the_api_too(ana: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_given: Any, **_named: Any) -> None:
        raise RuntimeError("a bug")

    monkeypatch.setattr("listings.catalogue.api.views.ProgrammeList.get", broken)
    answer = token(ana, *Scope).get("/api/v1/programmes/")
    assert (answer.status_code, answer.json()["error"]["code"]) == (500, "server_error")
