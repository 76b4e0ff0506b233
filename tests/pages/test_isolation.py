"""Nobody reaches another organisation's rows, by any route. A route that is not declared here fails the suite."""

from typing import Any
from uuid import uuid4

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from accounts.actors import Actor, Staff
from accounts.models import AuditEntry
from listings.models import Programme
from marketplace.contracts.models import Contract
from marketplace.offers.models import Offer, Round
from tests import factories
from tests.cast import Cast

# Routes with somebody's row in them: a stranger gets 404, whatever the method.
OTHERS = {
    "contracts:by-number": "offer", "offers:deal": "deal", "offers:rounds": "deal", "contracts:accept": "deal", "offers:messages": "deal", "contracts:contract": "deal", "contracts:sign": "deal",
    "contracts:document": "deal", "contracts:evidence": "deal", "payments:instalments": "deal", "contracts:delivery": "deal", "contracts:material": "material", "contracts:delivered-file": "delivered", "payments:card": "instalment", "payments:transfer": "instalment",
    "payments:returned": "instalment", "payments:invoice": "instalment", "listings:edit": "editor", "listings:withdraw-changes": "title", "listings:episodes": "title", "listings:ledger": "title", "listings:ledger-confirm": "title",
    "listings:ledger-add": "title", "listings:ledger-document": "right", "listings:ledger-record": "record", "listings:mandate": "title",
    "listings:territory-set": "number", "accounts:document": "document",
    "accounts:document-remove": "document", "accounts:member-roles": "member", "accounts:member-remove": "member",
    "accounts:invitation-revoke": "number", "accounts:token-revoke": "number", "accounts:notice": "number", "listings:wait-leave": "number",
    "exchange:import": "number", "exchange:columns": "number", "exchange:table": "number", "exchange:take-over": "number", "exchange:cancel": "number",
    "exchange:mend": "import-row", "accounts:upload": "upload", "exchange:bad-rows": "number", "payments:withdraw": "number",
}  # fmt: skip
# Routes of staff: 404 for everybody else who is signed in.
STAFF = {
    "staff:cases": "",
    "staff:queue": "", "staff:organisations": "", "staff:organisation": "organisation", "staff:listing": "programme", "staff:deals": "", "staff:watch": "", "staff:money": "", "staff:work": "", "staff:transfers": "", "staff:rates": "",
    "staff:transfer": "number", "staff:proof": "number", "staff:claims": "", "staff:claim": "number", "staff:changes": "number", "staff:factor-reset": "number",
    "staff:claim-document": "claim-document", "staff:works": "", "staff:work-case": "number",
}  # fmt: skip
# Pages of one's own, of everybody, and doors with a key of their own (a link's token, a signature).
OWN = {
    "listings:mandates", "listings:territory-sets", "listings:seller-terms", "listings:titles-confirm",
    "home", "accounts:factor", "accounts:go-on", "offers:deals", "contracts:contracts", "payments:payments", "listings:titles", "listings:new", "accounts:organisation",
    "accounts:organisation-new", "accounts:organisation-numbers", "accounts:organisation-submit", "accounts:switch",
    "accounts:document-add", "accounts:team", "accounts:tokens", "accounts:profile", "accounts:theme", "accounts:notice-settings", "accounts:notices",
    "exchange:export", "exchange:export-file", "exchange:catalogue-export",
    "accounts:notices-read", "accounts:uploads", "listings:waiting", "listings:watching", "listings:usual", "exchange:imports",
}  # fmt: skip
OPEN = {
    "fees", "accounts:objection", "accounts:factor-reset", "accounts:factor-reset-objection", "account_email", "account_change_password",
    "landing", "find", "listings:catalogue", "listings:programme", "listings:why", "listings:artwork", "offers:new", "offers:check",
    "accounts:invitation", "accounts:mailbox", "accounts:codes", "payments:webhook", "set_language", "health-live", "health-ready",
    "health-queues", "contracts:trust", "contracts:certificate", "drawn", "icons", "kit", "listings:choices", "listings:wait", "listings:watch", "listings:ask-dates",
}  # fmt: skip


def routes(patterns: list[Any], space: str = "") -> set[str]:
    """Every named route of ours: not those of allauth, Django's admin and the API, which have their own tests."""
    names: set[str] = set()
    for entry in patterns:
        if isinstance(entry, URLResolver):
            if str(entry.pattern) not in {"account/", "admin/", "api/v1/"}:
                names |= routes(entry.url_patterns, entry.namespace or space)
        elif isinstance(entry, URLPattern) and entry.name:
            names.add(f"{space}:{entry.name}" if space else entry.name)
    return names


def test_every_route_is_declared() -> None:
    declared = OTHERS.keys() | STAFF.keys() | OWN | OPEN
    assert routes(get_resolver().url_patterns) - declared == set()


@pytest.fixture(scope="module")
def things(shared_cast: Cast) -> dict[str, list[Any]]:
    """One of everything that is Ana's and Bo's."""
    programme, ana = shared_cast.programme, shared_cast.ana
    contract = factories.contract(factories.offer(programme, shared_cast.bo), ana)
    paper = ana.organisation.documents.create(kind="other", file=factories.stored_file(), uploaded_by=ana.user)
    return {
        "": [], "deal": [contract.deal.public_id], "offer": [contract.holdings[0].pk], "material": [contract.deal.public_id, 1],
        "delivered": [contract.deal.public_id, 987_654], "instalment": [contract.instalments.get(number=1).pk],
        "editor": [programme.public_id, "basics"], "title": [programme.public_id],
        "right": [programme.public_id, programme.rights_in.get().pk], "record": [programme.public_id, "in", programme.rights_in.get().pk], "programme": [programme.public_id], "document": [paper.pk],
        "member": [ana.user.memberships.get().pk], "organisation": [ana.organisation.pk], "number": [987_654], "upload": [uuid4()], "import-row": [987_654, 4], "claim-document": [987_654, 4],
    }  # fmt: skip


def client(of: Actor | Staff | None) -> Client:
    made = Client()
    if of:
        made.force_login(of.user)
    return made


def statuses(browser: Client, name: str, arguments: list[Any]) -> set[int]:
    path = reverse(name, args=arguments)
    return {browser.get(path).status_code, browser.post(path, {"round": 1, "move": "accept", "text": "x"}).status_code}


@pytest.fixture(scope="module")
def browsers(shared_cast: Cast) -> dict[str, Client]:
    return {name: client(getattr(shared_cast, name)) for name in ("ana", "cy", "eve", "sam")}


@pytest.mark.django_db
@pytest.mark.parametrize("name", OTHERS)
def test_a_stranger_finds_nothing_and_changes_nothing(
    name: str, things: dict[str, list[Any]], browsers: dict[str, Client]
) -> None:
    before = (AuditEntry.objects.count(), Round.objects.count(), Contract.objects.get().state)
    found = statuses(browsers["cy"], name, things[OTHERS[name]])
    assert found <= {404, 405, 302}
    assert 404 in found or name.startswith("accounts:")
    assert statuses(browsers["eve"], name, things[OTHERS[name]]) <= {302, 404, 405}
    assert (AuditEntry.objects.count(), Round.objects.count(), Contract.objects.get().state) == before


@pytest.mark.django_db
@pytest.mark.parametrize("name", STAFF)
def test_the_staffs_pages_do_not_exist_for_members(
    name: str, things: dict[str, list[Any]], browsers: dict[str, Client]
) -> None:
    for member in ("ana", "cy"):
        assert statuses(browsers[member], name, things[STAFF[name]]) <= {404, 405}


@pytest.mark.parametrize("name", sorted(OWN))
def test_what_is_ones_own_asks_for_a_sign_in(name: str) -> None:
    answer = Client().get(reverse(name))
    assert (answer.status_code, "/account/login/" in answer.headers.get("Location", "")) in {(302, True), (405, False)}


@pytest.mark.django_db
def test_staff_look_at_the_trade_in_the_admin_and_change_nothing(
    things: dict[str, list[Any]], browsers: dict[str, Client]
) -> None:
    looking = browsers["sam"]
    assert "You don’t have permission" not in looking.get(reverse("admin:index")).content.decode()
    for model in (Offer, Contract, Programme):
        row = model.objects.get()
        place = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        assert looking.get(reverse(f"{place}_changelist")).status_code == 200
        assert looking.get(reverse(f"{place}_change", args=[row.pk])).status_code == 200
        assert looking.post(reverse(f"{place}_change", args=[row.pk]), {"state": "x"}).status_code == 403
        assert looking.get(reverse(f"{place}_add")).status_code == 403
    assert browsers["ana"].get(reverse("admin:index")).status_code == 302
    assert Offer in admin.site._registry
