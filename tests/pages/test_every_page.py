"""Every page opens for those who may see it, and for nobody else."""

import re

import pytest
from django.template import Engine
from django.test import Client

from accounts.actors import Actor, Staff
from accounts.notices import WORDINGS
from listings.models import Programme
from marketplace.contracts.models import Contract, Instalment
from marketplace.kit.activity import VERBS
from marketplace.offers.inputs import write_terms
from marketplace.offers.models import Offer
from tests import factories
from tests.cast import Cast

REQUEST = "r=svod,avod&t=CN,TH&from=2027-03&to=2029-02&x=1"


def sign_in(actor: Actor | Staff | None) -> Client:
    client = Client()
    if actor:
        client.force_login(actor.user)
    return client


@pytest.fixture(scope="module")
def contract(shared_cast: Cast) -> Contract:
    return factories.contract(factories.offer(shared_cast.programme, shared_cast.bo), shared_cast.ana)


@pytest.fixture(scope="module")
def due(shared_cast: Cast) -> Instalment:
    """The first instalment of another contract, which both have signed."""
    offer = factories.offer(shared_cast.programme, shared_cast.bo, cells=frozenset({("TVOD", "TH")}))
    signed = factories.contract(offer, shared_cast.ana)
    for by in (shared_cast.ana, shared_cast.bo):
        factories.sign(signed, by)
    return signed.instalments.get(number=1)


@pytest.fixture(scope="module")
def browsers(shared_cast: Cast) -> dict[str, Client]:
    """Everybody's."""
    return {name: sign_in(getattr(shared_cast, name)) for name in ("ana", "di", "bo", "cy", "sam", "eve")}


PAGES = {
    "/": "all", "/catalogue/": "all", f"/catalogue/?{REQUEST}": "all", "/catalogue/?q=shophouse&view=cards": "all",
    "/catalogue/?q=nothing-like-it": "all", "/title/{programme}/": "all", f"/title/{{programme}}/?{REQUEST}": "all",
    f"/title/{{programme}}/why/?cell=SVOD:TH&{REQUEST}": "all",
    f"/title/{{programme}}/offer/?{REQUEST}": "members", "/deals/": "members", "/contracts/": "members",
    "/payments/": "members", "/deal/{deal}/": "parties", "/deal/{deal}/contract/": "parties",
    "/deal/{deal}/payments/": "parties", "/deal/{deal}/delivery/": "parties", "/trust/": "all", "/trust/ca.pem": "all",
    "/deal/{deal}/contract/evidence/": "parties", "/staff/rates/": "staff", "/staff/organisations/": "staff",
    "/studio/titles/{programme}/episodes/": "seller", "/deal/{deal}/contract/document/": "parties",
    "/payments/{instalment}/transfer/": "parties", "/payments/{instalment}/invoice/": "parties", "/studio/titles/": "members", "/studio/titles/new/": "members",
    "/studio/titles/{programme}/basics/": "seller", "/studio/titles/{programme}/rights/": "seller",
    "/studio/titles/{programme}/ask/": "seller", "/studio/titles/{programme}/materials/": "seller",
    "/studio/titles/{programme}/preview/": "seller", "/staff/": "staff", "/staff/deals/": "staff",
    "/staff/transfers/": "staff", "/staff/organisations/{organisation}/": "staff", "/staff/listings/{programme}/": "staff",
    "/organisation/": "members", "/organisation/team/": "members", "/settings/": "people", "/settings/second-step/": "people", "/settings/notices/": "people", "/notices/": "members",
    "/studio/titles/{programme}/ledger/": "seller", "/studio/titles/{programme}/ledger/?t=ALL&x=s": "seller",
    "/studio/titles/{programme}/ledger/add/": "seller", "/studio/titles/{programme}/mandate/": "seller",
    "/studio/mandates/": "members", "/organisation/territory-sets/": "members", "/staff/cases/": "staff",
    "/fees/": "all", "/staff/money/": "staff",
    "/account/login/": "all", "/account/signup/": "all",
}  # fmt: skip
MAY = {
    "all": {"ana", "di", "bo", "cy", "sam", "eve"},
    "people": {"ana", "di", "bo", "cy", "sam"},
    "members": {"ana", "di", "bo", "cy"},
    "parties": {"ana", "di", "bo"},
    "seller": {"ana", "di"},
    "staff": {"sam"},
}


# A template shows nothing where it is not given a value. Allowed: what somebody may have typed or asked before, and
# what only some fields, figures and rows have.
UNSET = re.compile(r"⟦([\w.]+)⟧")
MAY_BE_UNSET = re.compile(
    r"(typed|values|row|block|request\.GET|bar\.summary|organisation\.returned_reasons)\..*|hint|css|rule\.text"
)


@pytest.fixture
def unset_values_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Engine.get_default(), "string_if_invalid", "⟦%s⟧")


def unset_in(html: str) -> set[str]:
    """The values that the page's templates were not given, although they show them."""
    return {name for name in UNSET.findall(html) if not MAY_BE_UNSET.fullmatch(name)}


# The keys of the audit trail and of notices, where they stand as words of a page.
RAW_KEY = re.compile(rf"(?<![\w.])(?:{'|'.join(map(re.escape, [*VERBS, *WORDINGS]))})(?![\w.])")


def raw_keys_in(html: str) -> set[str]:
    """Verbs and kinds of notices that a page shows by their keys: it says what they mean instead (C4)."""
    return set(RAW_KEY.findall(html))


@pytest.mark.django_db
@pytest.mark.parametrize("page", PAGES)
def test_page(
    page: str,
    contract: Contract,
    due: Instalment,
    shared_cast: Cast,
    browsers: dict[str, Client],
    unset_values_shown: None,
) -> None:
    """Whoever may see it sees it, whole, in English and (the first and the last of them) in Chinese."""
    path = page.format(
        programme=shared_cast.programme.public_id,
        deal=contract.deal.public_id,
        organisation=shared_cast.ana.organisation.pk,
        instalment=due.pk,
    )
    found = {name: one.get(path, headers={"accept-language": "en"}) for name, one in browsers.items()}
    answers = {name: answer.status_code for name, answer in found.items()}
    shown = {name: one.content.decode() for name, one in found.items() if one["Content-Type"].startswith("text/html")}
    assert {name: unset for name, html in shown.items() if (unset := unset_in(html))} == {}
    assert {name: keys for name, html in shown.items() if (keys := raw_keys_in(html))} == {}
    allowed = {name for name, status in answers.items() if status == 200}
    if PAGES[page] != "all" or "account" not in page:
        assert allowed == MAY[PAGES[page]], answers
    assert set(answers.values()) <= {200, 302, 404}, answers
    readers = sorted(allowed)
    in_chinese = {
        name: browsers[name].get(path, headers={"accept-language": "zh-hans"}).status_code
        for name in {*readers[:1], *readers[-1:]}
    }
    assert set(in_chinese.values()) <= {200}, in_chinese


def test_a_programme_that_is_not_published_is_its_sellers_alone(programme: Programme, ana: Actor, bo: Actor) -> None:
    Programme.objects.update(state="draft")
    statuses = [sign_in(actor).get(f"/title/{programme.public_id}/").status_code for actor in (ana, bo, None)]
    assert statuses == [200, 404, 404]


def test_the_offer_sheet_keeps_the_free_cells_in_one_click(programme: Programme, bo: Actor) -> None:
    factories.right_out(programme)
    raw = write_terms(factories.terms())
    form = {
        "cells": raw["cells"],
        "from": "2027-03",
        "to": "2029-02",
        "exclusive": "1",
        "languages": raw["languages"],
        "fee": "165,000",
        "currency": "USD",
        "plan": "full",
        "only_free": "1",
    }
    page = sign_in(bo).post(f"/title/{programme.public_id}/offer/", form)
    assert page.status_code == 200
    assert (page.context["free"], page.context["cells"], page.context["taken"]) == (5, 5, [])
    assert "SVOD:TH" not in page.context["terms_form"].get_raw_values()["cells"]
    assert not Offer.objects.filter(lines__programme=programme).exists()
