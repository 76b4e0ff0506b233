"""Who holds a licence is between the two of them: their name stands in no page, answer, file, notice or refusal that
anybody else gets."""

import io
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any
from unicodedata import normalize

import pytest
from django.core import mail
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from accounts.actions import create_token
from accounts.actors import Actor
from accounts.models import Notice, Organisation
from accounts.roles import Scope
from accounts.states import OrganisationState
from listings.catalogue.actions.wait_for import wait_for
from listings.catalogue.queries.waiting import request_of
from listings.models import Programme, SellerTerms
from listings.states import DatesShown, Grade, Purpose
from marketplace.kit.problems import Problem
from marketplace.offers.actions import submit_offer
from tests import factories
from tests.factories import NOW
from tests.worlds import shareable

REQUEST = "r=svod,avod&t=CN,TH,VN&from=2027-03&to=2029-02&x=1"
# Every name by which the licensee could be known; all have this in them.
SECRET = "zzquarry"
QUERIES = ("", f"?{REQUEST}", f"?{REQUEST}&cell=SVOD:TH&view=timeline", "?q=zzquar&any=1")
# Besides the programme's own, the addresses that read a request or a text to search for.
ASKED = ("/catalogue/", "/waiting/", "/api/v1/programmes/", "/api/v1/avails/", "/api/v1/exports/")


@pytest.fixture
@shareable
def held(programme: Programme, cy: Actor) -> Programme:
    """Cy has licences, an option, and an offer on the table; every word about them names Cy."""
    cy.organisation.name_en, cy.organisation.name_local = "Zzquarry Streams", "Zzquarry 流媒体"
    cy.organisation.save()
    cy.user.full_name, cy.user.email = "Mr Zzquarry", "cy@zzquarry.example"
    cy.user.save()
    told: dict[str, Any] = {"licensee": cy.organisation, "note": "to Zzquarry Streams"}
    factories.right_out(programme, **told, key="zzquarry-1")
    factories.right_out(programme, **told, territories=frozenset({"VN"}), grade=Grade.NON_EXCLUSIVE)
    factories.right_out(
        programme,
        **told,
        territories=frozenset({"CN"}),
        grade=Grade.HOLDBACK,
        purpose=Purpose.HOLDBACK,
        period=DateRange(date(2027, 1, 1), date(2028, 1, 1)),
    )
    factories.offer(programme, cy, cells=frozenset({("AVOD", "VN")}))
    return programme


def patterns(found: list[Any], space: str = "") -> Iterator[str]:
    for entry in found:
        if isinstance(entry, URLResolver) and str(entry.pattern) not in {"account/", "admin/"}:
            inner = ":".join(part for part in (space, entry.namespace) if part)
            yield from patterns(entry.url_patterns, inner)
        elif isinstance(entry, URLPattern) and entry.name:
            yield f"{space}:{entry.name}" if space else entry.name


def addresses(of: Programme) -> list[str]:
    """Every address that needs no other key than this programme's: pages, fragments, files, the API."""
    found = []
    for name in patterns(get_resolver().url_patterns):
        for arguments in ([], [of.public_id]):
            try:
                found.append(reverse(name, args=arguments))
            except NoReverseMatch:
                continue
    return found


def text_of(answer: Any) -> str:
    """The answer's text; of a workbook, of every part of it."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            content = b"\n".join(book.read(name) for name in book.namelist())
    return normalize("NFKC", content.decode("utf-8", "replace")).casefold()


def browser(of: Actor | None) -> Client:
    made = Client(headers={"accept-language": "en"})
    if of:
        made.force_login(of.user)
        made.cookies["django_language"] = "en"
    return made


def test_no_page_and_no_answer_of_the_api_names_the_licensee(held: Programme, bo: Actor) -> None:
    _row, secret = create_token(name="t", scopes=list(Scope), expires_at=None, by=bo, at=NOW)
    token = Client(headers={"authorization": f"Bearer {secret}"})
    browsers = browser(bo), browser(None)
    seen = 0
    for path in addresses(held):
        for reading in (token,) if path.startswith("/api/") else browsers:
            for query in QUERIES if held.public_id in path or path.startswith(ASKED) else ("",):
                answer = reading.get(path + query)
                assert SECRET not in text_of(answer), path + query
                if answer.status_code != 200:
                    break
                seen += 1
    assert seen > 80


def test_the_sheet_of_a_search_does_not_name_the_licensee(held: Programme, bo: Actor) -> None:
    answer = browser(bo).get(f"/catalogue/export/?{REQUEST}")
    text = text_of(answer)
    assert held.public_id.casefold() in text
    assert SECRET not in text


def test_no_refusal_names_the_licensee(held: Programme, bo: Actor) -> None:
    with pytest.raises(Problem) as refused:
        submit_offer(programme=held, terms=factories.terms(), message="", by=bo, at=NOW)
    assert (
        SECRET
        not in f"{refused.value} {refused.value.message()} {refused.value.advice()} {vars(refused.value)}".casefold()
    )
    form = {
        "cells": ["SVOD:TH", "AVOD:VN"],
        "from": "2027-03",
        "to": "2029-02",
        "grade": "E",
        "languages": ["zh-Hans"],
        "fee": "165,000",
        "currency": "USD",
        "plan": "full",
    }
    for part in ("", "check/"):
        assert SECRET not in text_of(browser(bo).post(f"/title/{held.public_id}/offer/{part}", form))


def test_no_notice_names_the_licensee(held: Programme, bo: Actor, ana: Actor) -> None:
    asked = request_of(REQUEST)
    assert asked is not None
    wait_for(programme=held, request=asked, by=bo, at=NOW)
    browser(bo).post(f"/title/{held.public_id}/ask-for-dates/", {"request": REQUEST})
    notices = str(list(Notice.objects.filter(user=bo.user).values()))
    letters = [f"{one.subject} {one.body}" for one in mail.outbox if bo.user.email in one.to]
    for text in (notices, *letters, text_of(browser(bo).get("/notices/"))):
        assert SECRET not in text.casefold()


def test_the_seller_knows_its_licensees(held: Programme, ana: Actor) -> None:
    assert SECRET in text_of(browser(ana).get(f"/studio/titles/{held.public_id}/ledger/"))


DAYS = ("2027-06-30", "2027-07-01", "2027-07", "2027-06", "jun 2027", "jul 2027", "june 2027", "july 2027")


def dated(paths: Iterable[str], actor: Actor | None) -> set[str]:
    """Those of these addresses where an actor reads when Thailand's SVOD is free again."""
    reading, found = browser(actor), set[str]()
    for path in paths:
        text = text_of(reading.get(f"{path}?{REQUEST}&cell=SVOD:TH"))
        if any(day in text for day in DAYS):
            found.add(path)
    return found


def test_days_are_told_to_whom_the_seller_tells_them(
    programme: Programme, ana: Actor, bo: Actor, cy: Actor, eve: None
) -> None:
    """What tells a verified buyer no day while the seller tells them to all tells nobody any while it tells them to fewer:
    so all pages are read once, and those that told then once for each reader and rule."""
    factories.right_out(programme)
    terms = SellerTerms.objects.create(organisation=ana.organisation, dates_shown=DatesShown.ALL)
    asked = request_of(REQUEST)
    assert asked is not None
    for buyer in (bo, cy):
        wait_for(programme=programme, request=asked, by=buyer, at=NOW)
    Organisation.objects.filter(pk=cy.organisation.pk).update(state=OrganisationState.DRAFT)
    pages = [path for path in addresses(programme) if not path.startswith("/api/")]
    telling = dated(pages, bo)
    page = f"/title/{programme.public_id}/"
    assert telling >= {"/catalogue/", "/catalogue/export/", "/waiting/", page, f"{page}why/", f"{page}offer/"}
    for shown in DatesShown:
        terms.dates_shown = shown
        terms.save()
        assert dated(telling, bo) == (set() if shown == DatesShown.REQUEST else telling)
        for other in (cy, eve):
            assert bool(dated(telling, other)) == (shown == DatesShown.ALL)
