"""The little of lxml's elements that reading needs, with types (the library ships none), and ways to look around."""

from collections.abc import Iterator
from typing import Protocol

from listings.exchange.avails.model import Finding
from listings.exchange.avails.rules import make_finding


class Element(Protocol):
    """An element of lxml's tree."""

    tag: str
    text: str | None
    sourceline: int | None

    def get(self, name: str, default: str = "", /) -> str: ...
    def iter(self, tag: str) -> "Iterator[Element]": ...
    def clear(self) -> None: ...
    def getparent(self) -> "Element": ...
    def __iter__(self) -> "Iterator[Element]": ...
    def __getitem__(self, index: int) -> "Element": ...
    def __len__(self) -> int: ...
    def __delitem__(self, index: int) -> None: ...


def local_name(element: Element) -> str:
    """The element's name without its namespace."""
    return element.tag.rpartition("}")[2]


def line_number(element: Element) -> int:
    """The line in the file, from 1."""
    return element.sourceline or 1


def report_at(rule: str, element: Element, column: str, value: str = "", /, **params: str) -> Finding:
    """A finding at an element, which names its line."""
    return make_finding(rule, line_number(element), column, value, line=str(line_number(element)), **params)


def first_child(element: Element, name: str) -> Element | None:
    """The first child of that name, in any namespace."""
    return next((one for one in element if local_name(one) == name), None)


def children_named(element: Element, name: str) -> list[Element]:
    return [one for one in element if local_name(one) == name]


def element_text(element: Element) -> str:
    """The element's own text, with single blanks."""
    return " ".join((element.text or "").split())


def text_of(element: Element, *path: str) -> str:
    """The text at the end of a path of names, or ""."""
    for name in path:
        found = first_child(element, name)
        if found is None:
            return ""
        element = found
    return element_text(element)


def element_texts(element: Element, name: str) -> list[str]:
    """The texts of the children of that name that have any."""
    return [element_text(one) for one in children_named(element, name) if element_text(one)]
