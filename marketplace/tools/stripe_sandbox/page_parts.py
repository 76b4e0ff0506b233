"""Builds pages out of the files in `pages`. Everything is escaped that was not made here."""

from functools import cache
from html import escape as escaped
from pathlib import Path
from string import Template
from urllib.parse import urlsplit

from marketplace.tools.stripe_sandbox.wire import Answer

FOLDER = Path(__file__).parent / "pages"


class Html(str):
    """Markup made by us."""

    __slots__ = ()


@cache
def read_template(name: str) -> Template:
    """A file of ours."""
    return Template((FOLDER / f"{name}.html").read_text(encoding="utf-8"))


def fill_template(name: str, values: dict[str, str]) -> Html:
    """A template with its values."""
    safe = {key: value if isinstance(value, Html) else escaped(value) for key, value in values.items()}
    return Html(read_template(name).substitute(safe))


def write_page(status: int, title: str, main: Html, words: dict[str, str], *, leaving_to: list[str | None]) -> Answer:
    """A whole page. `leaving_to`: where its forms may lead in the end (a browser checks redirects of forms, too)."""
    whole = fill_template("frame", {"lang": words["lang"], "sandbox": words["sandbox"], "title": title, "main": main})
    return Answer(status, whole.encode(), response_headers("text/html; charset=utf-8", leaving_to))


def response_headers(kind: str, leaving_to: list[str | None]) -> dict[str, str]:
    """Nothing runs, nothing is loaded from elsewhere, nothing is kept."""
    forms = " ".join(["'self'", *sorted({request_origin(url) for url in leaving_to if url})])
    policy = f"default-src 'none'; style-src 'self'; img-src data:; form-action {forms}; base-uri 'none'; frame-ancestors 'none'"
    return {
        "Content-Type": kind,
        "Content-Security-Policy": policy,
        "Cache-Control": "no-store",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
    }


def request_origin(url: str) -> str:
    """Scheme and host of an address."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def serve_stylesheet() -> Answer:
    """The one asset."""
    kinds = {
        "Content-Type": "text/css; charset=utf-8",
        "Cache-Control": "no-cache",
        "X-Content-Type-Options": "nosniff",
    }
    return Answer(200, (FOLDER / "checkout.css").read_bytes(), kinds)


def redirect_away(url: str) -> Answer:
    """Send the browser on, with GET."""
    return Answer(303, b"", {"Location": url, "Cache-Control": "no-store"})
