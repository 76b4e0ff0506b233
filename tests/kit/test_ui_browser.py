"""The page of components in a real browser: nothing hangs over the edge, everything is large enough to press."""

from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

import pytest
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.test import RequestFactory
from playwright.sync_api import Browser, Page, Route

from accounts.models import User
from marketplace.kit import ui_page
from marketplace.kit.drawing import poster

ORIGIN = "http://monsoon.test"
# What an element may do without being seen past the edge: be inside something that scrolls or cuts.
HANGING = """() => [...document.querySelectorAll('body *')].filter(element => {
  const box = element.getBoundingClientRect();
  if (!box.width || box.right <= innerWidth + 1) return false;
  for (let up = element.parentElement; up; up = up.parentElement)
    if (getComputedStyle(up).overflowX !== 'visible') return false;
  return true;
}).map(element => element.outerHTML.slice(0, 80))"""
LONGER = """() => { const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node; (node = walk.nextNode());) { const words = node.data.trim();
    if (words.length > 3) node.data += ' ' + words.slice(0, Math.ceil(words.length * 0.35)); } }"""
SMALL = """() => [...document.querySelectorAll('button, a.btn, [type=checkbox], select')].filter(element => {
  const box = (element.closest('label') || element).getBoundingClientRect();
  return box.width && (box.height < 24 || box.width < 24);
}).map(element => element.outerHTML.slice(0, 120))"""


def serve(route: Route) -> None:
    """The site without a server: the page, static files, landscapes."""
    path = unquote(urlsplit(route.request.url).path)
    if path.startswith("/static/"):
        found = finders.find(path.removeprefix("/static/"))
        assert found, path
        return route.fulfill(path=found)
    if path.startswith("/drawn/"):
        return route.fulfill(body=poster.landscape(path), content_type="image/svg+xml")
    request = RequestFactory().get("/_kit/")
    request.user = User(email="lin@yunfan.example")
    html = render_to_string("kit/page.html", ui_page.sample_context(), request=request)
    return route.fulfill(body=html, content_type="text/html; charset=utf-8")


@pytest.fixture(params=[390, 1440])
def kit(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """The page of components at a width."""
    with browser.new_context(viewport={"width": request.param, "height": 900}) as context:
        page = context.new_page()
        page.route(f"{ORIGIN}/**", serve)
        page.goto(f"{ORIGIN}/_kit/")
        yield page


def is_as_wide_as_its_window(page: Page) -> bool:
    assert page.viewport_size is not None
    width: int = page.evaluate("document.documentElement.scrollWidth")
    return width == page.viewport_size["width"]


def test_nothing_hangs_over_the_edge(kit: Page) -> None:
    assert is_as_wide_as_its_window(kit)
    assert kit.evaluate(HANGING) == []


def test_words_a_third_longer_still_fit(kit: Page) -> None:
    kit.evaluate(LONGER)
    assert is_as_wide_as_its_window(kit)


def test_everything_to_press_is_at_least_24_pixels(kit: Page) -> None:
    assert kit.evaluate(SMALL) == []


def test_keys_and_presets_do_what_they_say(browser: Browser) -> None:
    with browser.new_context(viewport={"width": 1440, "height": 900}) as context:
        page = context.new_page()
        page.route(f"{ORIGIN}/**", serve)
        page.goto(f"{ORIGIN}/_kit/")
        page.click(".rseg:nth-of-type(2) summary")
        page.click("[data-set='CN,HK,MO']")
        chosen = "[...document.querySelectorAll('[name=t]:checked')].map(box => box.value).join()"
        assert page.evaluate(chosen) == "CN,HK,MO"
        page.keyboard.press("Escape")
        page.click(".rseg:nth-of-type(3) summary")
        page.fill("#id_from", "2027-03")
        page.click("[data-months='24']")
        assert page.input_value("#id_to") == "2029-02"
        page.fill("input[name=fee] >> nth=-1", "1620000")
        assert page.input_value("input[name=fee] >> nth=-1") == "1,620,000"
        page.click("[data-opens=sheet-demo] >> nth=0")
        assert page.evaluate("document.getElementById('sheet-demo').open")
