"""Where a page shows something. The slice that owns the page says so in its `pages.py`; whoever leads there asks `url_of`."""

from dataclasses import dataclass

from django.db.models import Model
from django.urls import reverse


@dataclass(frozen=True)
class SubjectPage:
    """A page's name, the arguments of its URL and the part of it; both are formats of the subject, like "{0.pk}"."""

    name: str
    args: tuple[str, ...] = ()
    anchor: str = ""


PAGES: dict[tuple[type[Model], str], SubjectPage] = {}


def declare_page(subject: type[Model], page: str, *args: str, tab: str = "", anchor: str = "") -> None:
    """Say that `page` shows such a subject under `tab`: "" is where most people see it, "staff" is ours."""
    PAGES[subject, tab] = SubjectPage(page, args, anchor)


def url_of(subject: Model | type[Model], tab: str = "", *, query: str = "") -> str:
    """The path that shows `subject`, or, of a model, its list. Raises KeyError where no page was declared."""
    page = PAGES[subject if isinstance(subject, type) else type(subject), tab]
    path = reverse(page.name, args=[arg.format(subject) for arg in page.args])
    anchor = f"#{page.anchor.format(subject)}" if page.anchor else ""
    return path + (f"?{query}" if query else "") + anchor
