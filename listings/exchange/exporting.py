"""An organisation's own programmes as a file: what was chosen, what the file will not say, the file itself."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO, Protocol

from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from listings.exchange import own_sheet
from listings.exchange.avails_out import (
    Choice,
    Loss,
    TooManyRows,
    from_programmes,
    prefetch_programmes,
    write_xlsx,
    write_xml,
)
from listings.exchange.avails_out.losses import ONLY_XLSX
from listings.models import Programme
from marketplace.files.kinds import XLSX, XML, Kind
from marketplace.kit.problems import Problem

MAX_TITLES = 2_000  # titles of one file


@dataclass(frozen=True)
class Format:
    """A kind of file. `language` is that of our own sheet."""

    kind: Kind
    language: str = ""


FORMATS = {
    "xlsx": Format(XLSX),
    "xml": Format(XML),
    "own-en": Format(XLSX, "en"),
    "own-zh": Format(XLSX, "zh-hans"),
}


class TooLarge(Problem):
    """More titles than one file may hold."""

    code = "export_too_large"
    status = 422
    text = _("%(many)s titles are more than one file can hold (%(most)s).")
    hint = _("Choose fewer titles, or narrow the search, and make several files.")


class TooLong(Problem):
    """More rows than a sheet of a workbook has."""

    code = "export_too_long"
    status = 422
    text = _("These titles need more rows than a workbook can hold.")
    hint = _("Choose fewer titles, or XML, or let territories stand together in one row.")


class NothingToExport(Problem):
    """Nothing of one's own is among what was chosen."""

    code = "export_empty"
    status = 422
    text = _("None of your titles was chosen.")
    hint = _("Choose at least one title, or the whole catalogue.")


class Values(Protocol):
    """What a QueryDict offers."""

    def getlist(self, key: str) -> list[str]: ...


@dataclass(frozen=True)
class Wanted:
    """What to export. `titles` are public ids; none = the whole catalogue."""

    format: str = "xlsx"
    free_only: bool = False
    split: bool = False
    titles: tuple[str, ...] = ()
    whole: bool = True

    @property
    def avails(self) -> bool:
        """Is it a file of the standard (not our own sheet)?"""
        return not FORMATS[self.format].language


def parse_wanted(values: Values) -> Wanted:
    """What an address asks for; unknown words count as the first choice."""
    kind, what, rows, scope = (next(iter(values.getlist(key)), "") for key in ("format", "what", "rows", "scope"))
    titles = tuple(dict.fromkeys(one.replace("\x00", "")[:16] for one in values.getlist("title") if one))
    return Wanted(
        format=kind if kind in FORMATS else "xlsx",
        free_only=what == "free",
        split=rows == "territory",
        titles=titles,
        whole=scope == "all" or (scope != "chosen" and not titles),
    )


def choose_programmes(wanted: Wanted, actor: Actor) -> list[Programme]:
    """The actor's own programmes that were chosen, in order of their ids. Raises TooLarge, NothingToExport."""
    rows = Programme.objects.owned_by(actor)
    if not wanted.whole:
        rows = rows.filter(public_id__in=wanted.titles[: MAX_TITLES + 1])
    many = rows.count()
    if many > MAX_TITLES:
        raise TooLarge(many=many, most=MAX_TITLES)
    if not many:
        raise NothingToExport
    return list(prefetch_programmes(rows.order_by("pk")))


def foretell_file(wanted: Wanted, programmes: list[Programme], at: datetime) -> tuple[int, list[Loss]]:
    """(rows, losses) of the file that would be made."""
    if not wanted.avails:
        return len(own_sheet.rows_of(programmes, at=at)), []
    rows, losses = from_programmes(programmes, at=at, choice=Choice(wanted.free_only, wanted.split))
    return len(rows), [one for one in losses if wanted.format == "xlsx" or one.code not in ONLY_XLSX]


@contextmanager
def open_folder() -> Iterator[Path]:
    """A folder for one file; opened files outlive it."""
    with TemporaryDirectory(prefix="export-") as place:
        yield Path(place)


def make_file(wanted: Wanted, programmes: list[Programme], at: datetime) -> BinaryIO:
    """The file, open for reading. Raises TooLong."""
    with open_folder() as place:
        path = place / "file"
        _write_file(wanted, programmes, path, at)
        return path.open("rb")


def _write_file(wanted: Wanted, programmes: list[Programme], path: Path, at: datetime) -> None:
    if not wanted.avails:
        own_sheet.write_sheet(programmes, path, FORMATS[wanted.format].language, at=at)
        return
    rows, _losses = from_programmes(programmes, at=at, choice=Choice(wanted.free_only, wanted.split))
    try:
        (write_xml if wanted.format == "xml" else write_xlsx)(rows, path)
    except TooManyRows as error:
        raise TooLong from error


def open_template(language: str) -> BinaryIO:
    """The empty own sheet, open for reading."""
    with open_folder() as place:
        own_sheet.write_template(place / "file", language)
        return (place / "file").open("rb")


def file_name(wanted: Wanted, programmes: list[Programme], at: datetime) -> str:
    """monsoon-avails-MN-TH-004182-2026-11-23.xlsx"""
    what = "avails" if wanted.avails else "rights"
    which = f"-{programmes[0].public_id}" if len(programmes) == 1 else ""
    return f"monsoon-{what}{which}-{at:%Y-%m-%d}{FORMATS[wanted.format].kind.endings[0]}"
