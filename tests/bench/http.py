"""A search through all of Django, as WSGI calls it, against the engine's answer and the check of its page."""

import io
from collections.abc import Iterator
from urllib.parse import urlencode

from django.utils import timezone

from listings.queries.page_check import still_free
from marketplace.wsgi import application
from tests.bench.following import engine_now, following
from tests.bench.rows import Row, milliseconds, p50, p95
from tests.bench.stage import Stage
from tests.bench.wishes import Wish

GROUP = "HTTP"
GOAL = 2.0


def rows(stage: Stage, wishes: list[Wish]) -> Iterator[Row]:
    """The catalogue page with its twenty rows and all facets, signed out; requests without words."""
    plain = [one for one in wishes if one.ids is None]
    addresses = [address(one) for one in plain]
    with following(stage.folder):
        whole, alone = [], []
        for one, query in zip(plain, addresses, strict=True):
            page(query)
            whole.append(milliseconds(lambda query=query: page(query)))
            checked(stage, one)
            alone.append(milliseconds(lambda one=one: checked(stage, one)))
    yield Row("catalogue page: p50", stage.size, p50(whole), "ms", group=GROUP, note=f"{len(plain)} requests")
    yield Row("catalogue page: p95", stage.size, p95(whole), "ms", group=GROUP)
    yield Row("engine and page check: p50", stage.size, p50(alone), "ms", group=GROUP)
    goal = GOAL if stage.size == "1M" else None
    yield Row(
        "catalogue page p50 / engine and page check p50", stage.size, p50(whole) / p50(alone), "x", goal, group=GROUP
    )


def address(wish: Wish) -> str:
    """The search's query string."""
    chosen = [(name, value) for name, values in wish.search.chosen.items() for value in sorted(values)]
    return wish.request.to_query() + ("&" + urlencode(chosen) if chosen else "")


def checked(stage: Stage, wish: Wish) -> None:
    """The engine's answer and the check of its page in PostgreSQL."""
    now = timezone.now()
    ids = engine_now(stage.folder).search(wish.search, at=now).ids.tolist()
    still_free(ids, wish.request, at=now)


def page(query: str) -> bytes:
    """The page's body. Raises AssertionError when it is no page."""
    status: list[str] = []
    environ = {
        "REQUEST_METHOD": "GET", "PATH_INFO": "/catalogue/", "QUERY_STRING": query, "SERVER_NAME": "localhost",
        "SERVER_PORT": "80", "SERVER_PROTOCOL": "HTTP/1.1", "HTTP_HOST": "localhost", "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(), "wsgi.errors": io.StringIO(), "wsgi.version": (1, 0), "wsgi.multithread": False,
        "wsgi.multiprocess": False, "wsgi.run_once": False, "REMOTE_ADDR": "127.0.0.1",
    }  # fmt: skip
    response = application(environ, lambda line, headers, info=None: status.append(line) or (lambda data: None))
    body = b"".join(response)
    response.close()
    assert status[0].startswith("200"), (status, body[:500])
    return body
