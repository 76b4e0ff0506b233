"""What an Avails file says, in one neutral form for workbooks and XML alike. No ORM, no Django models.

Terms are those of MovieLabs (EMA) Avails: an Avail (ALID) offers one or more Assets by Transactions; in a workbook a row
is one Transaction. Values stay as written where the standard leaves them free; dates, prices and lists are read.
"""

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum


class Severity(StrEnum):
    """How bad a finding is. An error keeps its row out, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True)
class Finding:
    """One thing wrong at one place: what was found there, the rule it breaks, and what to do about it.

    `row` is the row number as the user's program shows it (1-based; 0 = the whole file), or the number of the line in
    an XML file. `column` is the column's key ("AvailTrans/Territory") or the element's name. `rule` is a stable code;
    `message` and `fix` are complete sentences in the reader's language (lazy translations). Store `rule` and `params`
    to show them again to somebody else: `rules.sentence(rule, params)`.
    """

    severity: Severity
    row: int
    column: str
    value: str
    rule: str
    message: str
    fix: str = ""
    params: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Edge:
    """A window's start or end: a date and time as written (no zone = local to the territory), or a condition word.

    A bare date means midnight as a start and 23:59:59 as an end (the whole last day). To make a half-open period of
    days: its end is the day after `at.date()` when `at` is 23:59:59 or later that day, and `at.date()` at midnight.
    """

    at: datetime | None = None
    condition: str = ""
    lag: str = ""


@dataclass(frozen=True)
class Language:
    """A BCP 47 tag with what it stands for: "" = any use, or "audio", "subtitle", "subdub"."""

    tag: str
    asset: str = ""


@dataclass(frozen=True)
class Term:
    """A named extra of a Transaction with one typed value; `kind` is Money, Event, Text, Number, Boolean, Duration …"""

    name: str
    kind: str
    text: str
    currency: str = ""

    @property
    def amount(self) -> Decimal:
        return Decimal(self.text)


@dataclass(frozen=True)
class Asset:
    """The work. `titles` are {key: text} as the standard names them (TitleInternalAlias, SeriesTitleInternalAlias …);
    `fields` is all other metadata by its workbook column name (ReleaseYear, TotalRunTime, Director …)."""

    content_id: str
    work_type: str
    titles: dict[str, str] = field(default_factory=dict)
    fields: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Transaction:
    """One window of one licence type: a row of a workbook."""

    row: int
    alid: str
    avail_id: str
    entry_type: str
    licensor: str
    licensee: str
    service_provider: str
    asset: Asset
    license_type: str
    format_profile: str
    territories: tuple[str, ...]
    excluded: tuple[str, ...]
    start: Edge
    end: Edge
    allowed: tuple[Language, ...] = ()
    asset_languages: tuple[Language, ...] = ()
    held_back: tuple[Language, ...] = ()
    exclusive: bool | None = None
    contract_id: str = ""
    terms: tuple[Term, ...] = ()
    fields: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class RowRead:
    """One row as it comes from a file: its cells, the transaction if nothing is wrong with it, and what is wrong."""

    row: int
    cells: dict[str, str]
    transaction: Transaction | None
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Document:
    """A whole file as read. `rows` are the transactions that could be read; `findings` name everything wrong.

    `cells` keeps each data row as written, {row number: {column key: text}}, for the result page and for fixing in place.
    A row with an error among `findings` is not among `rows`.
    """

    kind: str  # "xlsx" or "xml"
    version: str  # "1.7" … "1.9", "2.2.2" … "2.7"
    columns: tuple[str, ...]
    rows: tuple[Transaction, ...]
    findings: tuple[Finding, ...]
    cells: dict[int, dict[str, str]]

    def refused(self) -> bool:
        """Nothing of the file can be used."""
        return any(f.severity == Severity.ERROR and f.row == 0 for f in self.findings)
