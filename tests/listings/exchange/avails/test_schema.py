"""Whatever MovieLabs' schema refuses, we refuse: real files are broken in every place, one at a time."""

import copy
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from listings.exchange.avails import Severity, read_avails
from tests.listings.exchange.avails.oracle import SHARED

pytestmark = pytest.mark.shared_data
FILES = [
    ("probes-xml/excl.xml", "2.6"),
    ("xml-good/TPT-test_v1.9_v2.5.xml", "2.5"),
    ("oracle-xml/x_tv_mix_v1.9.xlsx.dom.xml", "2.5"),
    ("oracle-xml/Movies_v1.7.3.xlsx.dom.xml", "2.3"),
]
# One table serves all versions: these two things were forbidden only in the old ones.
OLD = {("2.3", "remove", "Term"), ("2.3", "repeat", "GroupingEntity")}


def remove(element: etree._Element) -> None:
    element.getparent().remove(element)


def repeat(element: etree._Element) -> None:
    element.addnext(copy.deepcopy(element))


def exchange(element: etree._Element) -> None:
    after = element.getnext()
    if after is not None:
        after.addnext(element)


def empty(element: etree._Element) -> None:
    element.text = None if len(element) else ""


def garble(element: etree._Element) -> None:
    if not len(element):
        element.text = "@@"


def rename(element: etree._Element) -> None:
    element.tag += "X"


def places(tree: etree._ElementTree) -> list[str]:
    """A path to one element of each kind in each kind of parent."""
    found: dict[tuple[str, str], str] = {}
    for element in tree.getroot().iterdescendants("{*}*"):
        kind = (element.tag, element.getparent().tag)
        found.setdefault(kind, tree.getelementpath(element))
    return list(found.values())


@cache
def schema_of(version: str) -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(SHARED / "xsd" / f"avails-v{version}.xsd"))


@pytest.mark.parametrize("damage", [remove, repeat, exchange, empty, garble, rename], ids=lambda one: one.__name__)
@pytest.mark.parametrize(("name", "version"), FILES)
def test_what_the_schema_refuses_we_refuse(
    tmp_path: Path, name: str, version: str, damage: Callable[[etree._Element], None]
) -> None:
    schema = schema_of(version)
    whole = etree.parse(SHARED / name, etree.XMLParser(remove_comments=True))
    path = tmp_path / "broken.xml"
    passed_over = set()
    for place in places(whole):
        tree = copy.deepcopy(whole)
        element = tree.find(place)
        kind = etree.QName(element).localname
        damage(element)
        tree.write(path, encoding="UTF-8", xml_declaration=True)
        refused = any(found.severity is Severity.ERROR for found in read_avails(path).findings)
        if not refused and not schema.validate(etree.parse(path)):
            passed_over.add((version, damage.__name__, kind))

    assert passed_over - OLD == set()


@pytest.mark.parametrize(("name", "version"), FILES)
def test_the_whole_files_pass_both(name: str, version: str) -> None:
    schema = schema_of(version)

    assert schema.validate(etree.parse(SHARED / name))
    assert not any(found.severity is Severity.ERROR for found in read_avails(SHARED / name).findings)
