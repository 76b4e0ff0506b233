"""Confirmations, watch and waiting lists, territory sets and the history over the API; nothing of others in reach."""

from datetime import date

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from accounts.actors import Actor
from accounts.roles import Scope
from listings import actions
from listings.models import Programme, TerritorySet, WaitingEntry, Watch
from tests import factories
from tests.api.test_two_doors import caller

ASKED = "?r=svod&t=TH&from=2027-01&to=2027-12&x=1"


def test_an_owner_confirms_and_a_rival_finds_nothing(programme: Programme, ana: Actor, cy: Actor) -> None:
    address = f"programmes/{programme.public_id}/confirm/"
    before = programme.rights_confirmed_at
    assert caller(cy, frozenset({Scope.LIST}))("post", address).status_code == 404
    programme.refresh_from_db()
    assert programme.rights_confirmed_at == before
    assert caller(ana, frozenset({Scope.LIST}))("post", address).status_code == 200
    programme.refresh_from_db()
    assert before is not None
    assert programme.rights_confirmed_at is not None
    assert programme.rights_confirmed_at > before


def test_the_history_is_the_owners(programme: Programme, ana: Actor, bo: Actor) -> None:
    address = f"programmes/{programme.public_id}/rights-history/"
    (row,) = caller(ana, frozenset({Scope.LIST}))("get", address).json()
    assert (row["kind"], row["cause"], row["before"], row["author"]) == ("in", "insert", None, ana.user.display_name)
    assert caller(bo, frozenset({Scope.LIST}))("get", address).status_code == 404


def test_a4_the_history_is_in_codes_and_days_and_names_no_licensee(programme: Programme, ana: Actor, bo: Actor) -> None:
    sold = factories.right_out(
        programme, period=DateRange(date(2027, 1, 1), date(2028, 1, 1)), licensee=bo.organisation
    )
    actions.shorten(row=programme.rights_in.get(), end=date(2030, 1, 1), by=ana, at=timezone.now())
    actions.end_record(row=sold, by=ana, at=timezone.now())
    ended, short, made, _held = caller(ana, frozenset({Scope.LIST}))(
        "get", f"programmes/{programme.public_id}/rights-history/"
    ).json()
    days = {name: [short[name]["from"], short[name]["until"]] for name in ("before", "after")}
    assert days == {"before": ["2026-01-01", "2036-01-01"], "after": ["2026-01-01", "2030-01-01"]}
    assert (made["before"], made["after"]["territories"], made["after"]["media"]) == (None, ["TH"], ["SVOD"])
    assert (ended["before"]["active"], ended["after"]["active"]) == (True, False)
    assert not {"licensee", "licensee_id", "licensable"} & {*made["after"], *short["after"]}


def test_a_buyer_waits_sees_its_list_and_leaves(programme: Programme, bo: Actor, cy: Actor) -> None:
    factories.right_out(programme, period=DateRange(date(2026, 1, 1), date(2028, 1, 1)))
    buyer, rival = (caller(actor, frozenset({Scope.CATALOGUE, Scope.NEGOTIATE})) for actor in (bo, cy))
    made = buyer("post", f"programmes/{programme.public_id}/waiting/{ASKED}").json()
    assert rival("get", "waiting/").json() == []
    assert [row["id"] for row in buyer("get", "waiting/").json()] == [made["id"]]
    assert rival("delete", f"waiting/{made['id']}/").status_code == 404
    assert buyer("delete", f"waiting/{made['id']}/").status_code == 204
    assert WaitingEntry.objects.get().closed_at is not None


def test_what_is_free_is_not_waited_for(programme: Programme, bo: Actor) -> None:
    answer = caller(bo, frozenset({Scope.CATALOGUE, Scope.NEGOTIATE}))(
        "post", f"programmes/{programme.public_id}/waiting/{ASKED}"
    )
    assert answer.json()["error"]["code"] == "free_already"
    assert not WaitingEntry.objects.exists()


def test_a_buyer_watches_and_stops(programme: Programme, bo: Actor) -> None:
    client, address = (
        caller(bo, frozenset({Scope.CATALOGUE, Scope.NEGOTIATE})),
        f"programmes/{programme.public_id}/watch/",
    )
    assert [client("put", address).status_code for _twice in range(2)] == [204, 204]
    assert [row["programme"] for row in client("get", "watching/").json()] == [programme.public_id]
    assert client("delete", address).status_code == 204
    assert not Watch.objects.exists()


def test_a_territory_set_is_made_and_forgotten_by_its_organisation(ana: Actor, cy: Actor) -> None:
    client = caller(ana, frozenset({Scope.LIST, Scope.CATALOGUE}))
    wrong = client("post", "territory-sets/", {"name": "Mekong", "territories": ["TH", "MYS"]})
    assert "MY" in wrong.json()["error"]["fields"]["territories"][0]
    made = client("post", "territory-sets/", {"name": "Mekong", "territories": ["TH", "LA"]})
    assert sorted(made.json()["territories"]) == ["LA", "TH"]
    assert caller(cy, frozenset({Scope.LIST}))("delete", f"territory-sets/{made.json()['id']}/").status_code == 404
    assert client("delete", f"territory-sets/{made.json()['id']}/").status_code == 204
    assert not TerritorySet.objects.exists()


@pytest.mark.parametrize("path", ["waiting/", "watching/", "territory-sets/"])
def test_a_token_for_something_else_opens_nothing(bo: Actor, path: str) -> None:
    assert caller(bo, frozenset({Scope.PAY}))("get", f"{path}").status_code == 403


def test_a_territory_set_is_changed_by_its_organisation_only(ana: Actor, cy: Actor) -> None:
    call, rival = (caller(actor, frozenset({Scope.LIST, Scope.CATALOGUE})) for actor in (ana, cy))
    made = call("post", "territory-sets/", {"name": "River lands", "territories": ["TH", "LA"]}).json()
    new = {"name": "River lands", "territories": ["KH", "LA"]}
    assert rival("put", f"territory-sets/{made['id']}/", new).status_code == 404
    assert call("put", f"territory-sets/{made['id']}/", new | {"territories": ["UK"]}).status_code == 422
    assert TerritorySet.objects.get().territories == frozenset({"TH", "LA"})
    assert call("put", f"territory-sets/{made['id']}/", new).json()["id"] == made["id"]
    assert TerritorySet.objects.get().territories == frozenset({"KH", "LA"})
