"""The little of lxml's elements that reading needs, with types (the library ships none), and ways to look around."""

from collections.abc import Iterator
from typing import Protocol

from listings.exchange.avails.model import Finding
from listings.exchange.avails.rules import finding


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


def local(element: Element) -> str:
    """The element's name without its namespace."""
    return element.tag.rpartition("}")[2]


def line(element: Element) -> int:
    """The line in the file, from 1."""
    return element.sourceline or 1


def said(rule: str, element: Element, column: str, value: str = "", /, **params: str) -> Finding:
    """A finding at an element, which names its line."""
    return finding(rule, line(element), column, value, line=str(line(element)), **params)


def child(element: Element, name: str) -> Element | None:
    """The first child of that name, in any namespace."""
    return next((one for one in element if local(one) == name), None)


def children(element: Element, name: str) -> list[Element]:
    return [one for one in element if local(one) == name]


def text(element: Element) -> str:
    """The element's own text, with single blanks."""
    return " ".join((element.text or "").split())


def text_of(element: Element, *path: str) -> str:
    """The text at the end of a path of names, or ""."""
    for name in path:
        found = child(element, name)
        if found is None:
            return ""
        element = found
    return text(element)


def texts(element: Element, name: str) -> list[str]:
    """The texts of the children of that name that have any."""
    return [text(one) for one in children(element, name) if text(one)]
