"""A-01, H14: every route of the API x method x scope. A route that is not declared here fails the suite."""

from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from accounts.actors import Actor
from accounts.models import ApiToken, AuditEntry
from accounts.roles import Scope
from accounts.tokens import digest_secret, new_api_token
from listings.models import Programme
from tests import factories

C, L, D, N, P = Scope.CATALOGUE, Scope.LIST, Scope.DEALS, Scope.NEGOTIATE, Scope.PAY
METHODS = ("get", "post", "put", "patch", "delete")
# Any of what writes: files are sent for all of it.
W = frozenset({L, N, P})
# Route -> method -> the scope that it needs, or those of which one is enough; None: every token.
ROUTES: dict[str, dict[str, Scope | frozenset[Scope] | None]] = {
    "me": {"get": None}, "uploads": {"post": W}, "upload": {"patch": W, "delete": W}, "vocabularies": {"get": None}, "avails": {"get": C},
    "programmes": {"get": C, "post": L}, "programme": {"get": C, "patch": L}, "availability": {"get": C},
    "programme-submit": {"post": L}, "programme-pending": {"delete": L}, "rights-in": {"get": L, "post": L}, "right-in": {"patch": L, "delete": L},
    "right-in-split": {"post": L}, "rights-out": {"get": L, "post": L}, "right-out": {"patch": L, "delete": L},
    "confirm": {"post": L}, "rights-history": {"get": L}, "wait-for": {"post": N}, "watch": {"put": N, "delete": N},
    "watching": {"get": C}, "waiting": {"get": C}, "waiting-entry": {"delete": N},
    "territory-sets": {"get": C, "post": L}, "territory-set": {"put": L, "delete": L},
    "export-xlsx": {"get": L}, "export-xml": {"get": L}, "export-rights": {"get": L}, "export-rights-zh": {"get": L},
    "export-losses": {"get": L}, "imports": {"get": L, "post": L}, "import": {"get": L}, "import-table": {"post": L}, "import-columns": {"post": L},
    "import-rows": {"get": L}, "import-row": {"patch": L}, "import-publish": {"post": L}, "import-cancel": {"post": L},
    "offers": {"get": D, "post": N}, "offer": {"get": D}, "offer-counter": {"post": N}, "offer-decline": {"post": N},
    "offer-withdraw": {"post": N}, "offer-messages": {"get": D, "post": N}, "offer-accept": {"post": N},
    "contracts": {"get": D}, "contract": {"get": D}, "contract-document": {"get": D}, "contract-evidence": {"get": D},
    "instalments": {"get": D}, "instalment": {"get": D}, "instalment-card": {"post": P},
    "instalment-transfer": {"get": D, "post": P, "delete": P}, "materials": {"get": D}, "deliver": {"post": N},
    "material-accept": {"post": N}, "material-refuse": {"post": N},
}  # fmt: skip
DESCRIPTION = {"schema", "docs"}
READING = {Scope.CATALOGUE, Scope.DEALS}


def api_routes() -> dict[str, tuple[str, Any]]:
    """{name: (path with its places filled with nothing that exists, view)} of the API."""
    (api,) = (e for e in get_resolver().url_patterns if isinstance(e, URLResolver) and str(e.pattern) == "api/v1/")
    return {
        str(entry.name): (filled(str(entry.pattern)), entry.callback)
        for outer in api.url_patterns
        for entry in (outer.url_patterns if isinstance(outer, URLResolver) else [outer])
        if isinstance(entry, URLPattern)
    }


def filled(pattern: str) -> str:
    """A path of this pattern that names no row."""
    for place, value in (
        ("<int:pk>", "987654"),
        ("<int:number>", "4"),
        ("<int:position>", "1"),
        ("<uuid:pk>", str(UUID(int=4))),
    ):
        pattern = pattern.replace(place, value)
    return "/api/v1/" + pattern.replace("<str:public_id>", "MN-XX-1").replace("<str:number>", "MN-C-1")


def token(actor: Actor, *scopes: str) -> Client:
    """A client with a token of this actor for these scopes."""
    secret = new_api_token()
    ApiToken.objects.create(
        organisation=actor.organisation,
        user=actor.user,
        name=secret[-9:],
        prefix="mn_",
        scopes=list(scopes),
        token_sha256=digest_secret(secret),
    )
    return Client(headers={"authorization": f"Bearer {secret}"}, raise_request_exception=False)


def test_a01_every_route_and_method_of_the_api_is_declared() -> None:
    found = {
        name: {method for method in METHODS if hasattr(getattr(view, "view_class", None), method)}
        for name, (_path, view) in api_routes().items()
        if name not in DESCRIPTION
    }
    assert found == {name: set(methods) for name, methods in ROUTES.items()}


def test_h14_what_writes_needs_a_scope_that_writes() -> None:
    reading = {
        (name, m) for name, methods in ROUTES.items() for m, scope in methods.items() if scope in READING | {None}
    }
    assert {method for _name, method in reading} == {"get"}


@pytest.mark.django_db
@pytest.mark.parametrize("scope", list(Scope))
def test_h14_a01_each_method_takes_its_own_scope_and_names_the_one_that_is_missing(scope: Scope, ana: Actor) -> None:
    client, wrong = token(ana, scope), []
    before = AuditEntry.objects.count()
    for name, (path, _view) in api_routes().items():
        for method, wanted in ROUTES.get(name, {}).items():
            answer = client.generic(method.upper(), path, "{}", content_type="application/json")
            refused = answer.status_code == 403
            one_of = wanted if isinstance(wanted, frozenset) else {wanted}
            if refused != (not one_of & {scope, None}) or answer.status_code >= 500:
                wrong.append((name, method, answer.status_code))
            elif refused and not (
                answer.json()["error"]["code"] == "scope_missing" and answer.json()["error"]["scope"] in one_of
            ):
                wrong.append((name, method, answer.json()))
    assert wrong == []
    assert AuditEntry.objects.count() == before


def test_h14_a_token_that_reads_the_catalogue_watches_nothing(programme: Programme, bo: Actor) -> None:
    answer = token(bo, Scope.CATALOGUE).put(f"/api/v1/programmes/{programme.public_id}/watch/")
    assert (answer.status_code, answer.json()["error"]["code"]) == (403, "scope_missing")
    assert "deals:write" in answer.json()["error"]["message"]


@pytest.mark.django_db
def test_a01_without_a_token_every_route_asks_for_one() -> None:
    client = Client(raise_request_exception=False)
    for name, (path, _view) in api_routes().items():
        for method in ROUTES.get(name, {}):
            assert client.generic(method.upper(), path).status_code == 401, (name, method)


def test_a02_a_rival_gets_404_for_every_row_and_changes_nothing(
    programme: Programme, bo: Actor, ana: Actor, cy: Actor
) -> None:
    contract = factories.contract(factories.offer(programme, bo), ana)
    Programme.objects.update(state="draft")
    names = {"offer": contract.deal.public_id, "contract": contract.number, "material": contract.number}
    rival, before, wrong = token(cy, *Scope), AuditEntry.objects.count(), []
    for name, (path, _view) in api_routes().items():
        row = next((value for start, value in names.items() if name.startswith(start)), programme.public_id)
        real = path.replace("MN-XX-1", row).replace("MN-C-1", contract.number)
        real = real.replace("987654", str(contract.instalments.get(number=1).pk if "instalment" in name else 987_654))
        if real == path:
            continue
        for method in ROUTES.get(name, {}):
            body = '{"round": 1, "text": "x", "reason": "x", "revision": 0, "on": "2030-01-01", "to": "2030-01-01"}'
            answer = rival.generic(method.upper(), real, body, content_type="application/json")
            if answer.status_code not in {404, 422}:
                wrong.append((name, method, answer.status_code))
    assert wrong == []
    assert AuditEntry.objects.count() == before


def test_a03_no_list_tells_a_rival_anything_of_others(programme: Programme, bo: Actor, ana: Actor, cy: Actor) -> None:
    contract = factories.contract(factories.offer(programme, bo), ana)
    canaries = (contract.number, contract.deal.public_id, "Yunfan", bo.user.email, programme.public_id)
    Programme.objects.update(state="draft")
    rival = token(cy, *Scope)
    for name, (path, _view) in api_routes().items():
        if "get" in ROUTES.get(name, {}) and "MN-" not in path and "987654" not in path:
            answer = rival.get(path)
            content = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
            assert [c for c in canaries if c in content.decode(errors="replace")] == [], name
