"""A search through all of Django, as WSGI calls it, against the engine's answer and the check of its page."""

import gzip
import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from urllib.parse import urlencode

from django.test import Client
from django.utils import timezone

from accounts.actions import create_token
from accounts.roles import Scope
from listings.catalogue.queries.page_check import still_free
from marketplace.wsgi import application
from tests import factories
from tests.bench.following import engine_now, following
from tests.bench.rows import Row, milliseconds, p50, p95
from tests.bench.stage import Stage
from tests.bench.wishes import Wish

GROUP = "HTTP"
GOAL = 2.0
MAX_MILLISECONDS, MAX_BYTES = 20.0, 60_000
# Three territories, twenty rows.
THREE = "/catalogue/?r=svod&t=ID,TH,VN&from=2027-01&to=2028-12&x=1"
HTML = (
    "Django draws the page's twenty rows, its request and its frame in the same time at every size, while the engine's part has "
    "become short. The same search over the API, which only tells the answer, stands in the line above."
)


def rows(stage: Stage, wishes: list[Wish]) -> Iterator[Row]:
    """The API's answer for the request, and the catalogue page with its rows and all facets; 20 rows each, without words."""
    plain = [one for one in wishes if one.ids is None]
    token = {"HTTP_AUTHORIZATION": f"Bearer {new_token()}"}
    with following(stage.folder):
        bare = [replace(one, search=replace(one.search, chosen={})) for one in plain]
        yield from compared(stage, bare, "API search", "/api/v1/avails/?page_size=20&", token)
        yield from compared(stage, plain, "catalogue page", "/catalogue/?", {}, why=HTML)
        yield from lengths(stage)


def compared(
    stage: Stage, wishes: list[Wish], name: str, path: str, more: dict[str, str], why: str = ""
) -> Iterator[Row]:
    """One way in against the engine and the page check, in turns."""
    whole, alone = [], []
    for one in wishes:
        url = path + address(one)
        get(url, more)
        whole.append(milliseconds(partial(get, url, more)))
        checked(stage, one)
        alone.append(milliseconds(partial(checked, stage, one)))
    most = MAX_MILLISECONDS if why and stage.size == "10k" else None
    yield Row(f"{name}: p50", stage.size, p50(whole), "ms", most, group=GROUP, note=f"{len(wishes)} requests", why=why)
    yield Row(f"{name}: p95", stage.size, p95(whole), "ms", group=GROUP)
    yield Row(f"engine and page check, same requests as {name}: p50", stage.size, p50(alone), "ms", group=GROUP)
    goal = GOAL if stage.size == "1M" else None
    yield Row(
        f"{name} p50 / engine and page check p50", stage.size, p50(whole) / p50(alone), "x", goal, group=GROUP, why=why
    )


def lengths(stage: Stage) -> Iterator[Row]:
    """What is sent of a page with three territories and twenty rows to a buyer: as it is, and as it travels."""
    html = get(THREE, {"HTTP_COOKIE": new_session()})
    assert html.count(b'class="title-row"') == 20
    name = "catalogue page, 20 rows, 3 territories, signed in"
    yield Row(f"{name}: HTML", stage.size, len(html), "bytes", MAX_BYTES, group=GROUP)
    yield Row(f"{name}: compressed", stage.size, len(gzip.compress(html)), "bytes", group=GROUP)


def new_session() -> str:
    """The cookies of a verified buyer."""
    browser = Client()
    browser.force_login(factories.actor("Bench Reader", factories.organisation("Bench Reader")).user)
    return "; ".join(f"{name}={kept.value}" for name, kept in browser.cookies.items())


def new_token() -> str:
    """A member's token for the catalogue; a new member each time, since each may ask only so often."""
    member = factories.actor("Bench Buyer", factories.organisation("Bench Buyer"))
    _token, secret = create_token(name="bench", scopes=[Scope.CATALOGUE], expires_at=None, by=member, at=timezone.now())
    return secret


def address(wish: Wish) -> str:
    """The search's query string."""
    chosen = [(name, value) for name, values in wish.search.chosen.items() for value in sorted(values)]
    return wish.request.to_query() + ("&" + urlencode(chosen) if chosen else "")


def checked(stage: Stage, wish: Wish) -> None:
    """The engine's answer and the check of its page in PostgreSQL."""
    now = timezone.now()
    ids = engine_now(stage.folder).search(wish.search, at=now).ids.tolist()
    still_free(ids, wish.request, at=now)


def get(url: str, more: dict[str, str]) -> bytes:
    """The answer's body. Raises AssertionError when it is refused."""
    status: list[str] = []
    path, _mark, query = url.partition("?")
    environ = {
        "REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": query, "SERVER_NAME": "localhost",
        "SERVER_PORT": "80", "SERVER_PROTOCOL": "HTTP/1.1", "HTTP_HOST": "localhost", "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(), "wsgi.errors": io.StringIO(), "wsgi.version": (1, 0), "wsgi.multithread": False,
        "wsgi.multiprocess": False, "wsgi.run_once": False, "REMOTE_ADDR": "127.0.0.1",
    }  # fmt: skip

    def begin(line: str, headers: list[tuple[str, str]], info: object = None) -> Callable[[bytes], object]:
        status.append(line)
        return io.BytesIO().write

    response = application(environ | more, begin)
    body = b"".join(response)
    response.close()
    assert status[0].startswith("200"), (status, body[:500])
    return body
