"""Every page can be used by whoever does not see it well or at all: WCAG 2.2 AA as far as axe can tell, and each control
with its label, its hint and its error. Each page is drawn once for the person who can do most on it."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.contrib.staticfiles import finders
from lxml import html
from playwright.sync_api import Browser, Page, Route

from marketplace.contracts.models import Contract, Instalment
from tests.cast import Cast
from tests.pages.test_every_page import MAY, PAGES, contract, due, sign_in

__all__ = ["contract", "due"]  # fixtures

AT_REST = "<style>*, ::before, ::after { transition: none !important; animation: none !important; }</style>"
SITE = "http://monsoon.test"
# Dark colours are those of the same few components: looked at where most of them are.
IN_THE_DARK = re.compile(
    r"/catalogue/[?]r=|/title/.*[?]r=|/deal/|/studio/.*/(rights|ledger)/$|/organisation/$|/staff/(listings|transfers)"
)
WRONG = "/catalogue/?r=svo&t=MYS&from=x&to=&x=z&l=q&u=hum"
READERS = ("ana", "bo", "sam", "eve")
NO_PAGES = re.compile(r"\.pem$|/document/$|/invoice/$|/evidence/$")
LIGHT, DARK = (
    {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]},
    {"runOnly": ["color-contrast"]},
)
# Beside a control; what stands inside its label is read with that.
SAID = ".//*[contains(concat(' ', @class, ' '), ' hint ') or contains(concat(' ', @class, ' '), ' err ')][not(ancestor::label)]"
TYPED = "//input[not(@type='hidden' or @type='submit' or @type='button')] | //select | //textarea"


def reader_of(page: str) -> str:
    """Who is shown most: on the seller's own pages the seller, else the buyer; before signing in nobody."""
    if page.startswith("/account/") or page == "/":
        return "eve"
    first = "ana" if page.startswith("/studio/") else "bo"
    return next(name for name in (first, *READERS) if name in MAY[PAGES[page]])


@pytest.fixture(scope="module")
def drawn(contract: Contract, due: Instalment, shared_cast: Cast) -> dict[str, str]:
    """Every page's HTML by its address."""
    named = {
        "programme": shared_cast.programme.public_id, "deal": contract.deal.public_id, "instalment": due.pk,
        "organisation": shared_cast.ana.organisation.pk,
    }  # fmt: skip
    browsers = {name: sign_in(getattr(shared_cast, name)) for name in READERS}
    found = {}
    for page in PAGES:
        if not NO_PAGES.search(page):
            answer = browsers[reader_of(page)].get(page.format(**named), headers={"accept-language": "en"})
            assert answer.status_code == 200, page
            found[page.format(**named)] = answer.content.decode()
    found[WRONG] = browsers["bo"].get(WRONG, headers={"accept-language": "en"}).content.decode()
    return found


def faults_of_controls(content: str) -> Iterator[str]:
    """Controls without a name, hints and errors that are not tied to theirs, ids that stand twice."""
    tree = html.fromstring(content)
    ids = Counter(tree.xpath("//@id"))
    yield from (f"#{one} stands {count} times" for one, count in ids.items() if count > 1)
    labelled = {*tree.xpath("//label/@for")}
    for control in tree.xpath(TYPED):
        named = control.get("aria-label") or control.get("aria-labelledby") or control.get("id") in labelled
        if not named and not control.xpath("ancestor::label"):
            yield f"without a label: {control.get('name')}"
    yield from (f"describes something, and is not there: #{one}" for one in told_by(tree) if one not in ids)
    for wrong in tree.xpath(
        "//*[@aria-invalid='true'][not(@aria-describedby)][not(ancestor::fieldset[@aria-describedby])]"
    ):
        yield f"wrong, and nothing says why: {wrong.get('name')}"
    for field in tree.xpath("//*[contains(concat(' ', @class, ' '), ' field ')]"):
        told = told_by(field)
        for said in field.xpath(SAID):
            if not told & {one.get("id") for one in said.xpath("ancestor-or-self::*")}:
                yield f"said of a field, and tied to none of its controls: “{said.text_content().strip()[:40]}”"


def told_by(place: Any) -> set[str]:
    """The ids of what describes a control or a group of them in this place, or around it."""
    return {
        one
        for text in place.xpath(".//@aria-describedby | ancestor-or-self::fieldset/@aria-describedby")
        for one in text.split()
    }


@pytest.mark.django_db
def test_each_control_has_its_label_its_hint_and_its_error(drawn: dict[str, str]) -> None:
    assert {address: found for address, content in drawn.items() if (found := [*faults_of_controls(content)])} == {}


@pytest.mark.django_db
def test_each_control_of_what_was_refused_has_its_error(
    contract: Contract, due: Instalment, shared_cast: Cast, drawn: dict[str, str]
) -> None:
    """Each form that a page shows, sent with nothing in it."""
    faults: dict[str, list[str]] = {}
    sent = 0
    browsers = {name: sign_in(getattr(shared_cast, name)) for name in READERS}
    by_address = {re.sub(r"[?].*", "", address): address for address in drawn}
    for address in by_address.values():
        for form in html.fromstring(drawn[address]).xpath("//main//form[@method='post']"):
            where = form.get("action") or address
            reader = browsers["ana" if "/studio/" in where else "sam" if "/staff/" in where else "bo"]
            hidden = {one.get("name"): one.get("value", "") for one in form.xpath(".//input[@type='hidden']")}
            answer = reader.post(where, hidden)
            if answer.status_code == 422:
                sent += 1
                faults[where] = [*faults_of_controls(answer.content.decode())]
    assert {where: found for where, found in faults.items() if found} == {}
    assert sent >= 10


@pytest.fixture
def reading(drawn: dict[str, str], browser: Browser) -> Iterator[Page]:
    """A browser that is given the pages as they were drawn, and nothing but them and their static files."""

    def answer(route: Route) -> None:
        address = route.request.url.removeprefix(SITE)
        if address in drawn:
            route.fulfill(body=drawn[address] + AT_REST, content_type="text/html; charset=utf-8")
        elif address.startswith("/static/") and (path := finders.find(address[8:].partition("?")[0])):
            route.fulfill(path=str(path))
        else:
            route.fulfill(status=404, body="")

    with browser.new_context(viewport={"width": 1440, "height": 900}, locale="en-GB", bypass_csp=True) as context:
        context.route("**/*", answer)
        yield context.new_page()


def violations(page: Page, options: dict[str, Any]) -> list[str]:
    """What axe finds on the page: the rule, and the first places."""
    found = page.evaluate("options => axe.run(document, {...options, resultTypes: ['violations']})", options)
    return [f"{one['id']}: {[node['html'][:160] for node in one['nodes'][:3]]}" for one in found["violations"]]


def test_axe_finds_nothing_on_any_page(drawn: dict[str, str], reading: Page) -> None:
    """The pages were drawn before: a query inside the browser's loop would open a connection of its own."""
    found = {}
    for address in drawn:
        reading.emulate_media(color_scheme="light", reduced_motion="reduce")
        reading.goto(SITE + address)
        reading.evaluate(AXE_SCRIPT)
        wrong = violations(reading, LIGHT)
        if IN_THE_DARK.search(address):
            reading.emulate_media(color_scheme="dark")
            wrong += [f"dark {one}" for one in violations(reading, DARK)]
        if wrong:
            found[address] = wrong
    assert found == {}
