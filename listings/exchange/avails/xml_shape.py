"""Holds a tree of Avails XML against the tables of its shape."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from listings.exchange.avails import vocabulary as words
from listings.exchange.avails.model import Finding
from listings.exchange.avails.xml_tables import ATTRIBUTES, FILLED, FORMS, LISTS, SHAPES
from listings.exchange.avails.xml_tree import Element, element_text, local_name, report_at


@dataclass(frozen=True)
class Place:
    """One entry of a shape: the names that may stand there, and how often."""

    names: tuple[str, ...]
    least: int
    most: int
    filled: bool


@lru_cache(maxsize=64)
def child_places(name: str) -> tuple[tuple[Place, ...], dict[str, int]]:
    """An element's entries, and {child's name: index of its entry}."""
    found = []
    for word in SHAPES[name].split():
        names = tuple(part.rstrip("?*+!") for part in word.split("|"))
        least = 0 if "?" in word or "*" in word else 1
        found.append(Place(names, least, 10**6 if "*" in word or "+" in word else 1, "!" in word))
    return tuple(found), {child: index for index, place in enumerate(found) for child in place.names}


def shape_findings(element: Element) -> Iterator[Finding]:
    """Everything wrong with the shape of an element and of what is in it."""
    name = local_name(element)
    if name not in SHAPES:
        return
    yield from _check_order(element, name)
    if element_text(element):
        yield _report_value(element, element_text(element), " ".join(f"<{child}>" for child in child_places(name)[1]))
    if name in ATTRIBUTES and not element.get(ATTRIBUTES[name]):
        yield _report_broken("attribute-missing", element, ATTRIBUTES[name], name)
    scope = element.get("scope")
    if name == "AltIdentifier" and scope and scope not in words.ALT_SCOPES:
        yield _report_value(element, scope, ", ".join(words.ALT_SCOPES))
    for child in element:
        yield from _check_content(child)
        yield from shape_findings(child)


def _check_order(element: Element, name: str) -> Iterator[Finding]:
    entries, index_of = child_places(name)
    counts = [0] * len(entries)
    reached = 0
    for child in element:
        child_name = local_name(child)
        index = index_of.get(child_name)
        if index is None:
            yield _report_broken("element-unknown", child, child_name, name)
            continue
        counts[index] += 1
        if index < reached:
            yield _report_broken("element-order", child, child_name, name)
        elif counts[index] > entries[index].most:
            yield _report_broken("element-twice", child, child_name, name)
        reached = max(reached, index)
        if entries[index].filled and child_name not in FILLED and not element_text(child) and not len(child):
            yield _report_broken("element-empty", child, child_name, name)
    for entry, count in zip(entries, counts, strict=True):
        if count < entry.least:
            yield _report_broken("element-missing", element, " | ".join(entry.names), name)


def _check_content(element: Element) -> Iterator[Finding]:
    """A leaf's text: its form, or the list it is from."""
    name, written = local_name(element), element_text(element)
    if len(element):
        return
    if not written:
        if name in FILLED:
            yield _report_broken("element-empty", element, name, "")
    elif name in FORMS and not FORMS[name][0].fullmatch(written):
        yield _report_value(element, written, FORMS[name][1])
    elif name in LISTS and written not in LISTS[name]:
        yield _report_value(element, written, ", ".join(LISTS[name]))


def _report_broken(rule: str, element: Element, name: str, parent: str) -> Finding:
    params = {"name": name, "other": parent}
    return report_at(rule, element, name, element_text(element), **params)


def _report_value(element: Element, written: str, allowed: str) -> Finding:
    return report_at("element-value", element, local_name(element), written, list=allowed)
