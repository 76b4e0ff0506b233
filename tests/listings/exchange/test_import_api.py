"""Imports over the API: sent, asked about, mended, taken over; nothing of others in reach."""

from collections.abc import Callable
from io import StringIO
from itertools import count
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client

from accounts.actions import create_token
from accounts.actors import Actor
from accounts.roles import Scope
from listings.exchange import actions
from listings.exchange.models import Import
from listings.exchange.states import ImportState
from tests.api.test_two_doors import caller
from tests.factories import NOW
from tests.listings.exchange.test_import import Make, read, sheet
from tests.listings.exchange.test_import_pages import LIST, UK

__all__ = ["read", "sheet"]
LISTS = frozenset({Scope.LIST})
NUMBERS = count()


def send(actor: Actor, file: SimpleUploadedFile, kind: str, scopes: frozenset[Scope] = LISTS) -> Any:
    _row, secret = create_token(
        name=f"sender {next(NUMBERS)}", scopes=sorted(scopes), expires_at=None, by=actor, at=NOW
    )
    client = Client(headers={"authorization": f"Bearer {secret}"})
    return client.post("/api/v1/imports/", {"kind": kind, "file": file})


def test_a_file_is_sent_read_mended_and_taken_over(sheet: Callable[..., SimpleUploadedFile], ana: Actor) -> None:
    made = send(ana, sheet({}, UK), "avails")
    assert (made.status_code, made.json()["state"], made.json()["counts"]["all"]) == (201, "reading", 0)
    batch, call = Import.objects.get(pk=made.json()["id"]), caller(ana, LISTS)
    actions.read_import(batch=batch, at=NOW)
    told = call("get", f"imports/{batch.pk}/").json()
    assert (told["state"], told["version"], told["rows_read"], told["findings"]) == ("checked", "1.9", 2, [])
    assert (told["counts"]["ok"], told["counts"]["error"], told["counts"]["good"]) == (1, 1, 1)
    (row,) = call("get", f"imports/{batch.pk}/rows/?verdict=error").json()["results"]
    assert (row["number"], row["findings"]) == (
        5,
        [
            {
                "severity": "error",
                "column": "AvailTrans/Territory",
                "value": "UK",
                "message": "“UK” is not a territory.",
                "fix": "Write “GB”.",
            }
        ],
    )
    mended = call("patch", f"imports/{batch.pk}/rows/5/", {"cells": {"AvailTrans/Territory": "GB"}}).json()
    assert (mended["verdict"], mended["findings"], mended["cells"]["AvailTrans/Territory"]) == ("ok", [], "GB")
    assert call("post", f"imports/{batch.pk}/publish/").status_code == 202
    batch.refresh_from_db()
    actions.publish_import(batch=batch, by=ana, at=NOW)
    rows = call("get", f"imports/{batch.pk}/rows/").json()["results"]
    assert {row["state"] for row in rows} == {"published"}
    assert all(row["programme"].startswith("MN-") for row in rows)
    assert [one["id"] for one in call("get", "imports/").json()["results"]] == [batch.pk]


def test_a_list_of_titles_waits_for_its_columns(ana: Actor) -> None:
    made = send(ana, SimpleUploadedFile("titles.csv", LIST), "titles").json()
    assert (made["state"], made["mapping"]) == (
        "uploaded",
        {"title_original": "片名", "work_type": "类型", "countries": "国家"},
    )
    call = caller(ana, LISTS)
    wrong = call("post", f"imports/{made['id']}/columns/", {"mapping": {"title_original": "片名"}})
    assert (wrong.status_code, sorted(wrong.json()["error"]["fields"])) == (422, ["countries", "work_type"])
    assert call("post", f"imports/{made['id']}/columns/", {"mapping": made["mapping"]}).json()["state"] == "reading"
    assert call("post", f"imports/{made['id']}/cancel/").json()["state"] == "cancelled"


def test_refusals_name_the_field(ana: Actor, read: Make) -> None:
    empty = send(ana, SimpleUploadedFile("a.xlsx", b""), "avails")
    assert (empty.status_code, empty.json()["error"]["code"]) == (422, "file_refused")
    assert send(ana, SimpleUploadedFile("a.xlsx", b"x"), "song").json()["error"]["fields"].keys() == {"kind"}
    batch, call = read(UK), caller(ana, LISTS)
    wrong = call("patch", f"imports/{batch.pk}/rows/4/", {"cells": {"No/Such": "x"}})
    assert wrong.json()["error"]["fields"] == {"cells": ["“No/Such” is not a column of this file."]}
    assert call("get", f"imports/{batch.pk}/rows/?verdict=x").status_code == 422
    actions.cancel_import(batch=batch, by=ana, at=NOW)
    late = call("post", f"imports/{batch.pk}/publish/")
    assert (late.status_code, late.json()["error"]["code"]) == (409, "import_moved_on")


def test_a_rival_and_a_token_for_something_else_reach_nothing(read: Make, ana: Actor, cy: Actor) -> None:
    batch, rival, other = read(UK), caller(cy, LISTS), caller(ana, frozenset({Scope.CATALOGUE}))
    for method, path in (
        ("get", ""),
        ("get", "rows/"),
        ("patch", "rows/4/"),
        ("post", "publish/"),
        ("post", "cancel/"),
        ("post", "columns/"),
    ):
        assert rival(method, f"imports/{batch.pk}/{path}", {}).status_code == 404
        assert other(method, f"imports/{batch.pk}/{path}", {}).status_code == 403
    assert rival("get", "imports/").json()["results"] == []
    assert send(ana, SimpleUploadedFile("a.xlsx", b"x"), "avails", frozenset({Scope.CATALOGUE})).status_code == 403
    batch.refresh_from_db()
    assert (batch.state, Import.objects.count()) == (ImportState.CHECKED, 1)


def test_the_description_of_the_api_is_clean() -> None:
    errors = StringIO()
    call_command("spectacular", "--validate", "--fail-on-warn", stdout=StringIO(), stderr=errors)
    assert errors.getvalue() == ""
