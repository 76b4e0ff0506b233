"""Holds a tree of Avails XML against the tables of its shape."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from listings.exchange.avails import vocabulary as words
from listings.exchange.avails.model import Finding
from listings.exchange.avails.xml_tables import ATTRIBUTES, FILLED, FORMS, LISTS, SHAPES
from listings.exchange.avails.xml_tree import Element, local, said, text


@dataclass(frozen=True)
class Place:
    """One entry of a shape: the names that may stand there, and how often."""

    names: tuple[str, ...]
    least: int
    most: int
    filled: bool


@lru_cache(maxsize=64)
def places(name: str) -> tuple[tuple[Place, ...], dict[str, int]]:
    """An element's entries, and {child's name: index of its entry}."""
    found = []
    for word in SHAPES[name].split():
        names = tuple(part.rstrip("?*+!") for part in word.split("|"))
        least = 0 if "?" in word or "*" in word else 1
        found.append(Place(names, least, 10**6 if "*" in word or "+" in word else 1, "!" in word))
    return tuple(found), {child: index for index, place in enumerate(found) for child in place.names}


def shape_findings(element: Element) -> Iterator[Finding]:
    """Everything wrong with the shape of an element and of what is in it."""
    name = local(element)
    if name not in SHAPES:
        return
    yield from _order(element, name)
    if text(element):
        yield _value(element, text(element), " ".join(f"<{child}>" for child in places(name)[1]))
    if name in ATTRIBUTES and not element.get(ATTRIBUTES[name]):
        yield _broken("attribute-missing", element, ATTRIBUTES[name], name)
    scope = element.get("scope")
    if name == "AltIdentifier" and scope and scope not in words.ALT_SCOPES:
        yield _value(element, scope, ", ".join(words.ALT_SCOPES))
    for child in element:
        yield from _content(child)
        yield from shape_findings(child)


def _order(element: Element, name: str) -> Iterator[Finding]:
    entries, index_of = places(name)
    counts = [0] * len(entries)
    reached = 0
    for child in element:
        child_name = local(child)
        index = index_of.get(child_name)
        if index is None:
            yield _broken("element-unknown", child, child_name, name)
            continue
        counts[index] += 1
        if index < reached:
            yield _broken("element-order", child, child_name, name)
        elif counts[index] > entries[index].most:
            yield _broken("element-twice", child, child_name, name)
        reached = max(reached, index)
        if entries[index].filled and child_name not in FILLED and not text(child) and not len(child):
            yield _broken("element-empty", child, child_name, name)
    for entry, count in zip(entries, counts, strict=True):
        if count < entry.least:
            yield _broken("element-missing", element, " | ".join(entry.names), name)


def _content(element: Element) -> Iterator[Finding]:
    """A leaf's text: its form, or the list it is from."""
    name, written = local(element), text(element)
    if len(element):
        return
    if not written:
        if name in FILLED:
            yield _broken("element-empty", element, name, "")
    elif name in FORMS and not FORMS[name][0].fullmatch(written):
        yield _value(element, written, FORMS[name][1])
    elif name in LISTS and written not in LISTS[name]:
        yield _value(element, written, ", ".join(LISTS[name]))


def _broken(rule: str, element: Element, name: str, parent: str) -> Finding:
    params = {"name": name, "other": parent}
    return said(rule, element, name, text(element), **params)


def _value(element: Element, written: str, allowed: str) -> Finding:
    return said("element-value", element, local(element), written, list=allowed)
