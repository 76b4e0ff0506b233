"""Reads Avails XML, Avail by Avail: entities, networks and document types are switched off, memory stays flat."""

import re
from array import array
from collections.abc import Iterator
from pathlib import Path
from xml.parsers import expat

from lxml import etree

from listings.exchange.avails.guards import MEBIBYTE, refuse_file
from listings.exchange.avails.model import Finding, Severity
from listings.exchange.avails.rules import make_finding
from listings.exchange.avails.xml_cells import rows_of
from listings.exchange.avails.xml_shape import shape_findings
from listings.exchange.avails.xml_structure import structure_findings
from listings.exchange.avails.xml_tree import Element, children_named, line_number, local_name, report_at

NAMESPACE = re.compile(r"http://www\.movielabs\.com/schema/avails/v(2\.\d(?:\.\d)?)/avails")
VERSIONS = ("2.2", "2.2.1", "2.2.2", "2.3", "2.4", "2.5", "2.5.2", "2.6", "2.6.1", "2.7")
Row = tuple[int, dict[str, str], tuple[Finding, ...]]


class XmlFile:
    """An Avails XML file. `version` is that of its namespace. Raises Refused for anything else."""

    def __init__(self, path: Path) -> None:
        self.path = path
        sniffed = Sniffed(path)
        self.namespace, self._lines = sniffed.namespace, sniffed.lines
        found = NAMESPACE.fullmatch(self.namespace)
        if sniffed.root != "AvailList":
            raise refuse_file("xml-root", sniffed.root)
        if not found or found[1] not in VERSIONS:
            raise refuse_file("xml-namespace", self.namespace or "–")
        self.version = found[1]
        self.late: list[Finding] = []  # about what stands between the Avails; known after the last row

    def rows(self) -> Iterator[Row]:
        """(row, cells, findings). A row's number is its transaction's line, or the next one if that is taken.

        What is wrong with an Avail as a whole is found with its first row, and keeps all its rows out.
        """
        last = 0
        known = iter(self._lines)
        for avail in self._avails():
            general = [*shape_findings(avail), *structure_findings(avail)]
            transactions = children_named(avail, "Transaction")  # kept, so that each stays the same object
            lines = {id(one): next(known, 0) or line_number(one) for one in transactions}
            rows = list(rows_of(avail))
            if not rows:
                last = max(last + 1, line_number(avail))
                yield last, {}, tuple(general)
            for index, (transaction, cells) in enumerate(rows):
                last = max(last + 1, lines[id(transaction)])
                yield last, cells, (*(general if index == 0 else ()), *_kept_out(last, general))

    def _avails(self) -> Iterator[Element]:
        tag = f"{{{self.namespace}}}Avail"
        root: Element | None = None
        try:
            for _, avail in etree.iterparse(
                str(self.path),
                tag=tag,
                resolve_entities=False,
                no_network=True,
                load_dtd=False,
                huge_tree=False,
                remove_comments=True,
                remove_pis=True,
            ):
                yield avail
                avail.clear()
                root = avail.getparent()
                while root[0] is not avail:
                    self._name_stranger(root[0], tag)
                    del root[0]
        except etree.XMLSyntaxError as broken:
            text = str(broken.msg or "")
            rule = "xml-large" if "huge" in text.lower() else "xml-broken"
            raise refuse_file(rule, line=str(broken.lineno), other=text) from broken
        for element in root if root is not None else ():
            self._name_stranger(element, tag)

    def _name_stranger(self, element: Element, tag: str) -> None:
        if element.tag != tag:
            name = local_name(element)
            self.late.append(report_at("element-unknown", element, name, name=name, other="AvailList"))


def _kept_out(row: int, general: list[Finding]) -> tuple[Finding, ...]:
    """What keeps a row out that is not said of this row itself: an error elsewhere in its Avail."""
    first = next((one for one in general if one.severity is Severity.ERROR), None)
    if first is None or any(one.row == row and one.severity is Severity.ERROR for one in general):
        return ()
    return (make_finding("avail-broken", row, first.column, first.value, other=str(first.row)),)


class Sniffed:
    """What a first walk through the whole file tells: that it is well-formed, has no document type, and its root.

    `lines` are those of the transactions, in a file so long that the tree cannot say them (it counts to 65,535).
    """

    def __init__(self, path: Path) -> None:
        self.lines: array[int] = array("L")
        self._found = ""
        self._long = _count_lines(path) > 65_000
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.StartElementHandler = self._start
        self._parser.StartDoctypeDeclHandler = _refuse_doctype
        try:
            self._walk(path)
        except (ValueError, LookupError) as unknown:
            raise refuse_file("xml-encoding") from unknown
        except expat.ExpatError as broken:
            raise refuse_file("xml-broken", line=str(broken.lineno), other=expat.ErrorString(broken.code)) from broken
        self.namespace, _, self.root = self._found.rpartition(" ")

    def _walk(self, path: Path) -> None:
        with path.open("rb") as file:
            while piece := file.read(MEBIBYTE):
                self._parser.Parse(piece, False)
            self._parser.Parse(b"", True)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if not self._found:
            self._found = name
            if not self._long:
                self._parser.StartElementHandler = None
        elif name.endswith(" Transaction"):
            self.lines.append(self._parser.CurrentLineNumber)


def _refuse_doctype(*_: object) -> None:
    raise refuse_file("xml-doctype")


def _count_lines(path: Path) -> int:
    with path.open("rb") as file:
        return sum(piece.count(b"\n") for piece in iter(lambda: file.read(MEBIBYTE), b""))
