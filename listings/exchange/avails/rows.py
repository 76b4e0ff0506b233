"""From the cells of a row to a transaction: the one path for workbooks, XML, and rows that a person mended in place."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from listings.exchange.avails.build import build_transaction
from listings.exchange.avails.group_checks import Groups
from listings.exchange.avails.model import Finding, RowRead, Severity
from listings.exchange.avails.problems import Problem, Value
from listings.exchange.avails.required import missing_cells
from listings.exchange.avails.row_checks import check_row
from listings.exchange.avails.rules import make_finding
from listings.exchange.avails.values import column_readers

REMEMBERED = 20_000  # values kept per column: rows repeat themselves, and what is known need not be read again


class RowReader:
    """Reads the rows of one file, one by one, in their order."""

    def __init__(self, *, xml: bool, today: date) -> None:
        self.xml = xml
        self._columns = {key: (reader, dict[str, Value[Any]]()) for key, reader in column_readers().items()}
        self._groups = Groups(xml=xml, today=today)

    def read_row(self, row: int, cells: dict[str, str], before: Iterable[Finding] = ()) -> RowRead:
        """One row. `cells` hold no empty text; `before` are findings already known about it."""
        found = list(before)
        if not cells:
            return RowRead(row, cells, None, tuple(found))
        parsed = self._values(row, cells, found)
        broken = [
            *missing_cells(cells, xml=self.xml),
            *check_row(cells, parsed, xml=self.xml),
            *self._groups.check(row, cells, parsed),
        ]
        found += [_make_finding(row, key, problem) for key, problem in broken]
        good = not any(one.severity is Severity.ERROR for one in found)
        return RowRead(row, cells, build_transaction(row, cells, parsed) if good else None, tuple(found))

    def finish(self) -> tuple[Finding, ...]:
        """Warnings that only the end of the file can tell."""
        return tuple(self._groups.finish())

    def _values(self, row: int, cells: dict[str, str], found: list[Finding]) -> dict[str, Any]:
        parsed: dict[str, Any] = {}
        columns = self._columns
        for key, text in cells.items():
            column = columns.get(key)
            if column is None:
                continue
            reader, known = column
            value = known.get(text)
            if value is None:
                value = reader(text)
                if len(known) < REMEMBERED:
                    known[text] = value
            parsed[key] = value.value
            if value.problems:
                found += [_make_finding(row, key, problem) for problem in value.problems]
        return parsed


def _make_finding(row: int, key: str, problem: Problem) -> Finding:
    return make_finding(problem.rule, row, key, problem.value, **problem.params)
