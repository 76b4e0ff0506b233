"""A-05: a body that names more than the description does changes only what is described. A-04: who is out is out at once."""

from typing import Any

import pytest
from django.apps import apps
from django.test import Client

from accounts.actors import Actor
from accounts.models import Membership, Notice
from accounts.roles import Role, Scope
from listings.exchange import actions as exchange
from listings.exchange.models import Import
from listings.exchange.tasks import go_on
from listings.models import Programme, RightIn, TerritorySet
from marketplace.contracts.models import Contract, Signature
from marketplace.offers.models import Offer, Round
from tests import factories
from tests.api.test_scopes import token
from tests.api.test_two_doors import terms
from tests.factories import NOW, PASSWORD

OURS = ("accounts", "listings", "exchange", "offers", "contracts", "payments")


def everything(**known: Any) -> dict[str, Any]:
    """A value for every field of every model of ours, under its own name, and what is meant beside it."""
    names = {f.name for m in apps.get_models() if m._meta.app_label in OURS for f in m._meta.concrete_fields}
    names |= {f"{name}_id" for name in names}
    return dict.fromkeys(sorted(names), 1) | known


def test_a05_a_new_programme_takes_what_is_described_and_nothing_else(ana: Actor, cy: Actor) -> None:
    facts = {
        "kind": "film", "original_title": "ตลาด", "original_language": "th", "production_territories": ["TH"], "genres": [],
        "year": 2026, "minutes": 90, "episode_count": None, "trailer_url": "", "texts": [], "credits": [], "awards": [],
        "identifiers": [], "permits": [], "ratings": [], "versions": [], "seasons": [],
    }  # fmt: skip
    answer = token(ana, *Scope).post("/api/v1/programmes/", everything(**facts), content_type="application/json")
    assert answer.status_code == 201, answer.content
    made = Programme.objects.get()
    assert (made.organisation, made.created_by, made.state, made.published_at) == (
        ana.organisation,
        ana.user,
        "draft",
        None,
    )
    assert (made.source_key, made.revision, made.rights_confirmed_at) == (None, Programme().revision, None)
    changed = token(ana, *Scope).patch(
        f"/api/v1/programmes/{made.public_id}/",
        everything(**facts | {"revision": made.revision, "year": 2025}),
        content_type="application/json",
    )
    assert changed.status_code == 200, changed.content
    again = Programme.objects.get()
    assert (again.year, again.state, again.public_id, again.organisation) == (
        2025,
        "draft",
        made.public_id,
        ana.organisation,
    )


def test_a05_an_offer_takes_what_is_described_and_nothing_else(programme: Programme, bo: Actor, cy: Actor) -> None:
    sent = everything(programme=programme.public_id, terms=everything(**terms(), uses=["SUB"]), message="")
    answer = token(bo, *Scope).post("/api/v1/offers/", sent, content_type="application/json")
    assert answer.status_code == 201, answer.content
    offer, made = Offer.objects.get(), Round.objects.get()
    assert (offer.buyer, offer.seller, offer.state, offer.closed_at) == (
        bo.organisation,
        programme.organisation,
        "open",
        None,
    )
    assert (made.number, made.side, made.state, made.author) == (1, "buyer", "open", bo.user)


def test_a05_a_right_and_a_set_take_what_is_described_and_nothing_else(programme: Programme, ana: Actor) -> None:
    client = token(ana, *Scope)
    right = {
        "territories": ["TH"], "media": ["SVOD"], "languages": ["th"], "uses": ["SUB"], "from": "2040-01-01", "to": "2041-01-01",
        "exclusive": True, "source": "", "latest_end": "", "underlying_end": "", "underlying_note": "", "document": "",
    }  # fmt: skip
    path = f"/api/v1/programmes/{programme.public_id}/rights-in/"
    answer = client.post(path, everything(**right), content_type="application/json")
    assert answer.status_code == 201, answer.content
    made = RightIn.objects.order_by("-pk")[0]
    assert (made.programme, made.created_by, made.mandate, made.key, made.document) == (
        programme,
        ana.user,
        None,
        None,
        None,
    )
    sent = everything(name="Home", territories=["TH"])
    assert client.post("/api/v1/territory-sets/", sent, content_type="application/json").status_code == 201
    assert TerritorySet.objects.get().organisation == ana.organisation


def test_a04_who_is_removed_or_demoted_is_refused_at_once_with_the_old_session_and_token(
    programme: Programme, bo: Actor, ana: Actor
) -> None:
    contract = factories.contract(factories.offer(programme, bo), ana)
    fay = factories.actor("Fay", bo.organisation, Role.OWNER)
    page, call = Client(), token(fay, *Scope)
    page.force_login(fay.user)
    sign = {"password": PASSWORD, "typed_name": "Fay", "document": contract.document_sha256}
    deal = f"/deal/{contract.deal.public_id}/"
    Membership.objects.filter(user=fay.user).update(roles=[Role.VIEWER])
    assert page.post(f"{deal}contract/sign/", sign).status_code == 403
    assert (
        call.post(
            "/api/v1/offers/", {"programme": programme.public_id, "terms": terms()}, content_type="application/json"
        ).status_code
        == 403
    )
    Membership.objects.filter(user=fay.user).update(ended_at=NOW)
    assert page.get(deal).status_code == 302
    assert page.post(f"{deal}contract/sign/", sign).status_code == 302
    assert call.get("/api/v1/offers/").status_code == 401
    assert (Signature.objects.count(), Offer.objects.count(), Contract.objects.get().state) == (0, 1, "to_sign")


@pytest.mark.parametrize("how", ["removed", "demoted", "suspended"])
def test_a04_the_running_import_of_somebody_who_is_out_stops(how: str, ana: Actor) -> None:
    factories.actor("Another Owner", ana.organisation, Role.OWNER)
    batch = Import.objects.create(
        organisation=ana.organisation,
        user=ana.user,
        kind="titles",
        state="publishing",
        file=factories.stored_file(b"a", "a.csv"),
    )
    member = Membership.objects.filter(user=ana.user)
    if how == "removed":
        member.update(ended_at=NOW)
    elif how == "demoted":
        member.update(roles=[Role.VIEWER])
    else:
        people = {"suspended_by": factories.staff("A").user, "suspension_proposed_by": factories.staff("B").user}
        type(ana.organisation).objects.update(state="suspended", **people)
    go_on(Import.objects.select_related("user", "organisation").get(pk=batch.pk))
    batch.refresh_from_db()
    assert (batch.state, Programme.objects.count()) == ("done", 0)
    assert not Notice.objects.filter(kind="exchange.done").exists()
    with pytest.raises(Exception, match=r"forbidden|organisation_suspended"):
        exchange.publish_import(batch=batch, by=ana, at=NOW)
