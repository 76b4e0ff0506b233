"""What a programme's records say that Avails cannot: told to the person before the file is written, never silent."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, cast

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts.days import day_at
from listings.exchange.avails_out.terms import by_number, is_listed, license_type
from listings.exchange.avails_out.works import title_fields
from listings.models import Programme, RightIn, RightOut
from listings.rights.queries.cells import Rights
from listings.states import Grade, Purpose

# In the order in which they matter to a person. {…} are joined where many places say the same.
SENTENCES = {
    "nothing": _("There is no right to write: none is held, or none is left."),
    "over": _("The right has ended and is left out."),
    "taken": _("What is taken already is still in the file, because all rights held are written ({purpose})."),
    "sole": _("“Exclusive”, the owner included, is stronger than anything in Avails. The grade is not said."),
    "holdback": _("A holdback has no place in Avails. Whom it binds and until when is not said."),
    "option": _("When an option runs out is not said."),
    "uses": _(
        "Avails knows subtitles, audio, or both. Which of original sound, dub and voice-over is meant is not said."
    ),
    "licence_type": _(
        "Not in the standard's list of licence types, and written all the same: {names}. Other systems may ask what they mean."
    ),
    "latest_end": _("The window ends where the last licence must end. That the right itself runs longer is not said."),
    "underlying": _("The window ends with the underlying rights. Which ones they are is not said."),
    "mandate": _("That the right is held under another organisation's mandate is not said."),
    "runs": _("The number of runs is not said ({value})."),
    "catch_up": _("The days of catch-up are not said ({value})."),
    "cut": _("The cut is not said ({value})."),
    "exclusive_percent": _("What an exclusive licence costs is not said ({value} percent of the ask)."),
    "ask_period": _(
        "The ask is written as a licence fee. That it is for 12 months in one territory stands in words beside it."
    ),
    "no_ask": _("Media without an ask are written with the price “NA”: open to offers."),
    "titles": _("A workbook has room for one display title. The titles in other languages are only in the XML."),
    "format": _("The picture format is written as HD: Monsoon keeps none for a title."),
    "note": _("Your own notes stay with you: they are not in the file."),
    "metadata": _("Age ratings, permits, synopses and artwork are not part of the file."),
}
ONLY_XLSX = frozenset({"titles"})


@dataclass(frozen=True)
class Loss:
    """Something that the file does not say: of which programme and record ("in 41", "out 7", "" = the programme)."""

    programme: str
    title: str
    record: str
    code: str
    params: dict[str, Any] = field(default_factory=dict)

    @property
    def sentence(self) -> str:
        """In the reader's language."""
        return loss_sentence(self.code, self.params)


@dataclass(frozen=True)
class Group:
    """The same loss at many places."""

    code: str
    sentence: str
    losses: list[Loss]


def loss_sentence(code: str, params: Mapping[str, Any]) -> str:
    """What a loss of this kind says, in the reader's language."""
    return cast("str", format_lazy(SENTENCES[code], **params))


def group_losses(losses: Iterable[Loss]) -> list[Group]:
    """Losses of one kind together, with all their values in the sentence; the most important kinds first."""
    kinds: dict[str, list[Loss]] = {code: [] for code in SENTENCES}
    for loss in losses:
        kinds[loss.code].append(loss)
    return [Group(code, loss_sentence(code, _join_values(those)), those) for code, those in kinds.items() if those]


def _join_values(losses: list[Loss]) -> dict[str, str]:
    """Every value once, in the order in which they come."""
    values: dict[str, dict[str, None]] = {}
    for loss in losses:
        for name, value in loss.params.items():
            values.setdefault(name, {}).update(dict.fromkeys(str(value).split(", ")))
    return {name: ", ".join(those) for name, those in values.items()}


@dataclass(frozen=True)
class Written:
    """How a programme was written: whether at all, only what is free, and rights (ids) whose language uses were not exact."""

    any: bool
    free_only: bool
    inexact: frozenset[int]


def losses_of(programme: Programme, rights: Rights, at: datetime, written: Written) -> list[Loss]:
    """Everything about one programme, the programme first, then its records in order."""
    return [
        Loss(programme.public_id, programme.original_title, record, code, params)
        for record, code, params in _find_all(programme, rights, day_at(programme.organisation, at), written)
    ]


Found = tuple[str, str, dict[str, Any]]  # record, code, params


def _find_all(programme: Programme, rights: Rights, today: date, written: Written) -> Iterator[Found]:
    if not written.any:
        yield "", "nothing", {}
        return
    yield from (("", code, params) for code, params in _of_programme(programme, rights))
    for held in sorted(rights.held, key=lambda row: row.pk):
        yield from ((f"in {held.pk}", code, params) for code, params in _of_right_in(held, today, written))
    for taken in sorted(rights.taken, key=lambda row: row.pk):
        yield from ((f"out {taken.pk}", code, params) for code, params in _of_right_out(taken, written))


def _of_programme(programme: Programme, rights: Rights) -> Iterator[tuple[str, dict[str, Any]]]:
    asked = {ask.medium for ask in programme.asks.all()}
    held = frozenset[str]().union(*(row.media for row in rights.held))
    if asked & held:
        yield "ask_period", {}
        if programme.exclusive_percent != 100:
            yield "exclusive_percent", {"value": programme.exclusive_percent}
    if held - asked - {"SVOD"}:
        yield "no_ask", {}
    yield "format", {}
    yield "metadata", {}
    if len(title_fields(programme, "")) > 3:
        yield "titles", {}


def _of_right_in(row: RightIn, today: date, written: Written) -> Iterator[tuple[str, dict[str, Any]]]:
    end = row.licensable.upper
    if end is not None and end <= today:
        yield "over", {}
        return
    unlisted = [license_type(medium) for medium in by_number(row.media) if not is_listed(medium)]
    if unlisted:
        yield "licence_type", {"names": ", ".join(unlisted)}
    if row.pk in written.inexact:
        yield "uses", {}
    if end is not None and end != row.period.upper:
        yield ("latest_end" if end == row.latest_end else "underlying"), {}
    if row.mandate_id:
        yield "mandate", {}


def _of_right_out(row: RightOut, written: Written) -> Iterator[tuple[str, dict[str, Any]]]:
    if row.grade == Grade.EXCLUSIVE:
        yield "sole", {}
    if row.purpose == Purpose.HOLDBACK:
        yield "holdback", {}
    elif not written.free_only:
        yield "taken", {"purpose": Purpose(row.purpose).label}
    if row.purpose == Purpose.OPTION:
        yield "option", {}
    values = {"runs": row.runs, "catch_up": row.catch_up_days, "cut": row.cut.name if row.cut else None}
    yield from ((code, {"value": value}) for code, value in values.items() if value is not None)
    if row.note:
        yield "note", {}
