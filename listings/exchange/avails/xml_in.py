"""Reads Avails XML, Avail by Avail: entities, networks and document types are switched off, memory stays flat."""

import re
from collections.abc import Iterator
from pathlib import Path
from xml.parsers import expat

from lxml import etree  # type: ignore[import-untyped]  # its stubs are no part of it; see xml_tree

from listings.exchange.avails.guards import MEBIBYTE, refuse
from listings.exchange.avails.model import Finding, Severity
from listings.exchange.avails.rules import finding
from listings.exchange.avails.xml_cells import rows_of
from listings.exchange.avails.xml_shape import shape_findings
from listings.exchange.avails.xml_structure import structure_findings
from listings.exchange.avails.xml_tree import Element, line

NAMESPACE = re.compile(r"http://www\.movielabs\.com/schema/avails/v(2\.\d(?:\.\d)?)/avails")
VERSIONS = ("2.2", "2.2.2", "2.3", "2.4", "2.5", "2.5.2", "2.6", "2.6.1", "2.7")
Row = tuple[int, dict[str, str], tuple[Finding, ...]]


class XmlFile:
    """An Avails XML file. `version` is that of its namespace. Raises Refused for anything else."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.namespace, root = _sniff(path)
        found = NAMESPACE.fullmatch(self.namespace)
        if root != "AvailList":
            raise refuse("xml-root", root)
        if not found or found[1] not in VERSIONS:
            raise refuse("xml-namespace", self.namespace or "–")
        self.version = found[1]

    def rows(self) -> Iterator[Row]:
        """(row, cells, findings). A row's number is its transaction's line, or the next one if that is taken.

        What is wrong with an Avail as a whole is found with its first row, and keeps all its rows out.
        """
        last = 0
        for avail in self._avails():
            general = [*shape_findings(avail), *structure_findings(avail)]
            rows = list(rows_of(avail))
            if not rows:
                last = max(last + 1, line(avail))
                yield last, {}, tuple(general)
            for index, (transaction, cells) in enumerate(rows):
                last = max(last + 1, line(transaction))
                yield last, cells, (*(general if index == 0 else ()), *_kept_out(last, general))

    def _avails(self) -> Iterator[Element]:
        tag = f"{{{self.namespace}}}Avail"
        try:
            for _, avail in etree.iterparse(
                str(self.path), tag=tag, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
                remove_comments=True, remove_pis=True,
            ):  # fmt: skip
                yield avail
                avail.clear()
                while avail.getprevious() is not None:
                    del avail.getparent()[0]
        except etree.XMLSyntaxError as broken:
            raise refuse(
                "xml-large" if "huge" in str(broken) else "xml-broken",
                other=str(broken.msg or ""),
                line=str(broken.lineno),
            ) from broken


def _kept_out(row: int, general: list[Finding]) -> tuple[Finding, ...]:
    """What keeps a row out that is not said of this row itself: an error elsewhere in its Avail."""
    first = next((one for one in general if one.severity is Severity.ERROR), None)
    if first is None or any(one.row == row and one.severity is Severity.ERROR for one in general):
        return ()
    return (finding("avail-broken", row, first.column, first.value, other=str(first.row)),)


def _sniff(path: Path) -> tuple[str, str]:
    """(namespace, name) of the root. The whole file is checked to be well-formed and without a document type."""
    found: list[str] = []
    parser = expat.ParserCreate(namespace_separator=" ")

    def start(name: str, attributes: dict[str, str]) -> None:
        found.append(name)
        parser.StartElementHandler = None

    def doctype(*_: object) -> None:
        raise refuse("xml-doctype")

    parser.StartElementHandler = start
    parser.StartDoctypeDeclHandler = doctype
    try:
        with path.open("rb") as file:
            while piece := file.read(MEBIBYTE):
                parser.Parse(piece, False)
            parser.Parse(b"", True)
    except expat.ExpatError as broken:
        raise refuse("xml-broken", line=str(broken.lineno), other=expat.ErrorString(broken.code)) from broken
    namespace, _, name = found[0].rpartition(" ")
    return namespace, name
